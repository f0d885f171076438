import type { CategoryOf } from './category-of.ts'
import type { Instant } from '../time/instant.ts'
import { templateKey } from './language.ts'
import {
  accountTemplates,
  accountsKnown,
  anyAccount,
  emptyRegistry,
  templatesPart,
  type Registry,
  type TemplatesByAccount,
} from './registry.ts'
import {
  accountsSending,
  firstSends,
  noSends,
  numberOf,
  numbersOf,
  type NumberSends,
  type Sends,
} from './sends.ts'
import {
  isAnythingKnown,
  isHeardOf,
  isListed,
  namesakesIn,
  templateIn,
  templatesIn,
  type Source,
} from './source.ts'
import type { Template } from './template.ts'

/** The templates that a phone number may use, as far as anything is known of them. */
export interface KnownTemplates {
  /** Is any template known by this instant? */
  readonly anyKnown: (at: Instant) => boolean
  /** Are all templates known by this instant? Then one that is not among them does not exist. */
  readonly isComplete: (at: Instant) => boolean
  /** The template of that name, of each account; in any of its languages when none is named. */
  readonly named: (name: string, language: string | null, at: Instant) => readonly Template[]
  /** All templates, by name, language and account. */
  readonly all: (at: Instant) => readonly Template[]
  /**
   * The registered category of a template; the same function as long as nothing became known that could change one.
   * What it needs is looked up with the first call.
   */
  readonly categoryOf: CategoryOf
}

/**
 * The templates of the phone number's accounts. While none of its accounts is known, those of all
 * accounts are taken for its own. Its own sends count for whichever account it is of; those of other phone
 * numbers count for the accounts that these are known to be of.
 */
export const templatesFor = (
  registry: Registry,
  accounts: readonly string[],
  { sends, phoneNumberId }: SendsOf = nobodysSends,
): KnownTemplates => {
  const made = madeOf(registry)
  const ofSends = made.bySends.get(sends) ?? new Map<string | null, OfNumber>()
  made.bySends.set(sends, ofSends)
  const known = ofSends.get(phoneNumberId)
  if (known !== undefined && isSameList(known.accounts, accounts)) return known.templates
  const templates = {
    ...lookInto(sourcesOf(registry, accounts, { sends, phoneNumberId })),
    categoryOf: categoriesFor(registry, accounts, sends),
  }
  ofSends.set(phoneNumberId, { accounts, templates })
  return templates
}

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one === other || (one.length === other.length && one.every((text, index) => text === other[index]))

/** The sends of templates that are known, and whose templates are asked for; `null` for no number's in particular. */
export interface SendsOf {
  readonly sends: Sends
  readonly phoneNumberId: string | null
}

const nobodysSends: SendsOf = { sends: noSends, phoneNumberId: null }

interface Made {
  readonly categories: Map<string, CategoryOf>
  readonly bySends: WeakMap<Sends, Map<string | null, OfNumber>>
}

/** The templates of a phone number, by the accounts that it was last known to be of. */
interface OfNumber {
  readonly accounts: readonly string[]
  readonly templates: KnownTemplates
}

/** Questions come far more often than templates change. */
const madeBefore = new WeakMap<TemplatesByAccount, Made>()

const madeOf = (registry: Registry): Made => {
  const templates = templatesPart(registry)
  const made = madeBefore.get(templates) ?? { categories: new Map(), bySends: new WeakMap() }
  madeBefore.set(templates, made)
  return made
}

/**
 * Their categories alone. Sends prove no category, so that categories stay the same while templates are sent; but
 * where no account is named, the first send of an account shows that it is there, and what speaks for all
 * accounts counts for it, too.
 */
export const categoriesFor = (registry: Registry, accounts: readonly string[], sends: Sends): CategoryOf => {
  const { categories } = madeOf(registry)
  const counted = accounts.some((account) => account !== anyAccount) ? noSends : sends
  const key = JSON.stringify([accounts, [...firstSends(counted)]])
  const categoryOf = categories.get(key) ?? categoriesFrom(registry, accounts, counted)
  categories.set(key, categoryOf)
  return categoryOf
}

