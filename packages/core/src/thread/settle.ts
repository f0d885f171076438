import type { CategoryOf } from '../template/category-of.ts'
import type { ThreadEvent } from '../event/event.ts'
import { aliasesIn, nameIn } from '../event/ids.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import type { Instant } from '../time/instant.ts'
import { eventsUntil, factsOf } from './facts.ts'
import { gatherMessages } from '../message/gather.ts'
import {
  endOfLife,
  isTrace,
  messageLife,
  wamidOf,
  type Message,
  type Remembered,
} from '../message/message.ts'
import { joinParts, partsOf } from './merge.ts'
import { linkOf, peopleOf } from './people.ts'
import { withUses } from './replaced-ids.ts'
import { claimsAfter, linksOfClaims, type Part } from './roots.ts'
import { both, nothingDecided, settlementOf, type Settlement } from './settlement.ts'
import { foldThread } from './fold.ts'
import { foldRecent } from './recent.ts'
import type { Standing } from './standing.ts'
import type { Absorption, Thread } from './thread.ts'

export interface Settled {
  readonly thread: Thread
  readonly settled: Settlement
}

/**
 * Folds the facts that nothing can change any more into the standing, going by the instant that it is now
 * at the latest. Everything before the cut goes, and with each message that goes, all of its statuses. The
 * cut lies a horizon back, or further where a status of a message sent before may still come: a failure takes
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
  const parts = partsOf(thread)
  // Whose these facts are may still turn out otherwise.
  if (!areOnePerson(parts, past, calendar))
    return { thread: { ...thread, nextSettleAt: now + horizon / 2 }, settled: nothingDecided }
  const joined = joinParts(parts)
  const { remembered } = thread
  const history = foldThread(thread.base, past, { calendar, remembered, categoryOf, until: cut })
  return {
    thread: {
      base: withSharedIds(history.standing, thread, past),
      facts: factsOf(recent),
      newest: thread.newest,
      settledBefore: Math.max(cut, thread.settledBefore),
      lateBefore: Math.max(edge, thread.lateBefore),
      remembered: [...remembered, ...history.messages.map(remember)].filter(({ until }) => until >= cut),
      nextSettleAt: now + horizon / 2,
      roots: {
        claims: claimsAfter(joined.part.claims, past, calendar),
        parts: [],
        contested: thread.roots.contested,
      },
    },
    settled: both(joined.decided, settlementOf(history, thread.settledBefore, cut)),
  }
}

/**
 * When this customer used the ids that others held, too: one of them may have replaced such an id, and may turn out
 * to be the same customer.
 */
const withSharedIds = (standing: Standing, { roots }: Thread, past: readonly ThreadEvent[]): Standing => {
  if (roots.contested.length === 0) return standing
  const shared = roots.contested.map(({ id }) => id)
  return { ...standing, renamed: withUses(standing.renamed, shared, past) }
}

/** Do the settled parts, and the facts that are to be settled, show by themselves that they are one customer's? */
const areOnePerson = (parts: readonly Part[], past: readonly ThreadEvent[], calendar: Calendar): boolean => {
  const [first] = past
  const name = first === undefined ? null : nameIn(first)
  if (parts.length < 2 && past.every((event) => nameIn(event) === name && aliasesIn(event).length === 0)) {
    const known = parts[0]?.claims ?? []
    if (known.length === 0 || name === null || known.some(({ id }) => id === name)) return true
  }
  const links = [
    ...parts.flatMap(({ claims }) => linksOfClaims(claims)),
    ...past.map((event) => linkOf(event, calendar)),
  ]
  const people = peopleOf(links.sort((a, b) => a.at - b.at))
  const persons = new Set(links.flatMap(({ at, ids: [id = ''] }) => people.of(id, at) ?? []))
  return persons.size < 2
}

/** What settling would decide of a thread that gets no more events, the open conversation included. */
export const conclude = (thread: Thread, { calendar }: Absorption, categoryOf: CategoryOf): Settlement =>
  settlementOf(foldRecent(thread, Infinity, calendar, categoryOf), thread.settledBefore, Infinity)

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
    const ended = isTrace(event) ? lives.get(wamidOf(event)) : undefined
    const isPast = event.at < cut || (ended !== undefined && event.at <= ended)
    ;(isPast ? past : recent).push(event)
  }
  return { past, recent }
}
