import type { Charge, ChargesChanged } from '../charge/charge.ts'
import type { Delivery } from '../charge/delivery.ts'
import type { ThreadEvent } from '../event/event.ts'
import { assoc, emptyMap, lookUp, type PersistentMap } from '../persistent-map.ts'
import type { Instant } from '../time/instant.ts'
import { copyOf, courseFrom, deliver, receive, nobody, send, standingAt } from './course.ts'
import { isCap, isStep } from './cap.ts'
import type { HasFailed } from './calls.ts'
import type { Course, Guide } from './course.ts'
import { inOrder } from './in-order.ts'
import { bySending, gatherMessages, afterTrace, settledIds, type Gathered } from '../message/gather.ts'
import { isTrace, wamidOf, type Remembered, type Trace } from '../message/message.ts'
import { saysTheSame } from '../message/says-the-same.ts'
import type { Standing } from './standing.ts'

/**
 * The fold of a thread's recent facts, step by step, so that one more fact goes on from there: the steps before the
 * fact, and before the message that it is about, stay. An immutable value.
 */
export interface Trail {
  readonly beginning: Beginning
  /** How many facts are folded. */
  readonly length: number
  /** The newest step; `null` where nothing happened. */
  readonly newest: Step | null
  /** The message that each wamid stands for. */
  readonly messages: PersistentMap<Gathered>
  readonly messageCount: number
  /** How many steps were taken again for the newest fact. */
  readonly replayed: number
}

/** Where a trail begins, and what it goes by. */
export interface Beginning {
  readonly standing: Standing
  readonly settledUntil: ReadonlyMap<string, Instant>
  readonly guide: Guide
}

/** A step, and how the thread stands after it. */
export interface Step {
  readonly at: Instant
  readonly what: What
  readonly course: Readonly<Course>
  readonly charges: Charges
  readonly earlier: Step | null
}

type What =
  { readonly received: ThreadEvent } | { readonly sent: Gathered } | { readonly delivered: Delivery }

/** What deliveries cost, the newest first, and how many they are. */
export type Charges = { readonly charge: Charge; readonly count: number; readonly earlier: Charges } | null

export const beginningOf = (
  standing: Standing,
  remembered: readonly Remembered[],
  guide: Guide,
): Beginning => ({ standing, settledUntil: settledIds(remembered), guide })

/** No recent fact is folded yet; what awaits its delivery is delivered in any case. */
export const emptyTrail = (beginning: Beginning): Trail => foldAll(beginning, [], [])

/** The trail of these facts, folded in one go. */
export const trailOf = (
  beginning: Beginning,
  events: readonly ThreadEvent[],
  remembered: readonly Remembered[],
): Trail => foldAll(beginning, events, gatherMessages(events, remembered))

const foldAll = (
  beginning: Beginning,
  events: readonly ThreadEvent[],
  messages: readonly Gathered[],
): Trail => {
  const inbound = events.filter(isStep)
  const underway = [...beginning.standing.billing.awaiting]
  const byAge = messages.toSorted((one, other) => one.nth - other.nth)
  const byId = byAge.reduce((all, message) => assoc(all, message.id, message), emptyMap<Gathered>())
  return {
    beginning,
    length: events.length,
    newest: goOn(beginning, null, { inbound, messages, underway }, byId),
    messages: byId,
    messageCount: messages.length,
    replayed: events.length,
  }
}

/** The trail with one more fact, which comes after all others in their order. */
export const withFact = (trail: Trail, event: ThreadEvent): Trail => {
  const counted = { ...trail, length: trail.length + 1 }
  const known = isTrace(event) ? withTrace(counted, event) : counted
  if (!isStep(event)) return known
  const went = replay(known, event.at, event, null, known.messages)
  return { ...known, ...went, replayed: went.replayed + (isCap(event) ? known.replayed : 0) }
}

/** The trail with what an event says of a message. */
const withTrace = (trail: Trail, event: Trace): Trail => {
  const id = wamidOf(event)
  const before = lookUp(trail.messages, id)
  const settledUntil = trail.beginning.settledUntil.get(id) ?? -Infinity
  const message = afterTrace(event, before, settledUntil, trail.messageCount)
  if (message === null) return { ...trail, replayed: 0 }
  const isNew = message.nth === trail.messageCount
  const messages = assoc(trail.messages, id, message)
  const messageCount = isNew ? trail.messageCount + 1 : trail.messageCount
  const changesNothing = !isNew && before !== undefined && saysTheSame(before, message)
  return changesNothing
    ? { ...trail, messages, replayed: 0 }
    : { ...trail, messages, messageCount, ...replay(trail, message.sentAt, null, message, messages) }
}

