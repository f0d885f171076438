import type { CategoryOf } from '../template/category-of.ts'
import type { ThreadEvent } from '../event/event.ts'
import { insertFact } from './late.ts'
import { settle } from './settle.ts'
import { nothingDecided, type Settlement } from './settlement.ts'
import { reachOf, type Absorption, type Thread } from './thread.ts'

/**
 * What became of an event. `late`: older than the lateness horizon, so it changes no window, conversation or
 * message; which ids and which account belong together it may still tell.
 * `duplicate`: the same fact is known already. `refused`: an event that could not be read again, for its instant is
 * not between 2009 and 2100, or a text is empty or too long; it changes nothing.
 */
export type Outcome = 'absorbed' | 'duplicate' | 'late' | 'refused'

export interface Absorbed {
  readonly thread: Thread
  readonly outcome: Outcome
  /** What this event decided for good. */
  readonly settled: Settlement
}

/**
 * Takes an event in. Any order and any number of times gives the same answers, as long as no event is
 * older than the horizon when it comes. The event must be of this thread; `absorb` of a whole state sees
 * to that.
 */
export const absorbIntoThread = (
  thread: Thread,
  event: ThreadEvent,
  { calendar, horizon }: Absorption,
  categoryOf: CategoryOf,
): Absorbed => {
  if (event.at < reachOf(thread, horizon)) return { thread, outcome: 'late', settled: nothingDecided }
  const facts = insertFact(thread.facts, event)
  if (facts === null) return { thread, outcome: 'duplicate', settled: nothingDecided }

  const newest = thread.newest === null || event.at > thread.newest ? event.at : thread.newest
  const nextSettleAt = thread.nextSettleAt === -Infinity ? event.at + 2 * horizon : thread.nextSettleAt
  const grown: Thread = {
    base: thread.base,
    facts,
    newest,
    settledBefore: thread.settledBefore,
    lateBefore: thread.lateBefore,
    remembered: thread.remembered,
    nextSettleAt,
    roots: thread.roots,
  }
  return newest < nextSettleAt
    ? { thread: grown, outcome: 'absorbed', settled: nothingDecided }
    : { ...settle(grown, newest, { calendar, horizon }, categoryOf), outcome: 'absorbed' }
}
