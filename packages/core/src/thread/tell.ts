import type { CustomerRenamed, ThreadEvent } from '../event/event.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import { opensServiceWindow } from '../rulebook/openers.ts'
import { HOUR, type Duration, type Instant, type Interval } from '../time/instant.ts'
import { joinConversation, type Mover } from './conversation.ts'
import { answerEntryPoint, arriveThroughEntryPoint } from './entry-point.ts'
import { gatherMessages, isTrace, type Message, type Remembered } from './message.ts'
import type { Conversation, EntryPoint, Renamed, Standing } from './standing.ts'

/** What a stretch of a thread's history amounts to. */
export interface Story {
  readonly standing: Standing
  /** The messages of the business, in the order in which they were sent. */
  readonly messages: readonly JudgedMessage[]
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

/**
 * Tells what happened, given how the thread stood before and the facts since then, in order. The one
 * place that folds events: views, settling and pictures are all read off a story.
 *
 * A message counts from the instant it was sent, with all that these facts know of it. Whoever wants the
 * story as it was known at an instant hands in the facts up to that instant (G2).
 */
export const tell = (
  before: Standing,
  events: readonly ThreadEvent[],
  calendar: Calendar,
  remembered: readonly Remembered[] = [],
): Story => {
  const messages = gatherMessages(events, remembered)
  const judged: JudgedMessage[] = []
  const conversations: Conversation[] = before.conversation === null ? [] : [before.conversation]
  const windows: Interval[] =
    before.latestOpener === null ? [] : [serviceWindow(before.latestOpener, calendar)]
  const entryPoints: EntryPoint[] = before.entryPoint === null ? [] : [before.entryPoint]
  let { latestOpener, latestTemplate, conversation, entryPoint, preference, renamed } = before

  const move = (at: Instant, mover: Mover): void => {
    const next = joinConversation(conversation, at, mover, calendar(at).rules.conversationHours * HOUR)
    if (next === null || next === conversation) return
    if (next.openedAt === conversation?.openedAt) conversations.pop()
    conversations.push(next)
    conversation = next
  }

  const enter = (next: EntryPoint | null): void => {
    if (next === null || next === entryPoint) return
    if (next.arrivedAt === entryPoint?.arrivedAt) entryPoints.pop()
    entryPoints.push(next)
    entryPoint = next
  }

  const hear = (event: ThreadEvent): void => {
    const inForce = calendar(event.at)
    if (event.type === 'customer-renamed') {
      if (event.previous !== event.current) renamed = renamedBy(event, renamed)
      return
    }
    // Whoever is heard of still goes by that id.
    renamed = null
    if (event.type === 'marketing-preference' && event.at >= (preference?.at ?? -Infinity))
      preference = { value: event.value, at: event.at }
    if (event.type === 'customer-messaged' && event.entryPoint !== undefined)
      enter(arriveThroughEntryPoint(entryPoint, event.at, inForce))
    if (!opensServiceWindow(event, inForce).opens) return
    latestOpener = Math.max(event.at, latestOpener ?? -Infinity)
    extendWindows(windows, serviceWindow(latestOpener, calendar))
    move(event.at, 'customer')
  }

  const send = (message: Message): void => {
    const at = message.sentAt
    const opener = latestOpener !== null && latestOpener <= at ? latestOpener : null
    const insideWindow = opener !== null && at < opener + windowLength(opener, calendar)
    if (message.failedAt === null) {
      const template = isTemplate(message, insideWindow)
      if (template) latestTemplate = Math.max(at, latestTemplate ?? -Infinity)
      move(at, template ? 'template' : 'response')
      enter(answerEntryPoint(entryPoint, message, calendar))
    }
    const open = message.failedAt === null && conversation !== null && covers(conversation, at)
    judged.push(judgeMessage(message, opener, insideWindow, open ? conversation : null))
  }

  let next = 0
  for (const event of events) {
    if (isTrace(event)) continue
    for (let m = messages[next]; m !== undefined && m.sentAt < event.at; m = messages[++next]) send(m)
    hear(event)
  }
  for (let m = messages[next]; m !== undefined; m = messages[++next]) send(m)

  const standing = { latestOpener, latestTemplate, conversation, entryPoint, preference, renamed }
  return { standing, messages: judged, conversations, windows, entryPoints }
}

const renamedBy = ({ previous, current, at }: CustomerRenamed, before: Renamed | null): Renamed => ({
  previous: before?.at === at ? [...before.previous, previous] : [previous],
  current,
  at,
})

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
  return !insideWindow && message.pricing !== null && message.pricing.category !== 'user_initiated'
}
