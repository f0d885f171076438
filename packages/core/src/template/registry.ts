import type { TemplateChanged, TemplateEvent, TemplatesListed } from '../event/event.ts'
import type { Opaque } from '../opaque.ts'
import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from '../persistent-map.ts'
import { insertChange, type Changes } from './changes.ts'
import { templateKey } from './language.ts'
import { insertList } from './list.ts'

/** What is known of templates, account by account. An immutable value, and opaque. */
export type Registry = Opaque<'Registry'>

type ByAccount = PersistentMap<AccountTemplates>

const byAccount = (registry: Registry): ByAccount => registry as Registry & ByAccount
const registryOf = (accounts: ByAccount): Registry => accounts as Registry & ByAccount

/** What is known of the templates of one account. */
export interface AccountTemplates {
  /** The changes of each template. */
  readonly changes: PersistentMap<Changes>
  /** All lists of the account, oldest first. */
  readonly lists: readonly TemplatesListed[]
}

/** Nothing is known yet. */
export const emptyRegistry: Registry = registryOf(emptyMap())

/** Events that name no account speak for all of them; they stand under this name. */
export const anyAccount = ''

const nothingKnown: AccountTemplates = { changes: emptyMap(), lists: [] }

/** What is known of an account's templates. */
export const accountTemplates = (registry: Registry, account: string): AccountTemplates =>
  lookUp(byAccount(registry), account) ?? nothingKnown

/** The accounts with known templates; events without an account stand under `anyAccount`. */
export const accountsKnown = (registry: Registry): readonly string[] =>
  [...entriesOf(byAccount(registry))].map(([account]) => account)

/** The registry with one more event; `null` when it is known already. */
export const registerChange = (registry: Registry, event: TemplateEvent): Registry | null => {
  const account = event.account ?? anyAccount
  const known = accountTemplates(registry, account)
  const more = event.type === 'templates-listed' ? withList(known, event) : withChange(known, event)
  return more === null ? null : registryOf(assoc(byAccount(registry), account, more))
}

const withChange = (known: AccountTemplates, change: TemplateChanged): AccountTemplates | null => {
  const key = templateKey(change.name, change.language)
  const longer = insertChange(lookUp(known.changes, key) ?? [], change)
  return longer === null ? null : { ...known, changes: assoc(known.changes, key, longer) }
}

const withList = (known: AccountTemplates, list: TemplatesListed): AccountTemplates | null => {
  const lists = insertList(known.lists, list)
  return lists === null ? null : { ...known, lists }
}

/** All events about templates. */
export const templateEventsIn = (registry: Registry): readonly TemplateEvent[] =>
  [...entriesOf(byAccount(registry))].flatMap(([, { changes, lists }]) => [
    ...[...entriesOf(changes)].flatMap(([, ofOne]) => ofOne),
    ...lists,
  ])
