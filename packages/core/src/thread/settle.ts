import type { ThreadEvent } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'
import { eventsUntil, factsOf } from './facts.ts'
import { endOfLife, gatherMessages, type Message } from './message.ts'
import { nothingSettled, settlementOf, type Settlement } from './settlement.ts'
import { tell } from './tell.ts'
import type { Absorption, Thread } from './thread.ts'

export interface Settled {
  readonly thread: Thread
  readonly settled: Settlement
}

/**
 * Folds the facts that nothing can change any more into the standing. Everything before the cut goes, and
 * with each message that goes, all of its statuses. The cut lies a horizon back, or further where a message
 * sent before may still be heard of: a failure takes back what its message did (G2).
 *
 * Looks again only after the thread has grown by half a horizon, so that each fact is visited a few times
 * and absorbing stays cheap however long the thread is.
 */
export const settle = (thread: Thread, newest: Instant, { calendar, horizon }: Absorption): Settled => {
  const edge = newest - horizon
  const events = eventsUntil(thread.facts, Infinity)
  const messages = gatherMessages(events)
  const cut = messages.reduce(
    (at, message) => (endOfLife(message) < edge ? at : Math.min(at, message.sentAt)),
    edge,
  )
  const { past, recent } = split(events, messages, cut)
  const story = tell(thread.settled, past, calendar)
  return {
    thread: {
      settled: story.standing,
      facts: factsOf(recent),
      newest,
      settledBefore: Math.max(cut, thread.settledBefore),
      settleAt: newest + horizon / 2,
    },
    settled: settlementOf(story),
  }
}

/**
 * Settles everything, for a thread that nothing more is expected of. What comes before its newest fact
 * afterwards is late.
 */
export const settleAll = (thread: Thread, { calendar }: Absorption): Settled => {
  const story = tell(thread.settled, eventsUntil(thread.facts, Infinity), calendar)
  const { newest } = thread
  if (newest === null) return { thread, settled: nothingSettled }
  return {
    thread: { settled: story.standing, facts: null, newest, settledBefore: newest + 1, settleAt: -Infinity },
    settled: { messages: story.messages, conversations: story.conversations },
  }
}

interface Split {
  readonly past: readonly ThreadEvent[]
  readonly recent: readonly ThreadEvent[]
}

const split = (events: readonly ThreadEvent[], messages: readonly Message[], cut: Instant): Split => {
  const lives = new Map(messages.filter((m) => m.sentAt < cut).map((m) => [m.id, endOfLife(m)]))
  const past: ThreadEvent[] = []
  const recent: ThreadEvent[] = []
  for (const event of events) {
    const id =
      event.type === 'business-messaged' ? event.id : event.type === 'message-status' ? event.message : null
    const ended = id === null ? undefined : lives.get(id)
    const isPast = event.at < cut || (ended !== undefined && event.at <= ended)
    ;(isPast ? past : recent).push(event)
  }
  return { past, recent }
}
