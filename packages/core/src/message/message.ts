import type {
  BusinessMessaged,
  Content,
  MessageStatus,
  ReportedConversation,
  ReportedPricing,
  ThreadEvent,
} from '../event/event.ts'
import { DAY, type Duration, type Instant } from '../time/instant.ts'

/** What is known of one message of the business, gathered from its acceptance and its statuses. */
export interface Message extends Fate {
  /** The wamid. */
  readonly id: string
  /** The earliest sign that it was sent. */
  readonly sentAt: Instant
  /** What it was; `null` while only statuses are known and none of them tells. */
  readonly content: MessageContent | null
  /** Did WhatsApp say that it holds the message until the template's quality is assessed (TPL-12)? */
  readonly isHeld?: boolean
  /** The conversation that Meta reported, each part as it was said last (PMP-11). */
  readonly reportedConversation: ReportedConversation | null
  /** Did Meta report an end of that conversation that is not believed, and no other? (POS-46) */
  readonly isEndIgnored?: boolean
  /**
   * What became of it for each member of a group, in the order of their ids; absent where no status names a member.
   * The message itself is delivered with the first of them, and fails only as a whole (GRP-5, POS-48).
   */
  readonly shares?: readonly Share[]
}

/** What became of a group's message for one of its members. */
export interface Share extends Fate {
  /** The member's phone number or business-scoped user id. */
  readonly participant: string
}

/** What became of a message, and what Meta said of its price. */
export interface Fate {
  readonly deliveredAt: Instant | null
  readonly readAt: Instant | null
  /** Is `deliveredAt` that of a reading, for no status says that it was delivered? (POS-13) */
  readonly isDeliveryInferred?: boolean
  readonly failedAt: Instant | null
  /** Meta's error code of the failure. */
  readonly errorCode: number | null
  /** The pricing that Meta reported, each part as it was said last (POS-16). */
  readonly pricing: ReportedPricing | null
  /** Did Meta report the pricing in two ways that contradict each other? (POS-16) */
  readonly isPricingContradicted: boolean
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
export const fateGrace: Duration = DAY

/** An event about a message of the business. */
export type Trace = BusinessMessaged | MessageStatus

/** Is this event about a message of the business? */
export const isTrace = (event: ThreadEvent): event is Trace =>
  event.type === 'business-messaged' || event.type === 'message-status'

/** The wamid of the message that a trace is about. */
export const wamidOf = (trace: Trace): string =>
  trace.type === 'business-messaged' ? trace.id : trace.message

/**
 * Did WhatsApp refuse the message because its customer service window was closed? 470 on-premises (CSW-3).
 *
 * @example
 * isWindowRefusal(131047) //=> true
 * isWindowRefusal(131026) //=> false
 */
export const isWindowRefusal = (errorCode: number | null): boolean =>
  errorCode === 131047 || errorCode === 470

/** Does Meta say that the message went inside a free entry point? (FEP-6, POS-10) */
export const isReportedFree = ({
  pricing,
  reportedConversation,
}: Pick<Message, 'pricing' | 'reportedConversation'>): boolean =>
  pricing?.type === 'free_entry_point' ||
  pricing?.category === 'referral_conversion' ||
  reportedConversation?.origin === 'referral_conversion'

/** A message that is settled already, and until when its id may turn up again. */
export interface Remembered {
  readonly id: string
  readonly until: Instant
  /** Was it delivered, and so charged? */
  readonly isCharged: boolean
}

/**
 * The instant after which no status changes this message any more. Each member of a group has a final status of its
 * own, and nobody knows how many members there are: such a message ends with a failure that names none.
 */
export const endOfLife = (message: Message & { readonly finalAt?: Instant | null }): Instant => {
  const finalAt = message.shares === undefined ? (message.finalAt ?? null) : message.failedAt
  return Math.min(message.sentAt + messageLife, finalAt === null ? Infinity : finalAt + fateGrace)
}

/**
 * A message whose reported category was its conversation's tells its own kind only outside the window:
 * there nothing but a template can have been sent (CSW-3).
 */
export const isTemplate = (message: Message, insideWindow: boolean): boolean => {
  if (message.content !== null) return message.content.kind === 'template'
  return !insideWindow && message.pricing !== null
}
