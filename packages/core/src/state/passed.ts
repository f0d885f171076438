import { isTrace, wamidOf } from '../message/message.ts'
import { factsUntil, type Facts } from '../thread/facts.ts'
import { differencesOf, emptyMap, entriesOf } from '../persistent-map.ts'
import type { Instant } from '../time/instant.ts'
import type { Entry, OwnThread, Threads } from './identity.ts'

/** When the message with that wamid was sent, by the facts of its thread up to an instant; `null` where none is known. */
export type SentAt = (own: OwnThread, wamid: string, at: Instant) => Instant | null

/**
 * Finds what a phone number passed in the second before an instant: messages that WhatsApp accepted, failed ones among
 * them, and messages of customers (LIM-35). Only threads in which something happened lately are looked at.
 */
export const passedCounter = (): ((
  phoneNumberId: string,
  threads: Threads,
  at: Instant,
  sentAt: SentAt,
) => readonly Instant[]) => {
  const numbers = new Map<string, Lately>()

  const lately = (id: string, threads: Threads): Lately => {
    const known = numbers.get(id) ?? { threads: emptyMap<Entry>(), recent: new Map(), asked: -Infinity }
    for (const { key, after } of differencesOf(known.threads, threads))
      if (after === undefined || !('thread' in after)) known.recent.delete(key)
      else known.recent.set(key, { own: after, passed: null })
    known.threads = threads
    numbers.set(id, known)
    return known
  }

  return (phoneNumberId, threads, at, sentAt) => {
    const known = lately(phoneNumberId, threads)
    // A question about an earlier instant than the last one may need what was dropped since.
    if (at < known.asked) return passedSimply(threads, at, sentAt)
    known.asked = at
    const all: Instant[] = []
    for (const [key, one] of known.recent) {
      const newest = one.own.thread.newest ?? -Infinity
      if (newest <= at - second) known.recent.delete(key)
      else if (at < newest) all.push(...passedIn(one.own, at, sentAt))
      else {
        one.passed ??= passedIn(one.own, newest, sentAt)
        for (const instant of one.passed) if (instant > at - second) all.push(instant)
      }
    }
    return all.sort((a, b) => a - b)
  }
}

/** By a look at all threads. */
export const passedSimply = (threads: Threads, at: Instant, sentAt: SentAt): readonly Instant[] =>
  [...entriesOf(threads)]
    .flatMap(([, entry]) => ('thread' in entry ? passedIn(entry, at, sentAt) : []))
    .sort((a, b) => a - b)

const second = 1_000
const none: readonly Instant[] = []

interface Lately {
  threads: Threads
  /** The threads that changed since the last question, and those in which something happened in its second. */
  readonly recent: Map<string, Recent>
  /** The latest instant that was asked about. */
  asked: Instant
}

interface Recent {
  readonly own: OwnThread
  /** What passed in the second before the newest fact; `null` until somebody asked. */
  passed: readonly Instant[] | null
}

/** In one thread. A message of the business counts when it was sent, whatever became of it. */
const passedIn = (own: OwnThread, at: Instant, sentAt: SentAt): readonly Instant[] => {
  const latest = factsUntil(own.thread.facts, at)
  if (latest === null || latest.event.at <= at - second) return none
  const inbound = new Set<string>()
  const sent = new Map<string, Instant>()
  const passed: Instant[] = []
  for (let rest: Facts = latest; rest !== null && rest.event.at > at - second; rest = rest.earlier) {
    const { event } = rest
    if (event.type === 'customer-messaged') {
      if (!inbound.has(event.id)) passed.push(event.at)
      inbound.add(event.id)
    } else if (isTrace(event)) {
      const wamid = wamidOf(event)
      const when = sent.has(wamid) ? null : sentAt(own, wamid, at)
      if (when !== null && when > at - second) sent.set(wamid, when)
    }
  }
  return [...passed, ...sent.values()]
}
