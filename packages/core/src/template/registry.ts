import type { CategoryOf } from '../charge/delivery.ts'
import type { TemplateChanged, TemplateEvent, TemplatesListed } from '../event/event.ts'
import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from '../persistent-map.ts'
import type { Instant } from '../time/instant.ts'
import { insertList } from './list.ts'
import { insertChange, sameLanguage, templateAt, type Template, type TemplateHistory } from './template.ts'

/** What is known of templates: account by account. */
export type Registry = PersistentMap<AccountTemplates>

/** What is known of the templates of one account. */
interface AccountTemplates {
  readonly templates: Templates
  /** All lists of the account, oldest first. */
  readonly lists: readonly TemplatesListed[]
}

type Templates = PersistentMap<TemplateHistory>

const nothingKnown: AccountTemplates = { templates: emptyMap(), lists: [] }

export const emptyRegistry: Registry = emptyMap()

/** Events that name no account speak for all of them; they stand under this name. */
const anyAccount = ''

const keyOf = (name: string, language: string): string => JSON.stringify([name, sameLanguage(language)])

/** The registry with one more event; `null` when it is known already. */
export const registerChange = (registry: Registry, event: TemplateEvent): Registry | null => {
  const account = event.account ?? anyAccount
  const known = lookUp(registry, account) ?? nothingKnown
  const more = event.type === 'templates-listed' ? withList(known, event) : withChange(known, event)
  return more === null ? null : assoc(registry, account, more)
}

const withChange = (known: AccountTemplates, change: TemplateChanged): AccountTemplates | null => {
  const key = keyOf(change.name, change.language)
  const history = lookUp(known.templates, key) ?? { changes: [] }
  const longer = insertChange(history, change)
  return longer === null ? null : { ...known, templates: assoc(known.templates, key, longer) }
}

const withList = (known: AccountTemplates, list: TemplatesListed): AccountTemplates | null => {
  const lists = insertList(known.lists, list)
  return lists === null ? null : { ...known, lists }
}

/** Every event that told of templates. */
export const templateEventsIn = (registry: Registry): readonly TemplateEvent[] =>
  [...entriesOf(registry)].flatMap(([, { templates, lists }]) => [
    ...[...entriesOf(templates)].flatMap(([, { changes }]) => changes),
    ...lists,
  ])

/** A template and whose it is. */
export interface OwnedTemplate extends Template {
  /** `null` where whoever told of it named no account: then it speaks for all. */
  readonly account: string | null
}

/** All templates as they are known at an instant, by account, name and language. */
export const templatesAt = (registry: Registry, at: Instant): readonly OwnedTemplate[] =>
  [...entriesOf(registry)]
    .sort(([one], [other]) => compareTexts(one, other))
    .flatMap(([account, { templates }]) =>
      [...entriesOf(templates)]
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
  const general = (lookUp(registry, anyAccount) ?? nothingKnown).templates
  // What was said without an account counts beside what was said of this one, in the order of time.
  const tables = [...new Set(sources.filter((account) => account !== anyAccount))]
    .map((account) => (lookUp(registry, account) ?? nothingKnown).templates)
    .map((own) => withGeneral(own, general))
  const histories = tables.length === 0 ? [general] : tables
  const all = (at: Instant): readonly Template[] =>
    histories
      .flatMap((table) => [...entriesOf(table)].flatMap(([, history]) => templateAt(history, at) ?? []))
      .sort(byNameAndLanguage)
  let byName: ReadonlyMap<string, readonly TemplateHistory[]> | null = null
  return {
    anyKnown: (at) => histories.some((table) => isAnyKnown(table, at)),
    named: (name, language, at) =>
      language === null
        ? ((byName ??= groupedByName(histories)).get(name) ?? [])
            .flatMap((history) => templateAt(history, at) ?? [])
            .sort(byNameAndLanguage)
        : histories.flatMap((table) => {
            const history = lookUp(table, keyOf(name, language))
            return history === undefined ? [] : (templateAt(history, at) ?? [])
          }),
    all,
  }
}

/** All languages of each name, in the order in which the tables have them. */
const groupedByName = (tables: readonly Templates[]): ReadonlyMap<string, readonly TemplateHistory[]> => {
  const grouped = new Map<string, TemplateHistory[]>()
  for (const table of tables)
    for (const [, history] of entriesOf(table)) {
      const name = history.changes[0]?.name
      if (name === undefined) continue
      const others = grouped.get(name)
      if (others === undefined) grouped.set(name, [history])
      else others.push(history)
    }
  return grouped
}

const isAnyKnown = (table: Templates, at: Instant): boolean => {
  for (const [, { changes }] of entriesOf(table)) if (changes.some((change) => change.at <= at)) return true
  return false
}

const withGeneral = (own: Templates, general: Templates): Templates => {
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
