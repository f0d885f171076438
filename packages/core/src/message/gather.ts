import type { MessageStatus, ReportedConversation, ReportedPricing, ThreadEvent } from '../event/event.ts'
import { aiProvider, normalCategory } from './category.ts'
import {
  learnDelivery,
  learnFate,
  noFate,
  sharesAfter,
  type Changing,
  type GatheredFate,
  type GatheredShare,
} from './fate.ts'
import { MINUTE, type Duration, type Instant } from '../time/instant.ts'
import {
  endOfLife,
  isTrace,
  messageLife,
  wamidOf,
  type Message,
  type MessageContent,
  type Remembered,
  type Trace,
} from './message.ts'

/** A message and what more of it matters while it is being gathered. */
export interface Gathered extends Message, GatheredFate {
  readonly shares?: readonly GatheredShare[]
  /** Was the send itself seen, which tells the content for sure? */
  readonly isSeen: boolean
  /** How many were begun before it. */
  readonly nth: number
}

type Gathering = Changing<Gathered>

/**
 * The messages behind these facts, in the order in which they were sent. The events must be in order.
 *
 * Every trace of a wamid within 30 days belongs to one message, and changes it until the end of its life;
 * what is remembered is not gathered again. A `read` or `played` never stands for a message of its own: it
 * does not say when that was sent.
 */
export const gatherMessages = (
  events: readonly ThreadEvent[],
  remembered: readonly Remembered[],
): readonly Gathered[] => {
  const messages: Gathered[] = []
  const alive = new Map<string, Gathered>()
  const settled = settledIds(remembered)
  for (const event of events) {
    if (!isTrace(event)) continue
    const id = wamidOf(event)
    const message = afterTrace(event, alive.get(id), settled.get(id) ?? -Infinity, messages.length)
    if (message === null) continue
    messages[message.nth] = message
    alive.set(id, message)
  }
  return messages.some(hasTwin) ? messages.sort(bySending) : messages
}

/** Until when the ids of settled messages stand for these. */
export const settledIds = (remembered: readonly Remembered[]): ReadonlyMap<string, Instant> =>
  new Map(remembered.map(({ id, until }) => [id, until]))

/**
 * The message of a trace with what the trace says: the one that is known under its id, or a new one, the nth of
 * the thread. `null` where the trace tells nothing. Traces must come in order.
 */
export const afterTrace = (
  event: Trace,
  known: Gathered | undefined,
  settledUntil: Instant,
  nth: number,
): Gathered | null => {
  if (known !== undefined && event.at <= known.sentAt + messageLife)
    return event.at <= endOfLife(known) ? learn({ ...known }, event) : null
  return standsForMessage(event) && event.at > settledUntil
    ? learn(begin(wamidOf(event), event.at, nth), event)
    : null
}

const hasTwin = (message: Message, index: number, messages: readonly Message[]): boolean =>
  messages[index - 1]?.sentAt === message.sentAt

/** The order in which messages are sent. */
export const bySending = (a: Gathered, b: Gathered): number =>
  a.sentAt - b.sentAt || openingRank(a) - openingRank(b) || a.nth - b.nth

/** Of messages sent at the same instant, the template opens the conversation that the others belong to. */
const openingRank = ({ content }: Message): number =>
  content === null ? 1 : content.kind === 'template' ? 0 : 2

const standsForMessage = (event: Trace): boolean =>
  event.type === 'business-messaged' || (event.status !== 'read' && event.status !== 'played')

const begin = (id: string, sentAt: Instant, nth: number): Gathering => ({
  id,
  sentAt,
  content: null,
  ...noFate,
  reportedConversation: null,
  isSeen: false,
  nth,
})

const learn = (message: Gathering, event: Trace): Gathered => {
  if (event.type === 'business-messaged') {
    message.content = event.content
    message.isSeen = true
    if (event.held === true) message.isHeld = true
    return message
  }
  if (event.participant === undefined) learnFate(message, event)
  else if (!learnShare(message, event.participant, event)) return message
  if (event.pricing !== undefined && message.pricing !== null && !message.isSeen)
    message.content = contentFromPricing(message.pricing)
  if (event.conversation !== undefined) {
    const believed = believable(event.conversation, event.at)
    message.reportedConversation = { ...message.reportedConversation, ...believed }
    if (believed !== event.conversation) message.isEndIgnored = true
    if (message.reportedConversation.expiresAt !== undefined) delete message.isEndIgnored
  }
  return message
}

/**
 * What is said of one member: the message reached somebody, at a price of a kind; nobody else's share is touched
 * (POS-48). `false` where it comes too late.
 */
const learnShare = (message: Gathering, participant: string, event: MessageStatus): boolean => {
  const shares = sharesAfter(message.shares ?? [], participant, event)
  if (shares === null) return false
  message.shares = shares
  if (event.pricing !== undefined) message.pricing = { ...message.pricing, ...event.pricing }
  learnDelivery(message, event)
  return true
}

/** An end so soon after its status is none: since July 2025 older versions of the API name conversations of no length. */
const leastLength: Duration = MINUTE

const believable = (reported: ReportedConversation, at: Instant): ReportedConversation => {
  if (reported.expiresAt === undefined || reported.expiresAt > at + leastLength) return reported
  const { expiresAt: _, ...rest } = reported
  return rest
}

/**
 * What the reported category says of the message itself. Since messages are priced one by one it is the
 * message's own; before, it was the conversation's, which a free-form message may have joined (CONV-B3).
 */
const contentFromPricing = ({ model, category }: ReportedPricing): MessageContent | null => {
  switch (normalCategory(category)) {
    case 'service':
    case 'group_service':
    case aiProvider:
      return { kind: 'service' }
    case 'referral_conversion':
    case 'user_initiated':
    case 'business_initiated':
      return null
    default:
      return model === 'CBP' ? null : { kind: 'template', category }
  }
}
