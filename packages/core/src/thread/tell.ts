import { chargeDelivery, insertDelivery } from '../charge/billing.ts'
import type { Charge } from '../charge/charge.ts'
import { deliveryOf, type CategoryOf, type Delivery } from '../charge/delivery.ts'
import type { CustomerRenamed, ThreadEvent } from '../event/event.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import { opensServiceWindow } from '../rulebook/openers.ts'
import { HOUR, type Duration, type Instant, type Interval } from '../time/instant.ts'
import { joinConversation, type Mover } from './conversation.ts'
import { answerEntryPoint, arriveThroughEntryPoint, openEntryPoint, hearOfEntryPoint } from './entry-point.ts'
import { gatherMessages, isTrace, type Message, type Remembered } from './message.ts'
import type { Conversation, EntryPoint, Renamed, Standing } from './standing.ts'

/** What a stretch of a thread's history amounts to. */
export interface Story {
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

/** What a telling goes by beside the facts. */
export interface Telling {
  readonly calendar: Calendar
  /** Messages that were told before. */
  readonly remembered: readonly Remembered[]
  /** The categories of templates, as far as anything is known of them. */
  readonly categoryOf: CategoryOf
  /** Deliveries from this instant on are left for a later telling. */
  readonly until: Instant
}

/**
 * Tells what happened, given how the thread stood before and the facts since then, in order. The one
 * place that folds events: views, settling, charges and pictures are all read off a story.
 *
 * Three streams are merged by time: what the customer does, what the business sends, and what of it is
 * delivered. A message counts from the instant it was sent, with all that these facts know of it. Whoever
 * wants the story as it was known at an instant hands in the facts up to that instant (G2).
 */
export const tell = (before: Standing, events: readonly ThreadEvent[], telling: Telling): Story => {
  const { calendar, categoryOf } = telling
  const messages = gatherMessages(events, telling.remembered)
  const judged: JudgedMessage[] = []
  const charges: Charge[] = []
  const conversations: Conversation[] = before.conversation === null ? [] : [before.conversation]
  const windows: Interval[] =
    before.latestOpener === null ? [] : [serviceWindow(before.latestOpener, calendar)]
  const entryPoints: EntryPoint[] = before.entryPoint === null ? [] : [before.entryPoint]
  let { latestOpener, latestTemplate, conversation, entryPoint, preference, renamed } = before
  let billed = before.billing.conversations
  const underway: Delivery[] = [...before.billing.awaiting]

  const move = (at: Instant, mover: Mover): void => {
    const next = joinConversation(conversation, at, mover, calendar(at).rules.conversationHours * HOUR)
    if (next === null) return
    if (next.openedAt === conversation?.openedAt) conversations.pop()
    conversations.push(next)
    conversation = next
  }

  const enter = (next: EntryPoint | null): void => {
    if (next === null) return
    if (entryPoint !== null && isStillPending(entryPoint, next)) entryPoints.pop()
    entryPoints.push(next)
    entryPoint = next
  }

  const hear = (event: ThreadEvent): void => {
    const inForce = calendar(event.at)
    if (event.type === 'customer-renamed') {
      if (event.previous !== event.current) renamed = renamedBy(event, renamed)
      return
    }
    if (renamed !== null && isHeardUnder(event, renamed.previous)) renamed = null
    if (event.type === 'marketing-preference' && event.at >= (preference?.at ?? -Infinity))
      preference = { value: event.value, at: event.at }
    if (event.type === 'customer-messaged' && event.entryPoint !== undefined)
      enter(arriveThroughEntryPoint(entryPoint, event, calendar))
    if (!opensServiceWindow(event, inForce).opens) return
    latestOpener = Math.max(event.at, latestOpener ?? -Infinity)
    extendWindows(windows, serviceWindow(latestOpener, calendar))
    move(event.at, 'customer')
  }

  const windowIsOpen = (at: Instant): boolean =>
    latestOpener !== null && latestOpener <= at && at < latestOpener + windowLength(latestOpener, calendar)

  const send = (message: Message): void => {
    const at = message.sentAt
    const insideWindow = windowIsOpen(at)
    if (message.failedAt === null) {
      const template = isTemplate(message, insideWindow)
      if (template) latestTemplate = Math.max(at, latestTemplate ?? -Infinity)
      move(at, template ? 'template' : 'response')
      enter(answerEntryPoint(entryPoint, message, calendar))
      enter(hearOfEntryPoint(entryPoint, message, calendar))
      const delivery = deliveryOf(message, insideWindow, categoryOf)
      if (delivery !== null) insertDelivery(underway, delivery)
    }
    const opener = latestOpener !== null && latestOpener <= at ? latestOpener : null
    const open = message.failedAt === null && conversation !== null && covers(conversation, at)
    judged.push(judgeMessage(message, opener, insideWindow, open ? conversation : null))
  }

  const deliver = (delivery: Delivery): void => {
    const { at } = delivery
    const around = {
      windowOpen: windowIsOpen(at),
      entryPoint: openEntryPoint(entryPoint, delivery, calendar),
      conversations: billed,
    }
    const charged = chargeDelivery(delivery, around, calendar)
    billed = charged.conversations
    charges.push(charged.charge)
  }

  let sent = 0
  let delivered = 0
  /** Sends and delivers what came before an instant; what was sent at an instant may be delivered at it. */
  const catchUp = (until: Instant): void => {
    for (;;) {
      const message = messages[sent]
      const delivery = underway[delivered]
      const due = delivery !== undefined && delivery.at < Math.min(until, telling.until) ? delivery : null
      if (message !== undefined && message.sentAt < until && (due === null || message.sentAt <= due.at)) {
        send(message)
        sent++
      } else if (due !== null) {
        deliver(due)
        delivered++
      } else return
    }
  }

  for (const event of events) {
    if (isTrace(event)) continue
    catchUp(event.at)
    hear(event)
  }
  catchUp(Infinity)

  const billing = { conversations: billed, awaiting: underway.slice(delivered) }
  const standing = { latestOpener, latestTemplate, conversation, entryPoint, preference, renamed, billing }
  return { standing, messages: judged, charges, conversations, windows, entryPoints }
}

const renamedBy = ({ previous, current, at }: CustomerRenamed, before: Renamed | null): Renamed => ({
  previous: [...new Set([...(before?.previous ?? []), previous])].filter((id) => id !== current),
  current,
  at,
})

/** A click that is followed by its answer, or by another click before its time is up, is told with that one. */
const isStillPending = (before: EntryPoint, next: EntryPoint): boolean =>
  next.arrivedAt === before.arrivedAt || (before.opensAt === null && next.arrivedAt < before.replyBy)

/** Whoever writes or calls under an id that was replaced goes by it again. */
const isHeardUnder = (event: ThreadEvent, ids: readonly string[]): boolean =>
  event.type !== 'marketing-preference' &&
  [event.customer, ...(event.aliases ?? [])].some((id) => ids.includes(id))

const covers = ({ openedAt, closesAt }: Conversation, at: Instant): boolean => openedAt <= at && at < closesAt

/** The customer service window that an opener opens (CSW-1, POS-1). */
export const serviceWindow = (opener: Instant, calendar: Calendar): Interval => ({
  opensAt: opener,
  closesAt: opener + windowLength(opener, calendar),
})

const windowLength = (opener: Instant, calendar: Calendar): Duration =>
  calendar(opener).rules.serviceWindowHours * HOUR

/** Field by field, because a spread of this many costs more than all the rest of the telling. */
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
  opener,
  insideWindow,
  conversation,
})

const extendWindows = (windows: Interval[], opened: Interval): void => {
  const last = windows.at(-1)
  if (last === undefined || opened.opensAt >= last.closesAt) windows.push(opened)
  else windows[windows.length - 1] = { opensAt: last.opensAt, closesAt: opened.closesAt }
}

/**
 * A message whose reported category was its conversation's tells its own kind only outside the window:
 * there nothing but a template can have been sent (CSW-3).
 */
const isTemplate = (message: Message, insideWindow: boolean): boolean => {
  if (message.content !== null) return message.content.kind === 'template'
  return !insideWindow && message.pricing !== null
}
