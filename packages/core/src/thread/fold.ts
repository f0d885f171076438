import type { Charge } from '../charge/charge.ts'
import type { Delivery } from '../charge/delivery.ts'
import type { CategoryOf } from '../template/category-of.ts'
import type { ThreadEvent } from '../event/event.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import type { Instant, Interval } from '../time/instant.ts'
import { courseFrom, deliver, receive, send, standingAt, type Witness } from './course.ts'
import { isStep } from './cap.ts'
import type { HasFailed } from './calls.ts'
import { serviceWindow } from '../conversation/window.ts'
import { inOrder } from './in-order.ts'
import { gatherMessages } from '../message/gather.ts'
import type { Message, Remembered, Share } from '../message/message.ts'
import type { Standing } from './standing.ts'
import type { EntryPoint } from '../conversation/entry-point.ts'
import type { Conversation } from '../conversation/conversation.ts'

/** What a stretch of a thread's history amounts to. */
export interface History {
  readonly standing: Standing
  /** The messages of the business, in the order in which they were sent. */
  readonly messages: readonly JudgedMessage[]
  /** What their deliveries cost, in the order of delivery. */
  readonly charges: readonly Charge[]
  /** The conversations that the stretch touched. */
  readonly conversations: readonly Conversation[]
  /** The customer service windows that the stretch touched. */
  readonly windows: readonly Interval[]
  /** The entry points that the stretch touched. */
  readonly entryPoints: readonly EntryPoint[]
}

/** A message of the business and how things stood when it was sent. */
export interface JudgedMessage extends Message {
  /** The latest opener of the customer before it was sent. */
  readonly opener: Instant | null
  /** Was the customer service window open when it was sent? (G6) */
  readonly insideWindow: boolean
  /** The conversation that it belongs to, as it stood after the message; `null` when it failed or none was open. */
  readonly conversation: Conversation | null
}

/** What a fold needs beside the facts. */
export interface FoldInput {
  readonly calendar: Calendar
  /** Messages that are settled. */
  readonly remembered: readonly Remembered[]
  /** The categories of templates, as far as anything is known of them. */
  readonly categoryOf: CategoryOf
  /** Deliveries from this instant on are left for a later fold. */
  readonly until: Instant
}

/**
 * Folds the facts, in order, into how the thread stood before them. Settling, charges and pictures are all read off
 * its history; views are read off the same steps, kept one by one (`trail.ts`).
 *
 * Three streams are merged by time: what the customer does, what the business sends, and what of it is
 * delivered. A message counts from the instant it was sent, with all that these facts know of it. For the
 * history as it was known at an instant, hand in the facts up to that instant (G2).
 */
export const foldThread = (before: Standing, events: readonly ThreadEvent[], input: FoldInput): History => {
  const { calendar, remembered, until } = input
  const judged: JudgedMessage[] = []
  const charges: Charge[] = []
  const conversations: Conversation[] = before.conversation === null ? [] : [before.conversation]
  const windows: Interval[] =
    before.latestOpener === null ? [] : [serviceWindow(before.latestOpener, calendar)]
  const entryPoints: EntryPoint[] = before.entryPoint === null ? [] : [before.entryPoint]
  const witness: Witness = {
    opened: (window) => extendWindows(windows, window),
    moved: (was, now) => {
      if (now.openedAt === was?.openedAt) conversations.pop()
      conversations.push(now)
    },
    entered: (was, now) => {
      if (was !== null && isStillPending(was, now)) entryPoints.pop()
      entryPoints.push(now)
    },
    sent: (message, opener, insideWindow, conversation) => {
      judged.push(judgeMessage(message, opener, insideWindow, conversation))
    },
  }
  const course = courseFrom(before)
  const underway: Delivery[] = [...before.billing.awaiting]
  const messages = gatherMessages(events, remembered)
  const hasFailed = failuresIn(messages)
  const inbound = events.filter(isStep)
  const awaiting = inOrder(
    { inbound, messages, underway, until },
    {
      receive: (event) => receive(course, event, input, witness, hasFailed),
      send: (message) => send(course, message, input, witness),
      deliver: (delivery) => {
        charges.push(deliver(course, delivery, input))
      },
    },
  )
  return {
    standing: standingAt(course, awaiting),
    messages: judged,
    charges,
    conversations,
    windows,
    entryPoints,
  }
}

/** Hardly any history asks. */
const failuresIn = (messages: readonly Message[]): HasFailed => {
  let failed: ReadonlySet<string> | null = null
  return (wamid) => {
    failed ??= new Set(messages.filter(({ failedAt }) => failedAt !== null).map(({ id }) => id))
    return failed.has(wamid)
  }
}

/** A click that is followed by its answer, or by another click before its time is up, counts as one with that. */
const isStillPending = (before: EntryPoint, next: EntryPoint): boolean =>
  next.arrivedAt === before.arrivedAt || (before.opensAt === null && next.arrivedAt < before.replyBy)

/** Field by field, because a spread of this many costs more than all the rest of the fold. */
const judgeMessage = (
  message: Message,
  opener: Instant | null,
  insideWindow: boolean,
  conversation: Conversation | null,
): JudgedMessage => ({
  id: message.id,
  sentAt: message.sentAt,
  content: message.content,
  deliveredAt: message.deliveredAt,
  readAt: message.readAt,
  failedAt: message.failedAt,
  errorCode: message.errorCode,
  pricing: message.pricing,
  isPricingContradicted: message.isPricingContradicted,
  reportedConversation: message.reportedConversation,
  ...(message.shares === undefined ? {} : { shares: message.shares.map(shareAlone) }),
  ...(message.isHeld === true ? { isHeld: true } : {}),
  opener,
  insideWindow,
  conversation,
})

const shareAlone = (share: Share): Share => ({
  participant: share.participant,
  deliveredAt: share.deliveredAt,
  readAt: share.readAt,
  failedAt: share.failedAt,
  errorCode: share.errorCode,
  pricing: share.pricing,
  isPricingContradicted: share.isPricingContradicted,
})

const extendWindows = (windows: Interval[], opened: Interval): void => {
  const last = windows.at(-1)
  if (last === undefined || opened.opensAt >= last.closesAt) windows.push(opened)
  else windows[windows.length - 1] = { opensAt: last.opensAt, closesAt: opened.closesAt }
}
