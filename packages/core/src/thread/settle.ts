import type { CategoryOf } from '../charge/delivery.ts'
import type { ThreadEvent } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'
import { eventsUntil, factsOf } from './facts.ts'
import {
  endOfLife,
  gatherMessages,
  isTrace,
  messageLife,
  messageOf,
  type Message,
  type Remembered,
} from './message.ts'
import { settlementOf, type Settlement } from './settlement.ts'
import { tell } from './tell.ts'
import { tellRecent } from './recent.ts'
import type { Absorption, Thread } from './thread.ts'

export interface Settled {
  readonly thread: Thread
  readonly settled: Settlement
}

/**
 * Folds the facts that nothing can change any more into the standing, going by the instant that it is now
 * at the latest. Everything before the cut goes, and with each message that goes, all of its statuses. The
 * cut lies a horizon back, or further where a message sent before may still be heard of: a failure takes
 * back what its message did (G2).
 *
 * Looks again only after half a horizon, so that each fact is visited a few times and absorbing stays
 * cheap however long the thread is.
 */
export const settle = (
  thread: Thread,
  now: Instant,
  { calendar, horizon }: Absorption,
  categoryOf: CategoryOf,
): Settled => {
  const edge = now - horizon
  const events = eventsUntil(thread.facts, Infinity)
  const messages = gatherMessages(events, thread.remembered)
  const cut = messages.reduce(
    (at, message) => (endOfLife(message) < edge ? at : Math.min(at, message.sentAt)),
    edge,
  )
  const { past, recent } = split(events, messages, cut)
  const { remembered } = thread
  const story = tell(thread.settled, past, { calendar, remembered, categoryOf, until: cut })
  return {
    thread: {
      settled: story.standing,
      facts: factsOf(recent),
      newest: thread.newest,
      settledBefore: Math.max(cut, thread.settledBefore),
      heardBefore: Math.max(edge, thread.heardBefore),
      remembered: [...remembered, ...story.messages.map(remember)].filter(({ until }) => until >= cut),
      settleAt: now + horizon / 2,
    },
    settled: settlementOf(story, thread.settledBefore, cut),
  }
}

/** What is left to tell of a thread that nothing more will be heard of, the open conversation included. */
export const conclude = (thread: Thread, { calendar }: Absorption, categoryOf: CategoryOf): Settlement =>
  settlementOf(tellRecent(thread, Infinity, calendar, categoryOf), thread.settledBefore, Infinity)

const remember = ({ id, sentAt, deliveredAt, failedAt }: Message): Remembered => ({
  id,
  until: sentAt + messageLife,
  isCharged: deliveredAt !== null && failedAt === null,
})

interface Split {
  readonly past: readonly ThreadEvent[]
  readonly recent: readonly ThreadEvent[]
}

const split = (events: readonly ThreadEvent[], messages: readonly Message[], cut: Instant): Split => {
  const lives = new Map(messages.filter((m) => m.sentAt < cut).map((m) => [m.id, endOfLife(m)]))
  const past: ThreadEvent[] = []
  const recent: ThreadEvent[] = []
  for (const event of events) {
    const ended = isTrace(event) ? lives.get(messageOf(event)) : undefined
    const isPast = event.at < cut || (ended !== undefined && event.at <= ended)
    ;(isPast ? past : recent).push(event)
  }
  return { past, recent }
}
