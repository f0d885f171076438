import type { Charge } from '../charge/charge.ts'
import { byDelivery, type Delivery } from '../charge/delivery.ts'
import type { ThreadEvent } from '../event/event.ts'
import { assoc, emptyMap, lookUp, type PersistentMap } from '../persistent-map.ts'
import type { Instant } from '../time/instant.ts'
import { copyOf, courseFrom, deliver, receive, nobody, send, standingAt } from './course.ts'
import { isCap, isStep } from './cap.ts'
import type { HasFailed } from './calls.ts'
import type { Course, Guide } from './course.ts'
import type { Charges } from './trail-charges.ts'
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
  const known = isTrace(event) ? withTrace(trail, event) : grown(trail, trail, 0)
  if (!isStep(event)) return known
  const went = replay(known, event.at, event, null, known.messages)
  return {
    beginning: known.beginning,
    length: known.length,
    newest: went.newest,
    messages: known.messages,
    messageCount: known.messageCount,
    replayed: went.replayed + (isCap(event) ? known.replayed : 0),
  }
}

/** The trail of one more fact, with these messages. Field by field: most facts change little more than this. */
const grown = (
  { beginning, length, newest }: Trail,
  { messages, messageCount }: Pick<Trail, 'messages' | 'messageCount'>,
  replayed: number,
): Trail => ({ beginning, length: length + 1, newest, messages, messageCount, replayed })

/** The trail with what an event says of a message. */
const withTrace = (trail: Trail, event: Trace): Trail => {
  const id = wamidOf(event)
  const before = lookUp(trail.messages, id)
  const settledUntil = trail.beginning.settledUntil.get(id) ?? -Infinity
  const message = afterTrace(event, before, settledUntil, trail.messageCount)
  if (message === null) return grown(trail, trail, 0)
  const isNew = message.nth === trail.messageCount
  const messages = assoc(trail.messages, id, message)
  const messageCount = isNew ? trail.messageCount + 1 : trail.messageCount
  const changesNothing = !isNew && before !== undefined && saysTheSame(before, message)
  if (changesNothing) return grown(trail, { messages, messageCount }, 0)
  const { newest, replayed } = replay(trail, message.sentAt, null, message, messages)
  return { beginning: trail.beginning, length: trail.length + 1, newest, messages, messageCount, replayed }
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
  const underway = deliveries.length === 0 ? deliveries : notOf(messages, deliveries).reverse()
  return {
    newest: goOn(
      beginning,
      rest,
      {
        inbound: inbound.reverse(),
        messages: messages.length < 2 ? messages : messages.sort(bySending),
        underway,
      },
      byId,
    ),
    replayed: count,
  }
}

/** At one instant the customer comes before anything is sent or delivered. */
const comesAfter = (step: Step, at: Instant): boolean =>
  step.at > at || (step.at === at && !('received' in step.what))

/** Deliveries of other messages than those. */
const notOf = (messages: readonly Gathered[], deliveries: readonly Delivery[]): Delivery[] => {
  const own = new Set(messages.map(({ id, sentAt }) => nameOf(id, sentAt)))
  return deliveries.filter(({ wamid, sentAt }) => !own.has(nameOf(wamid, sentAt)))
}

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
  const course = (): Course => (newest === null ? courseFrom(standing) : copyOf(newest.course))
  const received = (event: ThreadEvent): void => {
    const next = course()
    receive(next, event, guide, nobody, hasFailed)
    newest = stepAfter(newest, event.at, { received: event }, next)
  }
  const sent = (message: Gathered): readonly Delivery[] => {
    const next = course()
    const deliveries = send(next, message, guide, nobody)
    newest = stepAfter(newest, message.sentAt, { sent: message }, next)
    return deliveries
  }
  const delivered = (delivery: Delivery): void => {
    const next = course()
    const charge = deliver(next, delivery, guide)
    newest = stepAfter(newest, delivery.at, { delivered: delivery }, next, oneMore(newest, charge))
  }
  const { inbound, messages, underway } = rest
  const [message] = messages
  // Most facts are the newest, and nothing else is under way: then there is no order to find.
  if (message === undefined && underway.length === 0) inbound.forEach(received)
  else if (message !== undefined && messages.length + inbound.length + underway.length === 1)
    sent(message).toSorted(byDelivery).forEach(delivered)
  else
    inOrder<Gathered>(
      { inbound, messages, underway, until: Infinity },
      { receive: received, send: sent, deliver: delivered },
    )
  return newest
}

const oneMore = (newest: Step | null, charge: Charge): Charges => {
  const earlier = newest?.charges ?? null
  return { charge, count: (earlier?.count ?? 0) + 1, earlier }
}

const stepAfter = (
  earlier: Step | null,
  at: Instant,
  what: What,
  course: Course,
  charges: Charges = earlier?.charges ?? null,
): Step => ({ at, what, course, charges, earlier })

/** How the thread stands at the end of the trail. */
export const standingOf = ({ beginning, newest }: Trail): Standing =>
  newest === null ? beginning.standing : standingAt(newest.course, [])

/** What the deliveries cost. */
export const chargesAt = ({ newest }: Trail): Charges => newest?.charges ?? null
