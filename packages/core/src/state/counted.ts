import type { AccountFacts } from '../account/facts.ts'
import { isGroup } from '../account/groups.ts'
import { entriesOf } from '../persistent-map.ts'
import type { Positions } from '../positions.ts'
import type { Remembered } from '../message/message.ts'
import { factsUntil, type Fact } from '../thread/facts.ts'
import type { Standing } from '../thread/standing.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { sortedInstants, type SortedInstants } from '../time/sorted-instants.ts'
import { customerName, threadsOfCustomer, type NumberThreads } from './customers.ts'
import { knownGroups } from './groups-known.ts'
import type { OwnThread } from './identity.ts'
import { keptCount, type KeptCount } from './kept-count.ts'

/** How a thread stood at an instant. */
export type StandingAt = (own: OwnThread, at: Instant) => Standing

/** What is known of those who share a limit. */
export interface Sharers {
  readonly numbers: readonly NumberThreads[]
  readonly facts: AccountFacts
  readonly standingAt: StandingAt
}

/**
 * Finds the customers who count towards a messaging limit: those with a message that was sent outside their window and
 * delivered in the last 24 hours, or that is on its way (LIM-20, POS-31). Groups do not count.
 */
export interface LimitCounter {
  /** When each of them leaves the count; also when some left before. It holds until the next question. */
  readonly leaving: (sharers: Sharers, at: Instant) => SortedInstants
  /** When the customer with these ids leaves it; `null` for one who does not count. */
  readonly ownLeaving: (sharers: Sharers, ids: readonly string[], at: Instant) => Instant | null
}

type InFlight = Pick<Positions, 'limitReservesInFlight'>

/** From when on a thread's customer counts for a day; `null` where they do not (LIM-20, POS-31). */
export const countsFrom = (
  { reachedAt, reservedAt }: Standing,
  { limitReservesInFlight }: InFlight,
): Instant | null => {
  const latest = Math.max(
    reachedAt ?? -Infinity,
    limitReservesInFlight ? (reservedAt ?? -Infinity) : -Infinity,
  )
  return latest === -Infinity ? null : latest
}

export const limitCounter = ({ limitReservesInFlight }: InFlight): LimitCounter => {
  const counts = new Map<string, Shared>()
  const groupsIn = knownGroups()
  const leavingsBefore = new WeakMap<Fact, Leaving>()

  const leavingFrom = (standing: Standing): Instant =>
    (countsFrom(standing, { limitReservesInFlight }) ?? -Infinity) + DAY

  /** Questions about the past come one after the other: most threads stood then as they stood at the last one. */
  const leavingOf = (own: OwnThread, at: Instant, standingAt: StandingAt): Instant => {
    const { facts, base, remembered } = own.thread
    const head = factsUntil(facts, at)
    if (head === null) return leavingFrom(standingAt(own, at))
    const known = leavingsBefore.get(head)
    if (known !== undefined && known.base === base && known.remembered === remembered) return known.leaving
    const leaving = leavingFrom(standingAt(own, at))
    leavingsBefore.set(head, { base, remembered, leaving })
    return leaving
  }

  /** Those who counted at an instant of the past, when others may have counted than by what is known now. */
  const leavingThen = ({ numbers, facts, standingAt }: Sharers, at: Instant): SortedInstants => {
    const latest = new Map<string, Instant>()
    for (const [, threads] of numbers)
      for (const [, own] of entriesOf(threads)) {
        if ('sameAs' in own || isGroup(facts, own.phoneNumberId, own.customer, at)) continue
        const leaving = leavingOf(own, at, standingAt)
        if (leaving <= at) continue
        const name = customerName(numbers, own)
        latest.set(name, Math.max(leaving, latest.get(name) ?? -Infinity))
      }
    return sortedInstants([...latest.values()].sort((a, b) => a - b))
  }

  return {
    leaving: (sharers, at) => {
      const { numbers, facts, standingAt } = sharers
      const { count } = sharedBy(numbers, counts)
      count.goOn(numbers, groupsIn(facts), (own) => leavingFrom(standingAt(own, Infinity)))
      return at >= count.holdsFrom() ? count.leaving : leavingThen(sharers, at)
    },
    ownLeaving: ({ numbers, facts, standingAt }, ids, at) => {
      const latest = Math.max(
        ...threadsOfCustomer(numbers, ids)
          .filter((own) => !isGroup(facts, own.phoneNumberId, own.customer, at))
          .map((own) => leavingFrom(standingAt(own, at))),
      )
      return latest > at && Number.isFinite(latest) ? latest : null
    },
  }
}

/** When a customer leaves the count by the facts up to one of them, and what came before these. */
interface Leaving {
  readonly base: Standing
  readonly remembered: readonly Remembered[]
  readonly leaving: Instant
}

/** The count of the phone numbers that share a limit. */
interface Shared {
  readonly ids: ReadonlySet<string>
  readonly count: KeptCount
}

/** Once more phone numbers share a limit, nobody asks about fewer of them again. */
const sharedBy = (numbers: readonly NumberThreads[], counts: Map<string, Shared>): Shared => {
  const ids = new Set(numbers.map(([id]) => id))
  const name = JSON.stringify([...ids].sort())
  const known = counts.get(name)
  if (known !== undefined) return known
  for (const [other, { ids: fewer }] of counts)
    if ([...fewer].every((id) => ids.has(id))) counts.delete(other)
  const shared: Shared = { ids, count: keptCount() }
  counts.set(name, shared)
  return shared
}
