import type { TemplatesListed } from '../event/event.ts'
import { entriesOf, lookUp } from '../persistent-map.ts'
import type { Instant } from '../time/instant.ts'
import { insertChange, type Changes } from './changes.ts'
import { templateKeyPrefix } from './language.ts'
import { listingsOf, type Listing } from './list.ts'
import type { AccountTemplates } from './registry.ts'
import { proofsAt, type NumberSends } from './sends.ts'
import { templateAt, type Template } from './template.ts'

/** An account, and all that is known of its templates. */
export interface Source {
  readonly own: AccountTemplates
  /** What came without an account: it counts beside what came for this one, in the order of time. */
  readonly general: AccountTemplates
  /** The phone numbers that send for it. */
  readonly numbers: readonly NumberSends[]
}

/** All templates of an account as they are known at an instant. */
export const templatesIn = (source: Source, at: Instant): readonly Template[] =>
  [...keysIn(source, at)].flatMap((key) => templateIn(source, key, at) ?? [])

/** Those of one name, in any language. */
export const namesakesIn = (source: Source, name: string, at: Instant): readonly Template[] => {
  const { own, general, numbers } = source
  const keys = new Set([own, general].flatMap((table) => keysByName(table).get(name) ?? []))
  const prefix = templateKeyPrefix(name)
  for (const { templates } of numbers)
    for (const [key] of entriesOf(templates)) if (key.startsWith(prefix)) keys.add(key)
  return [...keys].flatMap((key) => templateIn(source, key, at) ?? [])
}

/** The keys of all templates of an account, by the template's name. */
const keysByName = (account: AccountTemplates): ReadonlyMap<string, readonly string[]> => {
  const known = groupedBefore.get(account)
  if (known !== undefined) return known
  const grouped = new Map<string, Set<string>>()
  const add = (key: string, name: string | undefined): void => {
    if (name === undefined) return
    const keys = grouped.get(name)
    if (keys === undefined) grouped.set(name, new Set([key]))
    else keys.add(key)
  }
  for (const [key, [first]] of entriesOf(account.changes)) add(key, first?.name)
  for (const { templates } of listingsIn(account.lists))
    for (const [key, { name }] of templates) add(key, name)
  const byName = new Map([...grouped].map(([name, keys]) => [name, [...keys]]))
  groupedBefore.set(account, byName)
  return byName
}

/** Many templates may be asked for by their names alone, one after the other. */
const groupedBefore = new WeakMap<AccountTemplates, ReadonlyMap<string, readonly string[]>>()

/** One template of an account as it is known at an instant; `null` when nothing is. */
export const templateIn = ({ own, general, numbers }: Source, key: string, at: Instant): Template | null =>
  templateAt(
    {
      changes: together(lookUp(own.changes, key), lookUp(general.changes, key)),
      listed: listingsIn(own.lists).map((list) => ({ at: list.at, entry: list.templates.get(key) ?? null })),
      sent: proofsAt(numbers, key, at),
    },
    at,
  )

const together = (own: Changes = [], general: Changes = []): Changes =>
  general.reduce((all, change) => insertChange(all, change) ?? all, own)

/** The keys of all templates that may be known; what is only in an older list is forgotten. */
const keysIn = ({ own, general, numbers }: Source, at: Instant): ReadonlySet<string> => {
  const keys = new Set<string>()
  for (const changes of [own.changes, general.changes]) for (const [key] of entriesOf(changes)) keys.add(key)
  for (const key of listingAt(own.lists, at)?.templates.keys() ?? []) keys.add(key)
  for (const { templates } of numbers) for (const [key] of entriesOf(templates)) keys.add(key)
  return keys
}

const listingAt = (lists: readonly TemplatesListed[], at: Instant): Listing | undefined =>
  listingsIn(lists).findLast((list) => list.at <= at)

/** Is there a list of all that the account has? */
export const isListed = ({ own }: Source, at: Instant): boolean => own.lists.some((list) => list.at <= at)

/** Did any event name the account's own templates by then? */
export const isHeardOf = (source: Source, at: Instant): boolean =>
  isListed(source, at) || isChanged(source.own, at) || isSent(source, at)

/** The same, and events without an account count, too. */
export const isAnythingKnown = (source: Source, at: Instant): boolean =>
  isHeardOf(source, at) || isChanged(source.general, at)

const isChanged = ({ changes }: AccountTemplates, at: Instant): boolean => {
  for (const [, [first]] of entriesOf(changes)) if (first !== undefined && first.at <= at) return true
  return false
}

const isSent = ({ numbers }: Source, at: Instant): boolean =>
  numbers.some(({ templates }) => {
    for (const [, { sends }] of entriesOf(templates)) if ((sends[0]?.at ?? Infinity) <= at) return true
    return false
  })

const listingsIn = (lists: readonly TemplatesListed[]): readonly Listing[] => {
  const known = madeBefore.get(lists)
  if (known !== undefined) return known
  const listings = listingsOf(lists)
  madeBefore.set(lists, listings)
  return listings
}

/** Lists are long, and looked into with every question. */
const madeBefore = new WeakMap<readonly TemplatesListed[], readonly Listing[]>()
