import { isUserId } from '../event/ids.ts'
import type { ThreadEvent } from '../event/event.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import type { Instant } from '../time/instant.ts'
import { linkOf, type Link } from './people.ts'
import type { Remembered } from '../message/message.ts'
import type { Standing } from './standing.ts'

/**
 * Whose a thread is, as far as its facts do not say so themselves: facts that are settled are forgotten, and
 * with them the ids that they named.
 */
export interface Roots {
  /** The ids under which the settled part was known. */
  readonly claims: readonly Claim[]
  /** Settled parts that were joined a short while ago, and may have to part again; none where there is one. */
  readonly parts: readonly Part[]
  /** The phone numbers that this customer shares with another, one after the other. */
  readonly contested: readonly Contested[]
}

/** An id of a customer; for a phone number, when it was first and last seen together with another id. */
export interface Claim {
  readonly id: string
  readonly first: Instant | null
  readonly last: Instant | null
}

/** What was settled of one customer, under the ids that were known then. */
export interface Part {
  readonly claims: readonly Claim[]
  readonly base: Standing
  readonly settledBefore: Instant
  readonly lateBefore: Instant
  readonly remembered: readonly Remembered[]
}

/** A phone number that was handed on (ID-11). */
export interface Contested {
  readonly id: string
  /** Who held it from when on, in order; the first one from ever. */
  readonly holders: readonly Holder[]
}

export interface Holder {
  readonly from: Instant
  /** A user id of the customer, for these are never handed on (ID-1). */
  readonly by: string
}

export const noRoots: Roots = { claims: [], parts: [], contested: [] }

/** Who of the holders held the number at an instant. */
export const holderAt = (holders: readonly Holder[], at: Instant): Holder | undefined => {
  for (let i = holders.length - 1; i > 0; i--) {
    const holder = holders[i]
    if (holder !== undefined && holder.from <= at) return holder
  }
  return holders[0]
}

/** What the claims of one customer say about who is who. */
export const linksOfClaims = (claims: readonly Claim[]): readonly Link[] => {
  const anchor = (claims.find(({ id }) => isUserId(id)) ?? claims[0])?.id
  if (anchor === undefined) return []
  return claims.flatMap(({ id, first, last }) => {
    const ids = id === anchor ? [anchor] : [anchor, id]
    const at = [...new Set([first ?? -Infinity, last ?? -Infinity])]
    return at.map((instant) => ({ at: instant, ids, joins: false }))
  })
}

/** The claims once these facts are settled, too. */
export const claimsAfter = (
  known: readonly Claim[],
  events: readonly ThreadEvent[],
  calendar: Calendar,
): readonly Claim[] => {
  const spans = new Map<string, Span>()
  let isChanged = false
  const extend = (id: string, first: Instant | null, last: Instant | null): void => {
    const span = spans.get(id)
    if (span === undefined) spans.set(id, { first, last })
    else if (first === null || last === null) return
    else {
      if (span.first !== null && span.first <= first && span.last !== null && last <= span.last) return
      span.first = Math.min(span.first ?? first, first)
      span.last = Math.max(span.last ?? last, last)
    }
    isChanged = true
  }
  // A number that nobody claimed until now was seen with no user id.
  const isAnonymous = !known.some(({ id }) => isUserId(id))
  for (const { id, first, last } of known) extend(id, isAnonymous ? null : first, isAnonymous ? null : last)
  isChanged = false
  let latest = ''
  for (const event of events) {
    const { ids } = linkOf(event, calendar)
    const [only = ''] = ids
    if (ids.length === 1 && only === latest) continue
    latest = ids.length === 1 ? only : ''
    for (const id of ids) {
      const isSighting = ids.length > 1 && !isUserId(id)
      extend(id, isSighting ? event.at : null, isSighting ? event.at : null)
    }
  }
  return isChanged ? [...spans].map(([id, { first, last }]) => ({ id, first, last })) : known
}

interface Span {
  first: Instant | null
  last: Instant | null
}
