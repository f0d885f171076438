import type { ThreadEvent } from '../event/event.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import type { Duration, Instant } from '../time/instant.ts'
import { insertFact, type Facts } from './facts.ts'
import { settle } from './settle.ts'
import { quiet, type Standing } from './standing.ts'
import { nothingSettled, type Settlement } from './settlement.ts'

/**
 * One phone number and one customer: a set of facts, not a sequence of arrivals. The recent ones are kept
 * as they are; what no late event can reach any more is settled into a standing of fixed size.
 */
export interface Thread {
  /** How things stood when the oldest of the recent facts began. */
  readonly settled: Standing
  readonly facts: Facts
  /** The instant of the newest fact; `null` while there is none. */
  readonly newest: Instant | null
  /** Everything before this is settled; `-Infinity` while nothing is. */
  readonly settledBefore: Instant
  /** The instant of a fact that makes settling worth another look. */
  readonly settleAt: Instant
}

/** The thread of which nothing is known. */
export const emptyThread: Thread = {
  settled: quiet,
  facts: null,
  newest: null,
  settledBefore: -Infinity,
  settleAt: -Infinity,
}

/** How a thread takes in facts: the account's rulebooks, and how late a fact may be. */
export interface Absorption {
  readonly calendar: Calendar
  readonly horizon: Duration
}

/**
 * What became of an event. `late`: older than the lateness horizon, so nothing was changed by it.
 * `duplicate`: the same fact is known already.
 */
export type Outcome = 'absorbed' | 'duplicate' | 'late'

export interface Absorbed {
  readonly thread: Thread
  readonly outcome: Outcome
  /** What this event decided for good. */
  readonly settled: Settlement
}

/** The earliest instant that a question or a new fact may have. */
export const reachOf = (thread: Thread, horizon: Duration): Instant =>
  thread.newest === null ? -Infinity : Math.max(thread.newest - horizon, thread.settledBefore)

/**
 * Takes an event in. Any order and any number of times gives the same answers, as long as no event is
 * older than the horizon when it comes. The event must be of this thread; `absorb` of a whole state sees
 * to that.
 */
export const absorbIntoThread = (
  thread: Thread,
  event: ThreadEvent,
  { calendar, horizon }: Absorption,
): Absorbed => {
  if (event.at < reachOf(thread, horizon)) return { thread, outcome: 'late', settled: nothingSettled }
  const facts = insertFact(thread.facts, event)
  if (facts === null) return { thread, outcome: 'duplicate', settled: nothingSettled }

  const newest = thread.newest === null || event.at > thread.newest ? event.at : thread.newest
  const settleAt = thread.settleAt === -Infinity ? event.at + 2 * horizon : thread.settleAt
  const grown: Thread = {
    settled: thread.settled,
    facts,
    newest,
    settledBefore: thread.settledBefore,
    settleAt,
  }
  return newest < settleAt
    ? { thread: grown, outcome: 'absorbed', settled: nothingSettled }
    : { ...settle(grown, newest, { calendar, horizon }), outcome: 'absorbed' }
}
