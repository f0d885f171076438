import { accountFactsIn, insertAccountFact, noAccountFacts, type AccountFacts } from '../account/facts.ts'
import type { AccountEvent, TemplateChanged, TemplatesListed } from '../event/event.ts'
import type { Opaque } from '../opaque.ts'
import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from '../persistent-map.ts'
import { insertChange, type Changes } from './changes.ts'
import { templateKey } from './language.ts'
import { insertList } from './list.ts'

/** What is known that concerns no customer: templates, limits, restrictions, groups. An immutable value, and opaque. */
export type Registry = Opaque<'Registry'>

interface RegistryParts {
  readonly templates: TemplatesByAccount
  readonly facts: AccountFacts
}

/** What is known of templates, account by account. */
export type TemplatesByAccount = PersistentMap<AccountTemplates>

const partsOf = (registry: Registry): RegistryParts => registry as Registry & RegistryParts
const registryOf = (parts: RegistryParts): Registry => parts as Registry & RegistryParts

/** What it knows of templates; the same value as long as nothing about templates was added. */
export const templatesPart = (registry: Registry): TemplatesByAccount => partsOf(registry).templates

/** What it knows besides. */
export const accountFacts = (registry: Registry): AccountFacts => partsOf(registry).facts

/** What is known of the templates of one account. */
export interface AccountTemplates {
  /** The changes of each template. */
  readonly changes: PersistentMap<Changes>
  /** All lists of the account, oldest first. */
  readonly lists: readonly TemplatesListed[]
}

/** Nothing is known yet. */
export const emptyRegistry: Registry = registryOf({ templates: emptyMap(), facts: noAccountFacts })

/** Events that name no account speak for all of them; they stand under this name. */
export const anyAccount = ''

const nothingKnown: AccountTemplates = { changes: emptyMap(), lists: [] }

/** What is known of an account's templates. */
export const accountTemplates = (registry: Registry, account: string): AccountTemplates =>
  lookUp(templatesPart(registry), account) ?? nothingKnown

/** The accounts with known templates; events without an account stand under `anyAccount`. */
export const accountsKnown = (registry: Registry): readonly string[] =>
  [...entriesOf(templatesPart(registry))].map(([account]) => account)

/** The registry with one more event; `null` when it is known already. */
export const registerChange = (registry: Registry, event: AccountEvent): Registry | null => {
  const { templates, facts } = partsOf(registry)
  if (event.type !== 'template-changed' && event.type !== 'templates-listed') {
    const more = insertAccountFact(facts, event)
    return more === null ? null : registryOf({ templates, facts: more })
  }
  const account = event.account ?? anyAccount
  const known = accountTemplates(registry, account)
  const more = event.type === 'templates-listed' ? withList(known, event) : withChange(known, event)
  return more === null ? null : registryOf({ templates: assoc(templates, account, more), facts })
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

/** All events that it was made of, as far as they still matter. */
export const accountEventsIn = (registry: Registry): readonly AccountEvent[] => [
  ...[...entriesOf(templatesPart(registry))].flatMap(([, { changes, lists }]) => [
    ...[...entriesOf(changes)].flatMap(([, ofOne]) => ofOne),
    ...lists,
  ]),
  ...accountFactsIn(accountFacts(registry)),
]
