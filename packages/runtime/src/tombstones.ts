import type { Instant, ThreadKey } from '@guichet/core'
import { isUserId } from '@guichet/core/adapter'
import type { Tombstone } from './store/rows.ts'
import { digestOf } from './text.ts'

/**
 * A number that the erased shared with others who stay has two tombstones under names of its own: until when, and
 * since when, they held it. What names the number alone is theirs in between. No customer's id looks like these names.
 */
const untilName = (id: string): string => `\u0001until:${id}`
const sinceName = (id: string): string => `\u0001since:${id}`

/** A tombstone that stands at one phone number only, because others share the store: under this name. */
export const nameAt = (phoneNumberId: string, name: string): string => `\u0001at:${phoneNumberId}:${name}`

/** The names under which the tombstones of an id stand that end it wholly: everywhere, and at its phone number. */
export const tombstonesOf = ({ phoneNumberId, customer }: ThreadKey): readonly string[] => [
  customer,
  nameAt(phoneNumberId, customer),
]

/** The names under which tombstones of an id may stand. */
export const tombstoneNames = ({ phoneNumberId, customer }: ThreadKey): readonly string[] => {
  const names = isUserId(customer) ? [customer] : [customer, untilName(customer), sinceName(customer)]
  return [...names, ...names.map((name) => nameAt(phoneNumberId, name))]
}

/** The instant of the tombstone of a name; `null` where there is none. */
export type TombstoneAt = (name: string) => Instant | null

/** Until when the customer is erased; `null` where they are not. */
export const erasedUntil = (key: ThreadKey, at: TombstoneAt): Instant | null => {
  const instants = tombstonesOf(key).flatMap((name) => at(name) ?? [])
  return instants.length === 0 ? null : Math.max(...instants)
}

/** From when to when an erased customer held a number that others held, too. */
export interface HeldByErased {
  readonly since: Instant
  readonly until: Instant
}

/** Nothing where there is nothing of the kind; two where it was erased everywhere once, and here. */
export const heldByErased = (
  { phoneNumberId, customer }: ThreadKey,
  at: TombstoneAt,
): readonly HeldByErased[] =>
  [(name: string) => name, (name: string) => nameAt(phoneNumberId, name)].flatMap((named) => {
    const until = at(named(untilName(customer)))
    const since = at(named(sinceName(customer)))
    return until === null || since === null ? [] : [{ since: -since, until }]
  })

/** A tombstone by its name; a store keeps the digest of that. */
export interface NamedTombstone {
  readonly name: string
  readonly at: Instant
}

/**
 * The tombstones of a number that was shared. A store keeps the later of two instants, and here the earlier beginning
 * counts: so that one is kept as its negative.
 */
export const tombstonesOfHeld = (id: string, { since, until }: HeldByErased): readonly NamedTombstone[] => [
  { name: untilName(id), at: until },
  { name: sinceName(id), at: Math.min(-since, Number.MAX_SAFE_INTEGER) },
]

export const storedTombstone = ({ name, at }: NamedTombstone): Tombstone => ({ digest: digestOf(name), at })

/** The same, at those phone numbers only. */
export const atNumbers = (
  phoneNumberIds: ReadonlySet<string>,
  tombstones: readonly NamedTombstone[],
): readonly NamedTombstone[] =>
  [...phoneNumberIds].flatMap((id) => tombstones.map(({ name, at }) => ({ name: nameAt(id, name), at })))
