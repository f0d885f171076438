import type {
  BusinessMessaged,
  Content,
  MessageStatus,
  ReportedConversation,
  ReportedPricing,
  ThreadEvent,
} from '../event/event.ts'
import { aiProvider, normalCategory } from '../charge/category.ts'
import { DAY, MINUTE, type Duration, type Instant } from '../time/instant.ts'

/** What is known of one message of the business, gathered from its acceptance and its statuses. */
export interface Message {
  /** The wamid. */
  readonly id: string
  /** The earliest sign that it was sent. */
  readonly sentAt: Instant
  /** What it was; `null` while only statuses are known and none of them tells. */
  readonly content: MessageContent | null
  readonly deliveredAt: Instant | null
  readonly readAt: Instant | null
  readonly failedAt: Instant | null
  /** Meta's error code of the failure. */
  readonly errorCode: number | null
  /** The pricing that Meta reported, each part as it was said last (POS-16). */
  readonly pricing: ReportedPricing | null
  /** Did Meta report the pricing in two ways that contradict each other? (POS-16) */
  readonly isPricingContradicted: boolean
  /** The conversation that Meta reported, each part as it was said last (PMP-11). */
  readonly reportedConversation: ReportedConversation | null
}

/** A message's content; of a template known by its statuses only, the name is not known. */
export type MessageContent =
  | Exclude<Content, { kind: 'template' }>
  | {
      readonly kind: 'template'
      readonly name?: string
      readonly language?: string
      readonly category?: string
    }

/** WhatsApp gives up on a message after 30 days at the latest (TPL-9). */
export const messageLife: Duration = 30 * DAY
/** How long after its first final status another status may still say otherwise (HOOK-12). */
const fateGrace: Duration = DAY

/** An event that tells of a message of the business. */
export type Trace = BusinessMessaged | MessageStatus

/** Does this event tell of a message of the business? */
export const isTrace = (event: ThreadEvent): event is Trace =>
  event.type === 'business-messaged' || event.type === 'message-status'

/** The wamid that a trace tells of. */
export const messageOf = (trace: Trace): string =>
  trace.type === 'business-messaged' ? trace.id : trace.message

/** Did WhatsApp refuse the message because its customer service window was closed? 470 on-premises (CSW-3). */
export const isWindowRefusal = (errorCode: number | null): boolean =>
  errorCode === 131047 || errorCode === 470

/** Does Meta say that the message went inside a free entry point? (FEP-6, POS-10) */
export const isReportedFree = ({ pricing, reportedConversation }: Message): boolean =>
  pricing?.type === 'free_entry_point' ||
  pricing?.category === 'referral_conversion' ||
  reportedConversation?.origin === 'referral_conversion'

/** A message and what more of it matters while it is being gathered. */
export interface Gathered extends Message {
  /** The instant of its first final status. */
  readonly finalAt: Instant | null
  /** Was the send itself seen, which tells the content for sure? */
  readonly isSeen: boolean
  /** How many were begun before it. */
  readonly nth: number
}

type Gathering = { -readonly [K in keyof Gathered]: Gathered[K] }

/** A message that is settled already, and until when its id may turn up again. */
export interface Remembered {
  readonly id: string
  readonly until: Instant
  /** Was it delivered, and so charged? */
  readonly isCharged: boolean
}

/**
 * The messages behind these facts, in the order in which they were sent. The events must be in order.
 *
 * Every trace of a wamid within 30 days belongs to one message, and changes it until the end of its life;
 * what is remembered is not told again. A `read` or `played` never stands for a message of its own: it
 * tells nothing of when it was sent.
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
    const id = messageOf(event)
    const message = heardOf(event, alive.get(id), settled.get(id) ?? -Infinity, messages.length)
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
export const heardOf = (
  event: Trace,
  known: Gathered | undefined,
  settledUntil: Instant,
  nth: number,
): Gathered | null => {
  if (known !== undefined && event.at <= known.sentAt + messageLife)
    return event.at <= endOfLife(known) ? learn({ ...known }, event) : null
  return standsForMessage(event) && event.at > settledUntil
    ? learn(begin(messageOf(event), event.at, nth), event)
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

/** The instant after which no status changes this message any more. */
export const endOfLife = (message: Message & { readonly finalAt?: Instant | null }): Instant => {
  const finalAt = message.finalAt ?? null
  return Math.min(message.sentAt + messageLife, finalAt === null ? Infinity : finalAt + fateGrace)
}

const standsForMessage = (event: Trace): boolean =>
  event.type === 'business-messaged' || (event.status !== 'read' && event.status !== 'played')

const begin = (id: string, sentAt: Instant, nth: number): Gathering => ({
  id,
  sentAt,
  content: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
  errorCode: null,
  pricing: null,
  isPricingContradicted: false,
  reportedConversation: null,
  finalAt: null,
  isSeen: false,
  nth,
})

const learn = (message: Gathering, event: Trace): Gathered => {
  if (event.type === 'business-messaged') {
    message.content = event.content
    message.isSeen = true
    return message
  }
  if (event.pricing !== undefined) {
    const before = message.pricing
    message.isPricingContradicted ||= before !== null && contradicts(before, event.pricing)
    message.pricing = { ...before, ...event.pricing }
    if (!message.isSeen) message.content = contentFromPricing(message.pricing)
  }
  if (event.conversation !== undefined)
    message.reportedConversation = {
      ...message.reportedConversation,
      ...believable(event.conversation, event.at),
    }
  switch (event.status) {
    case 'sent':
      return message
    case 'delivered':
      message.deliveredAt ??= event.at
      break
    case 'read':
    case 'played':
      message.readAt ??= event.at
      message.deliveredAt ??= event.at
      break
    case 'failed':
      message.failedAt ??= event.at
      message.errorCode ??= event.errorCode ?? null
      break
  }
  message.finalAt ??= event.at
  return message
}

/** An end so soon after its status is none: since July 2025 older versions of the API name conversations of no length. */
const leastLength: Duration = MINUTE

const believable = (told: ReportedConversation, at: Instant): ReportedConversation => {
  if (told.expiresAt === undefined || told.expiresAt > at + leastLength) return told
  const { expiresAt: _, ...rest } = told
  return rest
}

const contradicts = (before: ReportedPricing, now: ReportedPricing): boolean =>
  before.model !== now.model ||
  before.category !== now.category ||
  differ(before.type, now.type) ||
  differ(before.subtype, now.subtype) ||
  differ(before.billable, now.billable)

/** What one status says and the other leaves out is no contradiction. */
const differ = <A>(a: A | undefined, b: A | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b

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

/**
 * A message whose reported category was its conversation's tells its own kind only outside the window:
 * there nothing but a template can have been sent (CSW-3).
 */
export const isTemplate = (message: Message, insideWindow: boolean): boolean => {
  if (message.content !== null) return message.content.kind === 'template'
  return !insideWindow && message.pricing !== null
}
