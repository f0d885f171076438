import type { ThreadEvent } from '../event/event.ts'
import { compareIds } from '../event/ids.ts'
import { compareFacts } from '../event/order.ts'
import type { Instant } from '../time/instant.ts'

/**
 * The recent facts of a thread, newest first. A linked list, because almost every event is the newest:
 * appending shares all that was there, a late event copies only what came after it, and a past instant
 * is a walk back.
 */
export type Facts = Fact | null

export interface Fact {
  readonly event: ThreadEvent
  readonly earlier: Facts
}

/** The order in which a thread keeps its facts. One that came under several ids is kept under each of them. */
export const compareKept = (a: ThreadEvent, b: ThreadEvent): number => compareFacts(a, b) || compareIds(a, b)

/** The facts with one more, in order; `null` when it is there already. */
export const insertFact = (facts: Facts, event: ThreadEvent): Fact | null =>
  facts === null || compareKept(event, facts.event) > 0
    ? { event, earlier: facts }
    : insertLateFact(facts, event)

const insertLateFact = (facts: Facts, event: ThreadEvent): Fact | null => {
  const later: ThreadEvent[] = []
  let rest = facts
  while (rest !== null) {
    const order = compareKept(event, rest.event)
    if (order === 0) return null
    if (order > 0) break
    later.push(rest.event)
    rest = rest.earlier
  }
  let inserted: Fact = { event, earlier: rest }
  for (let i = later.length - 1; i >= 0; i--) inserted = { event: later[i] as ThreadEvent, earlier: inserted }
  return inserted
}

/** The facts with `at` not after the given instant. */
export const factsUntil = (facts: Facts, at: Instant): Facts => {
  let until = facts
  while (until !== null && at < until.event.at) until = until.earlier
  return until
}

/** The events with `at` not after the given instant, oldest first. */
export const eventsUntil = (facts: Facts, at: Instant): readonly ThreadEvent[] => {
  const events: ThreadEvent[] = []
  for (let rest = facts; rest !== null; rest = rest.earlier) if (rest.event.at <= at) events.push(rest.event)
  return events.reverse()
}

/** The list of events that are in order already, oldest first. */
export const factsOf = (events: readonly ThreadEvent[]): Facts =>
  events.reduce<Facts>((earlier, event) => ({ event, earlier }), null)
