import type { Instant } from '@guichet/core'
import { isUserId } from '@guichet/core/adapter'
import type { Tombstone } from './store/rows.ts'
import { digestOf } from './text.ts'

/**
 * A number that the erased shared with others who stay has two tombstones under names of its own: until when, and
 * since when, they held it. What names the number alone is theirs in between. No customer's id looks like these names.
 */
const untilName = (id: string): string => `\u0001until:${id}`
const sinceName = (id: string): string => `\u0001since:${id}`

/** The names under which tombstones of an id may stand. */
export const tombstoneNames = (id: string): readonly string[] =>
  isUserId(id) ? [id] : [id, untilName(id), sinceName(id)]

/** From when to when an erased customer held a number that others held, too. */
export interface HeldByErased {
  readonly since: Instant
  readonly until: Instant
}

/** `null` where there is nothing of the kind. `at`: the instant of the tombstone of a name. */
export const heldByErased = (id: string, at: (name: string) => Instant | null): HeldByErased | null => {
  const until = at(untilName(id))
  const since = at(sinceName(id))
  return until === null || since === null ? null : { since: -since, until }
}

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