/**
 * Goes back to that instant, and goes on again from there: with one more event of the customer, or with a message
 * that is new or other than before. Messages that were sent earlier are not touched by it, and what is theirs to be
 * delivered later is taken along.
 */
const replay = (
  { beginning, newest }: Trail,
  at: Instant,
  added: ThreadEvent | null,
  changed: Gathered | null,
  byId: PersistentMap<Gathered>,
): Pick<Trail, 'newest' | 'replayed'> => {
  const inbound: ThreadEvent[] = added === null ? [] : [added]
  const messages: Gathered[] = changed === null ? [] : [changed]
  const deliveries: Delivery[] = []
  let count = 0
  let rest = newest
  for (; rest !== null && comesAfter(rest, at); rest = rest.earlier, count++) {
    const { what } = rest
    if ('received' in what) inbound.push(what.received)
    else if ('delivered' in what) deliveries.push(what.delivered)
    else if (what.sent.nth !== changed?.nth) messages.push(what.sent)
  }
  const own = new Set(messages.map(({ id, sentAt }) => nameOf(id, sentAt)))
  const underway = deliveries.filter(({ wamid, sentAt }) => !own.has(nameOf(wamid, sentAt))).reverse()
  return {
    newest: goOn(
      beginning,
      rest,
      { inbound: inbound.reverse(), messages: messages.sort(bySending), underway },
      byId,
    ),
    replayed: count,
  }
}

/** At one instant the customer comes before anything is sent or delivered. */
const comesAfter = (step: Step, at: Instant): boolean =>
  step.at > at || (step.at === at && !('received' in step.what))

const nameOf = (message: string, sentAt: Instant): string => `${sentAt} ${message}`

interface Rest {
  readonly inbound: readonly ThreadEvent[]
  readonly messages: readonly Gathered[]
  readonly underway: Delivery[]
}

/** The newest step after all of these. */
const goOn = (
  beginning: Beginning,
  from: Step | null,
  rest: Rest,
  byId: PersistentMap<Gathered>,
): Step | null => {
  const hasFailed: HasFailed = (wamid) => (lookUp(byId, wamid)?.failedAt ?? null) !== null
  const { guide, standing } = beginning
  let newest = from
  const step = (at: Instant, what: What, change: (course: Course) => Charge | null): void => {
    const course = newest === null ? courseFrom(standing) : copyOf(newest.course)
    const charge = change(course)
    const earlier = newest?.charges ?? null
    newest = {
      at,
      what,
      course,
      charges: charge === null ? earlier : { charge, count: (earlier?.count ?? 0) + 1, earlier },
      earlier: newest,
    }
  }
  inOrder<Gathered>(
    { ...rest, until: Infinity },
    {
      receive: (event) =>
        step(event.at, { received: event }, (course) => {
          receive(course, event, guide, nobody, hasFailed)
          return null
        }),
      send: (message) => {
        let deliveries: readonly Delivery[] = []
        step(message.sentAt, { sent: message }, (course) => {
          deliveries = send(course, message, guide, nobody)
          return null
        })
        return deliveries
      },
      deliver: (delivery) =>
        step(delivery.at, { delivered: delivery }, (course) => deliver(course, delivery, guide)),
    },
  )
  return newest
}

/** How the thread stands at the end of the trail. */
export const standingOf = ({ beginning, newest }: Trail): Standing =>
  newest === null ? beginning.standing : standingAt(newest.course, [])

/** What the deliveries cost, in the order of delivery. */
export const chargesOf = (trail: Trail): readonly Charge[] => since(chargesAt(trail), null)

/** Which charges of one trail the other has not, and the other way round. What they share is not looked at. */
export const chargesBetween = (before: Trail, after: Trail): ChargesChanged => {
  const [old, now] = [chargesAt(before), chargesAt(after)]
  const shared = sharedBy(old, now)
  return { gone: since(old, shared), come: since(now, shared) }
}

const chargesAt = ({ newest }: Trail): Charges => newest?.charges ?? null

const since = (charges: Charges, from: Charges): readonly Charge[] => {
  const list: Charge[] = []
  for (let rest = charges; rest !== null && rest !== from; rest = rest.earlier) list.push(rest.charge)
  return list.reverse()
}

const sharedBy = (one: Charges, other: Charges): Charges => {
  let [a, b] = [one, other]
  while (a !== b) {
    const [inA, inB] = [a?.count ?? 0, b?.count ?? 0]
    if (inA >= inB) a = a?.earlier ?? null
    if (inB >= inA) b = b?.earlier ?? null
  }
  return a
}
