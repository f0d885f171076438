import type { CustomerRenamed, ThreadEvent } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'

/**
 * What is known last of an id that was replaced by another, that replaced one, or that several customers held: when
 * it was replaced (ID-5), or when it was used. Each id has its own instant, so that the latest fact about it decides
 * also where another part of a joined thread settled it before (POS-2).
 */
export interface KnownId {
  readonly id: string
  readonly at: Instant
  /** The id that replaced it; `null` while it is in use. */
  readonly replacedBy: string | null
}

/** Ordered by instant. */
export type KnownIds = readonly KnownId[]

export const noIds: KnownIds = []

/** One id is replaced, the other is in use. An id that replaces itself changes nothing. */
export const afterRename = (known: KnownIds, { previous, current, at }: CustomerRenamed): KnownIds => {
  if (previous === current) return known
  const replaced = learn(known, { id: previous, at, replacedBy: current })
  return learn(replaced, { id: current, at, replacedBy: null })
}

/** A customer who writes or calls under an id that was replaced goes by it again. */
export const afterUse = (known: KnownIds, event: ThreadEvent): KnownIds =>
  known.length === 0
    ? known
    : withUses(
        known,
        known.map(({ id }) => id),
        [event],
      )

/** The last use of each of these ids is known, too. */
export const withUses = (
  known: KnownIds,
  ids: readonly string[],
  events: readonly ThreadEvent[],
): KnownIds => {
  let after = known
  for (const event of events) {
    if (!isOfCustomer(event)) continue
    const named = new Set([event.customer, ...(event.aliases ?? [])])
    for (const id of ids) {
      if (!named.has(id)) continue
      const before = after.find((one) => one.id === id)
      // Of one instant, the customer writes before the id is replaced.
      if (before === undefined || before.at < event.at)
        after = learn(after, { id, at: event.at, replacedBy: null })
    }
  }
  return after
}

/** What is known of the ids in either of two parts of a thread. At one instant, the fact that refuses is believed. */
export const bothKnown = (one: KnownIds, other: KnownIds): KnownIds =>
  other.reduce((known, latest) => {
    const before = known.find(({ id }) => id === latest.id)
    return before !== undefined && before.at === latest.at && before.replacedBy !== null
      ? known
      : learn(known, latest)
  }, one)

/** The latest replacement, where this id is replaced; where no id is asked about, any replaced one counts. */
export const replacementOf = (
  known: KnownIds,
  asked: string | null,
): (KnownId & { readonly replacedBy: string }) | null => {
  if (known.length === 0) return null
  const replaced = known.flatMap(({ id, at, replacedBy }) =>
    replacedBy === null ? [] : { id, at, replacedBy },
  )
  return asked === null || replaced.some(({ id }) => id === asked) ? (replaced.at(-1) ?? null) : null
}

const learn = (known: KnownIds, latest: KnownId): KnownIds => {
  const before = known.find(({ id }) => id === latest.id)
  return before !== undefined && before.at > latest.at
    ? known
    : [...known.filter((one) => one !== before), latest].sort((a, b) => a.at - b.at)
}

/** Does the customer do it, by writing, calling or answering? */
const isOfCustomer = (event: ThreadEvent): boolean => {
  switch (event.type) {
    case 'customer-messaged':
    case 'customer-called':
    case 'business-call-accepted':
      return true
    case 'call-permission-changed':
      return event.source === 'customer'
    case 'call-ended':
      return event.direction === 'user'
    case 'marketing-preference':
    case 'call-permission-requested':
    case 'customer-renamed':
    case 'business-messaged':
    case 'message-status':
      return false
  }
}
