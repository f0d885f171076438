import type { ThreadEvent } from '../event/event.ts'
import { compareIds } from '../event/ids.ts'
import { compareFacts } from '../event/order.ts'
import type { Instant } from '../time/instant.ts'

/**
 * The recent facts of a thread, newest first. A linked list, because almost every event is the newest: appending
 * shares all that was there. An event that comes a little late copies what came after it; those that come long
 * after their time wait beside the list until somebody reads it.
 */
export type Facts = Fact | null

export interface Fact {
  readonly event: ThreadEvent
  readonly earlier: Facts
  /** How many facts there are up to this one. */
  readonly count: number
  /** A fact further back, so that any place is found in a logarithm of steps; `null` is before all facts. */
  readonly skip: Facts
}

/** The order in which a thread keeps its facts. One that came under several ids is kept under each of them. */
export const compareKept = (a: ThreadEvent, b: ThreadEvent): number => compareFacts(a, b) || compareIds(a, b)

/** The facts with one more, which comes after all of them. */
export const onto = (earlier: Facts, event: ThreadEvent): Fact => {
  if (earlier === null) return { event, earlier, count: 1, skip: null }
  const { count, skip } = earlier
  // Two jumps of one length become one of the double length: so many facts back can always be jumped.
  const isDoubled = skip !== null && count - skip.count === skip.count - (skip.skip?.count ?? 0)
  return { event, earlier, count: count + 1, skip: isDoubled ? skip.skip : earlier }
}

/** The latest fact that is not too late; what is later than one that is too late is so, too. */
export const goBack = (facts: Facts, isTooLate: (event: ThreadEvent) => boolean): Facts => {
  let rest = facts
  while (rest !== null && isTooLate(rest.event)) {
    const { skip }: Fact = rest
    rest = skip !== null && isTooLate(skip.event) ? skip : rest.earlier
  }
  return rest
}

/** The facts with `at` not after the given instant. */
export const factsUntil = (facts: Facts, at: Instant): Facts => goBack(facts, (event) => event.at > at)

/** The events with `at` not after the given instant, oldest first. */
export const eventsUntil = (facts: Facts, at: Instant): readonly ThreadEvent[] => {
  const events: ThreadEvent[] = []
  for (let rest = factsUntil(facts, at); rest !== null; rest = rest.earlier) events.push(rest.event)
  return events.reverse()
}

/** The list of events that are in order already, oldest first. */
export const factsOf = (events: readonly ThreadEvent[]): Facts => events.reduce<Facts>(onto, null)
