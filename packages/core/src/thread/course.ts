import { serviceWindow, windowIsOpen } from '../conversation/window.ts'
import { chargeDelivery } from '../charge/billing.ts'
import type { BilledConversation, Charge } from '../charge/charge.ts'
import { deliveriesOf, type Delivery } from '../charge/delivery.ts'
import type { CategoryOf } from '../template/category-of.ts'
import type { ThreadEvent } from '../event/event.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import { opensServiceWindow } from '../rulebook/openers.ts'
import { HOUR, type Instant, type Interval } from '../time/instant.ts'
import { joinConversation, type Mover } from '../conversation/conversation.ts'
import {
  answerEntryPoint,
  arriveThroughEntryPoint,
  entryPointsAround,
  applyReportedExpiry,
} from '../conversation/entry-point.ts'
import { isTemplate, type Message } from '../message/message.ts'
import { afterRename, afterUse, type KnownIds } from './replaced-ids.ts'
import type { Preference, Standing } from './standing.ts'
import { isCap } from './cap.ts'
import { afterMessage, type Burst } from './burst.ts'
import { callsAfter, withoutRequest, type Calls, type HasFailed } from './calls.ts'
import type { EntryPoint } from '../conversation/entry-point.ts'
import type { Conversation } from '../conversation/conversation.ts'

/**
 * How a thread stands between two steps of its fold. The steps change it in place: what the customer does,
 * what the business sends, what of it is delivered.
 */
export interface Course {
  latestOpener: Instant | null
  latestTemplate: Instant | null
  conversation: Conversation | null
  entryPoint: EntryPoint | null
  preference: Preference | null
  renamed: KnownIds
  reachedAt: Instant | null
  reservedAt: Instant | null
  burst: Burst | null
  cappedAt: Instant | null
  calls: Calls
  billed: readonly BilledConversation[]
}

/** What the steps go by. */
export interface Guide {
  readonly calendar: Calendar
  /** The categories of templates, as far as anything is known of them. */
  readonly categoryOf: CategoryOf
}

/** Takes note of what a step comes upon, beside what it makes of the course. */
export interface Witness {
  /** The customer opened the window, or kept it open. */
  readonly opened: (window: Interval) => void
  /** The conversation is another, or the same with other ends. */
  readonly moved: (before: Conversation | null, now: Conversation) => void
  readonly entered: (before: EntryPoint | null, now: EntryPoint) => void
  /** A message was sent; `opener` is the latest one before it, `conversation` the one that it belongs to. */
  readonly sent: (
    message: Message,
    opener: Instant | null,
    insideWindow: boolean,
    conversation: Conversation | null,
  ) => void
}

/** Where only the course matters. */
export const nobody: Witness = { opened: () => {}, moved: () => {}, entered: () => {}, sent: () => {} }

export const courseFrom = (standing: Standing): Course => ({
  latestOpener: standing.latestOpener,
  latestTemplate: standing.latestTemplate,
  conversation: standing.conversation,
  entryPoint: standing.entryPoint,
  preference: standing.preference,
  renamed: standing.renamed,
  reachedAt: standing.reachedAt,
  reservedAt: standing.reservedAt,
  burst: standing.burst,
  cappedAt: standing.cappedAt,
  calls: standing.calls,
  billed: standing.billing.conversations,
})

/** A course of its own, which goes on from the same place. Field by field, for a step is no more work than this. */
export const copyOf = (course: Course): Course => ({
  latestOpener: course.latestOpener,
  latestTemplate: course.latestTemplate,
  conversation: course.conversation,
  entryPoint: course.entryPoint,
  preference: course.preference,
  renamed: course.renamed,
  reachedAt: course.reachedAt,
  reservedAt: course.reservedAt,
  burst: course.burst,
  cappedAt: course.cappedAt,
  calls: course.calls,
  billed: course.billed,
})

