import type { TemplateChanged, TemplateEvent, TemplatesListed } from '../event/event.ts'
import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from '../persistent-map.ts'
import { insertChange, type Changes } from './changes.ts'
import { templateKey } from './language.ts'
import { insertList } from './list.ts'

/** What is told of templates: account by account. */
export type Registry = PersistentMap<AccountTemplates>

/** What is told of the templates of one account. */
export interface AccountTemplates {
  /** The changes of each template. */
  readonly changes: PersistentMap<Changes>
  /** All lists of the account, oldest first. */
  readonly lists: readonly TemplatesListed[]
}

export const emptyRegistry: Registry = emptyMap()

/** Events that name no account speak for all of them; they stand under this name. */
export const anyAccount = ''

const nothingTold: AccountTemplates = { changes: emptyMap(), lists: [] }

/** What is told of an account's templates. */
export const toldOf = (registry: Registry, account: string): AccountTemplates =>
  lookUp(registry, account) ?? nothingTold

/** The registry with one more event; `null` when it is known already. */
export const registerChange = (registry: Registry, event: TemplateEvent): Registry | null => {
  const account = event.account ?? anyAccount
  const told = toldOf(registry, account)
  const more = event.type === 'templates-listed' ? withList(told, event) : withChange(told, event)
  return more === null ? null : assoc(registry, account, more)
}

const withChange = (told: AccountTemplates, change: TemplateChanged): AccountTemplates | null => {
  const key = templateKey(change.name, change.language)
  const longer = insertChange(lookUp(told.changes, key) ?? [], change)
  return longer === null ? null : { ...told, changes: assoc(told.changes, key, longer) }
}

const withList = (told: AccountTemplates, list: TemplatesListed): AccountTemplates | null => {
  const lists = insertList(told.lists, list)
  return lists === null ? null : { ...told, lists }
}

/** Every event that told of templates. */
export const templateEventsIn = (registry: Registry): readonly TemplateEvent[] =>
  [...entriesOf(registry)].flatMap(([, { changes, lists }]) => [
    ...[...entriesOf(changes)].flatMap(([, ofOne]) => ofOne),
    ...lists,
  ])
