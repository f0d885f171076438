import { isUserId } from '../event/ids.ts'
import { differencesOf, emptyMap, entriesOf, type PersistentMap } from '../persistent-map.ts'
import type { Positions } from '../positions.ts'
import type { Remembered } from '../message/message.ts'
import { factsUntil, type Fact } from '../thread/facts.ts'
import type { Standing } from '../thread/standing.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { findThread, type Entry, type OwnThread, type Threads } from './identity.ts'

/** A phone number and its threads. */
export type NumberThreads = readonly [phoneNumberId: string, threads: Threads]

/** How a thread stood at an instant. */
export type StandingAt = (own: OwnThread, at: Instant) => Standing

/** A customer who counts towards a messaging limit, and when that ends if nothing else happens. */
interface Counted {
  readonly own: OwnThread
  readonly leaving: Instant
}

/**
 * Finds the customers who count towards a messaging limit: those with a message that was sent outside their window and
 * delivered in the last 24 hours, or that is on its way (LIM-20, POS-31). Questions come after few changes, so only the
 * threads that changed since the last one are looked at again.
 */
export interface LimitCounter {
  /** When each of them leaves the count, soonest first. */
  readonly leaving: (
    numbers: readonly NumberThreads[],
    at: Instant,
    standingAt: StandingAt,
    isGroup: (own: OwnThread, at: Instant) => boolean,
  ) => readonly Instant[]
  /** When the customer with these ids leaves it; `null` for one who does not count. */
  readonly ownLeaving: (
    numbers: readonly NumberThreads[],
    ids: readonly string[],
    at: Instant,
    standingAt: StandingAt,
    isGroup: (own: OwnThread, at: Instant) => boolean,
  ) => Instant | null
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
  const numbersBefore = new Map<string, OfNumber>()

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

  /** The customers of a phone number who count by all that is known of them, by the id of their thread. */
  const ofNumber = ([id, threads]: NumberThreads, standingAt: StandingAt): OfNumber => {
    const known = numbersBefore.get(id) ?? {
      threads: emptyMap<Entry>(),
      counted: new Map(),
      newest: -Infinity,
    }
    for (const { key, after } of differencesOf(known.threads, threads)) {
      known.counted.delete(key)
      if (after === undefined || !('thread' in after)) continue
      known.newest = Math.max(known.newest, after.thread.newest ?? -Infinity)
      const leaving = leavingOf(after, Infinity, standingAt)
      if (Number.isFinite(leaving)) known.counted.set(key, { own: after, leaving })
    }
    known.threads = threads
    numbersBefore.set(id, known)
    return known
  }

  /** Those who count at an instant; facts that happen later are left out. */
  const countedAt = (number: NumberThreads, at: Instant, standingAt: StandingAt): readonly Counted[] => {
    const { counted, newest } = ofNumber(number, standingAt)
    if (at >= newest) return [...counted.values()].filter(({ leaving }) => leaving > at)
    // In the past others may have counted than by what is known now.
    const then: Counted[] = []
    for (const [key, entry] of entriesOf(number[1])) {
      if (!('thread' in entry)) continue
      const isUnchanged = (entry.thread.newest ?? -Infinity) <= at
      const leaving = isUnchanged ? counted.get(key)?.leaving : leavingOf(entry, at, standingAt)
      if (leaving !== undefined && leaving > at) then.push({ own: entry, leaving })
    }
    return then
  }

  return {
    leaving: (numbers, at, standingAt, isGroup) => {
      const counted = numbers
        .flatMap((number) => countedAt(number, at, standingAt))
        .filter(({ own }) => !isGroup(own, at))
      const leaving = numbers.length < 2 ? counted.map((one) => one.leaving) : byCustomer(counted, numbers)
      return leaving.sort((a, b) => a - b)
    },
    ownLeaving: (numbers, ids, at, standingAt, isGroup) => {
      const latest = Math.max(
        ...threadsOfCustomer(numbers, ids)
          .filter((own) => !isGroup(own, at))
          .map((own) => leavingOf(own, at, standingAt)),
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

interface OfNumber {
  threads: PersistentMap<Entry>
  readonly counted: Map<string, Counted>
  /** The instant of the newest fact that was ever seen. */
  newest: Instant
}

/** Each customer once, whichever of the phone numbers wrote, with the latest leaving. */
const byCustomer = (counted: readonly Counted[], numbers: readonly NumberThreads[]): Instant[] => {
  const latest = new Map<string, Instant>()
  for (const { own, leaving } of counted) {
    const name = allIds(numbers, [own.customer, ...own.aliases]).toSorted()[0] ?? own.customer
    latest.set(name, Math.max(leaving, latest.get(name) ?? -Infinity))
  }
  return [...latest.values()]
}

/** The threads of one customer under all phone numbers. */
export const threadsOfCustomer = (
  numbers: readonly NumberThreads[],
  ids: readonly string[],
): readonly OwnThread[] => {
  const all = new Set(allIds(numbers, ids))
  const found = new Set<OwnThread>()
  for (const [, threads] of numbers)
    for (const id of all) {
      const own = findThread(threads, id)
      if (own !== null && !isAnother(own, all)) found.add(own)
    }
  return [...found]
}

/** These ids, and all others that any of the phone numbers knows the customer by (POS-33). */
export const allIds = (numbers: readonly NumberThreads[], ids: readonly string[]): readonly string[] => {
  const all = new Set(ids)
  for (const id of all)
    for (const [, threads] of numbers) {
      const own = findThread(threads, id)
      if (own === null || isAnother(own, all)) continue
      for (const other of [own.customer, ...own.aliases]) all.add(other)
    }
  return [...all]
}

/** Does the thread's customer have user ids, and none of those? Then a number that both have was handed on (ID-11). */
const isAnother = ({ customer, aliases }: OwnThread, ids: ReadonlySet<string>): boolean => {
  const known = [...ids].filter(isUserId)
  const own = [customer, ...aliases].filter(isUserId)
  return known.length > 0 && own.length > 0 && !own.some((id) => ids.has(id))
}
