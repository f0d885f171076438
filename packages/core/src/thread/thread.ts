import type { Calendar } from '../rulebook/calendar.ts'
import type { Duration, Instant } from '../time/instant.ts'
import type { Facts } from './facts.ts'
import type { Remembered } from '../message/message.ts'
import { noRoots, type Roots } from './roots.ts'
import { quiet, type Standing } from './standing.ts'

/**
 * One phone number and one customer: a set of facts, not a sequence of arrivals. The recent ones are kept
 * as they are; what no late event can reach any more is settled into a standing of fixed size.
 */
export interface Thread {
  /** How things stood when the oldest of the recent facts began. */
  readonly base: Standing
  readonly facts: Facts
  /** The instant of the newest fact; `null` while there is none. */
  readonly newest: Instant | null
  /** Conversations that closed by then have come out of settling; `-Infinity` while nothing has. */
  readonly settledBefore: Instant
  /** What happened before this comes too late, and cannot be asked about; `-Infinity` while nothing is settled. */
  readonly lateBefore: Instant
  /** Settled messages that may still get statuses; these change nothing any more. */
  readonly remembered: readonly Remembered[]
  /** The instant of a fact that makes settling worth another look. */
  readonly nextSettleAt: Instant
  /** Whose it is, as far as the facts do not say so themselves. */
  readonly roots: Roots
}

/** A thread without events. */
export const emptyThread: Thread = {
  base: quiet,
  facts: null,
  newest: null,
  settledBefore: -Infinity,
  lateBefore: -Infinity,
  remembered: [],
  nextSettleAt: -Infinity,
  roots: noRoots,
}

/** How a thread takes in facts: the account's rulebooks, and how late a fact may be. */
export interface Absorption {
  readonly calendar: Calendar
  readonly horizon: Duration
}

/** The earliest instant that a question or a new fact may have. */
export const reachOf = (thread: Thread, horizon: Duration): Instant =>
  thread.newest === null ? -Infinity : Math.max(thread.newest - horizon, thread.lateBefore)
