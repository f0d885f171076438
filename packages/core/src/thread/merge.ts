import type { Instant } from '../time/instant.ts'
import { eventsUntil } from './facts.ts'
import type { Settled } from './settle.ts'
import type { Standing } from './standing.ts'
import { both, settlementOf } from './settlement.ts'
import { tell } from './tell.ts'
import { absorbIntoThread } from './absorb.ts'
import { reachOf, type Absorption, type Thread } from './thread.ts'

/**
 * Makes one thread of two that turn out to be the same customer's (ID-8). Recent facts move as they are.
 * Where both had settled facts already, the later of each is believed: what was settled apart cannot be
 * told again together.
 */
export const mergeThreads = (one: Thread, other: Thread, absorption: Absorption): Settled => {
  const [older, newer] =
    (one.newest ?? -Infinity) <= (other.newest ?? -Infinity) ? [one, other] : [other, one]
  const reach = reachOf(newer, absorption.horizon)
  const events = eventsUntil(older.facts, Infinity)
  const past = tell(
    older.settled,
    events.filter((event) => event.at < reach),
    absorption.calendar,
  )
  const start: Settled = {
    thread: { ...newer, settled: laterOf(past.standing, newer.settled) },
    settled: settlementOf(past, older.settledBefore, reach),
  }
  return events
    .filter((event) => event.at >= reach)
    .reduce<Settled>((merged, event) => {
      const { thread, settled } = absorbIntoThread(merged.thread, event, absorption)
      return { thread, settled: both(merged.settled, settled) }
    }, start)
}

const laterOf = (a: Standing, b: Standing): Standing => ({
  latestOpener: later(a.latestOpener, b.latestOpener, (at) => at),
  latestTemplate: later(a.latestTemplate, b.latestTemplate, (at) => at),
  conversation: later(a.conversation, b.conversation, (conversation) => conversation.closesAt),
  entryPoint: later(a.entryPoint, b.entryPoint, (entryPoint) => entryPoint.arrivedAt),
  preference: later(a.preference, b.preference, (preference) => preference.at),
  renamed: later(a.renamed, b.renamed, (renamed) => renamed.at),
})

const later = <A>(a: A | null, b: A | null, when: (value: A) => Instant): A | null =>
  a === null || (b !== null && when(b) >= when(a)) ? b : a
