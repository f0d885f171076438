import type { CategoryOf } from '../charge/delivery.ts'
import type { TemplateChanged } from '../event/event.ts'
import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from '../persistent-map.ts'
import type { Instant } from '../time/instant.ts'
import { insertChange, sameLanguage, templateAt, type Template, type TemplateHistory } from './template.ts'

/** What is known of templates: account by account, template by template. */
export type Registry = PersistentMap<AccountTemplates>
type AccountTemplates = PersistentMap<TemplateHistory>

export const emptyRegistry: Registry = emptyMap()

/** Events that name no account speak for all of them; they stand under this name. */
const anyAccount = ''

const keyOf = (name: string, language: string): string => JSON.stringify([name, sameLanguage(language)])

/** The registry with one more change; `null` when it is known already. */
export const registerChange = (registry: Registry, change: TemplateChanged): Registry | null => {
  const account = change.account ?? anyAccount
  const templates = lookUp(registry, account) ?? emptyMap<TemplateHistory>()
  const key = keyOf(change.name, change.language)
  const history = lookUp(templates, key) ?? { changes: [] }
  const longer = insertChange(history, change)
  return longer === null ? null : assoc(registry, account, assoc(templates, key, longer))
}

/** Every change that is known of any template. */
export const changesIn = (registry: Registry): readonly TemplateChanged[] =>
  [...entriesOf(registry)].flatMap(([, templates]) =>
    [...entriesOf(templates)].flatMap(([, { changes }]) => changes),
  )

/** A template and whose it is. */
export interface OwnedTemplate extends Template {
  /** `null` where whoever told of it named no account: then it speaks for all. */
  readonly account: string | null
}

/** All templates as they are known at an instant, by account, name and language. */
export const templatesAt = (registry: Registry, at: Instant): readonly OwnedTemplate[] =>
  [...entriesOf(registry)]
    .sort(([one], [other]) => compareTexts(one, other))
    .flatMap(([account, table]) =>
      [...entriesOf(table)]
        .flatMap(([, history]) => templateAt(history, at) ?? [])
        .sort(byNameAndLanguage)
        .map((template) => ({ account: account === anyAccount ? null : account, ...template })),
    )

/** The templates that a phone number may use, as far as anything is known of them. */
export interface KnownTemplates {
  /** Has anything been heard of any template by this instant? */
  readonly anyKnown: (at: Instant) => boolean
  /** The template of that name; in any of its languages when none is named. */
  readonly named: (name: string, language: string | null, at: Instant) => readonly Template[]
  /** All templates. */
  readonly all: (at: Instant) => readonly Template[]
}

/**
 * The templates of the phone number's accounts. While none of its accounts is known, those of all
 * accounts are taken for its own.
 */
export const templatesFor = (registry: Registry, accounts: readonly string[]): KnownTemplates => {
  const known = madeBefore.get(registry) ?? new Map<string, KnownTemplates>()
  madeBefore.set(registry, known)
  const key = JSON.stringify(accounts)
  const templates = known.get(key) ?? gather(registry, accounts)
  known.set(key, templates)
  return templates
}

/** Questions come far more often than templates change. */
const madeBefore = new WeakMap<Registry, Map<string, KnownTemplates>>()

const gather = (registry: Registry, accounts: readonly string[]): KnownTemplates => {
  // In an order of their own: which account was heard of first says nothing.
  const sources = (
    accounts.length === 0 ? [...entriesOf(registry)].map(([account]) => account) : accounts
  ).toSorted(compareTexts)
  const general = lookUp(registry, anyAccount) ?? emptyMap<TemplateHistory>()
  // What was said without an account counts beside what was said of this one, in the order of time.
  const tables = [...new Set(sources.filter((account) => account !== anyAccount))]
    .map((account) => lookUp(registry, account) ?? emptyMap<TemplateHistory>())
    .map((own) => withGeneral(own, general))
  const histories = tables.length === 0 ? [general] : tables
  const all = (at: Instant): readonly Template[] =>
    histories
      .flatMap((table) => [...entriesOf(table)].flatMap(([, history]) => templateAt(history, at) ?? []))
      .sort(byNameAndLanguage)
  return {
    anyKnown: (at) => histories.some((table) => isAnyKnown(table, at)),
    named: (name, language, at) =>
      language === null
        ? all(at).filter((template) => template.name === name)
        : histories.flatMap((table) => {
            const history = lookUp(table, keyOf(name, language))
            return history === undefined ? [] : (templateAt(history, at) ?? [])
          }),
    all,
  }
}

const isAnyKnown = (table: AccountTemplates, at: Instant): boolean => {
  for (const [, { changes }] of entriesOf(table)) if (changes.some((change) => change.at <= at)) return true
  return false
}

const withGeneral = (own: AccountTemplates, general: AccountTemplates): AccountTemplates => {
  let table = own
  for (const [key, { changes }] of entriesOf(general))
    table = assoc(
      table,
      key,
      changes.reduce<TemplateHistory>(
        (history, change) => insertChange(history, change) ?? history,
        lookUp(table, key) ?? { changes: [] },
      ),
    )
  return table
}

const byNameAndLanguage = (a: Template, b: Template): number =>
  compareTexts(a.name, b.name) || compareTexts(a.language, b.language)

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Templates of which nothing is known. */
export const noTemplates: KnownTemplates = templatesFor(emptyRegistry, [])

/** The categories of those templates. Asked for only when a charge needs one. */
export const categoriesOf =
  (templates: () => KnownTemplates): CategoryOf =>
  (name, language, at) =>
    templates()
      .named(name, language, at)
      .find(({ category }) => category !== null)?.category ?? null