const categoriesFrom = (registry: Registry, accounts: readonly string[], sends: Sends): CategoryOf => {
  let sourcesAt: SourcesAt | null = null
  const { named } = lookInto((at) => {
    sourcesAt ??= sourcesOf(registry, accounts, { sends, phoneNumberId: null })
    return sourcesAt(at).map((source) => ({ ...source, numbers: [] }))
  })
  return (name, language, at) =>
    named(name, language, at).find(({ category }) => category !== null)?.category ?? null
}

/** The accounts that count at an instant, in a fixed order: the order of arrival does not matter. */
type SourcesAt = (at: Instant) => readonly Source[]

const sourcesOf = (
  registry: Registry,
  accounts: readonly string[],
  { sends, phoneNumberId }: SendsOf,
): SourcesAt => {
  const general = accountTemplates(registry, anyAccount)
  const own = phoneNumberId === null ? null : numberOf(sends, phoneNumberId)
  const withOwn = (numbers: readonly NumberSends[]): readonly NumberSends[] =>
    own === null || numbers.includes(own) ? numbers : [...numbers, own]
  const sourceOf = (account: string): Source => ({
    own: accountTemplates(registry, account),
    general,
    numbers: numbersOf(sends, account),
  })
  const named = new Set(accounts.filter((account) => account !== anyAccount))
  if (named.size > 0) {
    const sources = inOrder(named)
      .map(sourceOf)
      .map((source) => ({ ...source, numbers: withOwn(source.numbers) }))
    return () => sources
  }
  const others = inOrder(accountsIn(registry, sends)).map((account) => {
    const source = sourceOf(account)
    return { source, taken: { ...source, numbers: withOwn(source.numbers) } }
  })
  const alone: Source = { own: accountTemplates(emptyRegistry, anyAccount), general, numbers: withOwn([]) }
  return (at) => {
    const heard = others.filter(({ source }) => isHeardOf(source, at)).map(({ taken }) => taken)
    return heard.length === 0 ? [alone] : heard
  }
}

const accountsIn = (registry: Registry, sends: Sends): ReadonlySet<string> =>
  new Set([...accountsKnown(registry).filter((account) => account !== anyAccount), ...accountsSending(sends)])

const inOrder = (texts: ReadonlySet<string>): readonly string[] => [...texts].sort(compareTexts)

const lookInto = (sourcesAt: SourcesAt): Omit<KnownTemplates, 'categoryOf'> => ({
  anyKnown: (at) => sourcesAt(at).some((source) => isAnythingKnown(source, at)),
  isComplete: (at) => sourcesAt(at).every((source) => isListed(source, at)),
  named: (name, language, at) =>
    sourcesAt(at)
      .flatMap((source) =>
        language === null
          ? namesakesIn(source, name, at)
          : (templateIn(source, templateKey(name, language), at) ?? []),
      )
      .sort(byNameAndLanguage),
  all: (at) =>
    sourcesAt(at)
      .flatMap((source) => templatesIn(source, at))
      .sort(byNameAndLanguage),
})

/** A template and whose it is. */
export interface OwnedTemplate extends Template {
  /** `null` where the event named no account: then the template counts for all accounts. */
  readonly account: string | null
}

/** All templates as they are known at an instant, by account, name and language. */
export const templatesAt = (
  registry: Registry,
  at: Instant,
  sends: Sends = noSends,
): readonly OwnedTemplate[] =>
  inOrder(new Set([...(isGeneral(registry) ? [anyAccount] : []), ...accountsIn(registry, sends)])).flatMap(
    (account) =>
      templatesIn(
        {
          own: accountTemplates(registry, account),
          general: accountTemplates(emptyRegistry, anyAccount),
          numbers: account === anyAccount ? [] : numbersOf(sends, account),
        },
        at,
      )
        .toSorted(byNameAndLanguage)
        .map((template) => ({ account: account === anyAccount ? null : account, ...template })),
  )

const isGeneral = (registry: Registry): boolean =>
  accountTemplates(registry, anyAccount) !== accountTemplates(emptyRegistry, anyAccount)

/** One order everywhere; what is equal in it stands in the order of accounts. */
const byNameAndLanguage = (a: Template, b: Template): number =>
  compareTexts(a.name, b.name) || compareTexts(a.language, b.language)

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** No template is known. */
export const noTemplates: KnownTemplates = templatesFor(emptyRegistry, [])