/** How the thread stands there; `awaiting` are the deliveries that are still to come. */
export const standingAt = (course: Course, awaiting: readonly Delivery[]): Standing => ({
  latestOpener: course.latestOpener,
  latestTemplate: course.latestTemplate,
  conversation: course.conversation,
  entryPoint: course.entryPoint,
  preference: course.preference,
  renamed: course.renamed,
  reachedAt: course.reachedAt,
  reservedAt: course.reservedAt,
  burst: course.burst,
  cappedAt: course.cappedAt,
  calls: course.calls,
  billing: { conversations: course.billed, awaiting },
})

/** The customer does something. */
export const receive = (
  course: Course,
  event: ThreadEvent,
  { calendar }: Guide,
  witness: Witness,
  hasFailed: HasFailed,
): void => {
  if (event.type === 'customer-renamed') {
    course.renamed = afterRename(course.renamed, event)
    return
  }
  course.renamed = afterUse(course.renamed, event)
  if (event.type === 'marketing-preference' && event.at >= (course.preference?.at ?? -Infinity))
    course.preference = { value: event.value, at: event.at }
  if (event.type === 'customer-messaged' && event.entryPoint !== undefined)
    enter(course, arriveThroughEntryPoint(course.entryPoint, event, calendar), witness)
  course.calls = callsAfter(course.calls, event, hasFailed)
  if (isCap(event)) course.cappedAt = Math.max(event.at, course.cappedAt ?? -Infinity)
  if (!opensServiceWindow(event, calendar(event.at)).opens) return
  course.latestOpener = Math.max(event.at, course.latestOpener ?? -Infinity)
  witness.opened(serviceWindow(course.latestOpener, calendar))
  move(course, event.at, 'customer', calendar, witness)
}

/** The business sends a message. Gives its deliveries, as far as they are known: several in a group. */
export const send = (
  course: Course,
  message: Message,
  { calendar, categoryOf }: Guide,
  witness: Witness,
): readonly Delivery[] => {
  const at = message.sentAt
  const insideWindow = windowIsOpen(course.latestOpener, at, calendar)
  if (message.failedAt !== null) {
    course.calls = withoutRequest(course.calls, message.id)
  } else {
    course.burst = afterMessage(course.burst, at)
    if (!insideWindow)
      if (message.deliveredAt === null) course.reservedAt = Math.max(at, course.reservedAt ?? -Infinity)
      else course.reachedAt = Math.max(message.deliveredAt, course.reachedAt ?? -Infinity)
    const template = isTemplate(message, insideWindow)
    if (template) course.latestTemplate = Math.max(at, course.latestTemplate ?? -Infinity)
    move(course, at, template ? 'template' : 'response', calendar, witness)
    enter(course, answerEntryPoint(course.entryPoint, message, calendar), witness)
    enter(course, applyReportedExpiry(course.entryPoint, message, calendar), witness)
  }
  const { latestOpener, conversation } = course
  const opener = latestOpener !== null && latestOpener <= at ? latestOpener : null
  const open = message.failedAt === null && conversation !== null && covers(conversation, at)
  witness.sent(message, opener, insideWindow, open ? conversation : null)
  return deliveriesOf(message, insideWindow, categoryOf)
}

/** A message is delivered. Gives what that costs. */
export const deliver = (course: Course, delivery: Delivery, { calendar }: Guide): Charge => {
  const { entryPoint, lateReply } = entryPointsAround(course.entryPoint, delivery, calendar)
  const windowOpen = windowIsOpen(course.latestOpener, delivery.at, calendar)
  const around = { windowOpen, entryPoint, lateReply, conversations: course.billed }
  const charged = chargeDelivery(delivery, around, calendar)
  course.billed = charged.conversations
  return charged.charge
}

const move = (course: Course, at: Instant, mover: Mover, calendar: Calendar, witness: Witness): void => {
  const before = course.conversation
  const next = joinConversation(before, at, mover, calendar(at).rules.conversation.hours * HOUR)
  if (next === null) return
  witness.moved(before, next)
  course.conversation = next
}

const enter = (course: Course, next: EntryPoint | null, witness: Witness): void => {
  if (next === null) return
  witness.entered(course.entryPoint, next)
  course.entryPoint = next
}

const covers = ({ openedAt, closesAt }: Conversation, at: Instant): boolean => openedAt <= at && at < closesAt
