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
  const history = lookUp(templates, key) ?? { name: change.name, language: change.language, changes: [] }
  const longer = insertChange(history, change)
  return longer === null ? null : assoc(registry, account, assoc(templates, key, longer))
}

/** Every change that is known of any template. */
export const changesIn = (registry: Registry): readonly TemplateChanged[] =>
  [...entriesOf(registry)].flatMap(([, templates]) =>
    [...entriesOf(templates)].flatMap(([, { changes }]) => changes),
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
  const sources =
    accounts.length === 0
      ? [...entriesOf(registry)].map(([, templates]) => templates)
      : [...accounts, anyAccount].flatMap((account) => lookUp(registry, account) ?? [])
  const all = (at: Instant): readonly Template[] =>
    sources.flatMap((templates) =>
      [...entriesOf(templates)].flatMap(([, history]) => templateAt(history, at) ?? []),
    )
  return {
    anyKnown: (at) =>
      sources.some((templates) => {
        for (const [, history] of entriesOf(templates)) if (templateAt(history, at) !== null) return true
        return false
      }),
    named: (name, language, at) =>
      language === null
        ? all(at).filter((template) => template.name === name)
        : sources.flatMap((templates) => {
            const history = lookUp(templates, keyOf(name, language))
            return history === undefined ? [] : (templateAt(history, at) ?? [])
          }),
    all,
  }
}

/** Templates of which nothing is known. */
export const noTemplates: KnownTemplates = templatesFor(emptyRegistry, [])
