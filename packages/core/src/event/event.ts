import type { Instant } from '../time/instant.ts'
import type { AccountEvent } from './account-event.ts'
import type { Happened } from './happened.ts'

/**
 * The closed alphabet of what can happen. An event is a fact: it says what took place and when, by
 * Meta's clock; when it reached us plays no part in any rule (POS-2).
 */
export type Event = ThreadEvent | AccountEvent

export type {
  AccountEvent,
  AccountReleased,
  AccountRestricted,
  AuthenticationRateChanged,
  GroupChanged,
  ListedTemplate,
  MessagingLimitChanged,
  Restriction,
  TemplateChanged,
  TemplateEvent,
  TemplatesListed,
  ThroughputChanged,
} from './account-event.ts'

/** The event of that type. */
export type EventOf<T extends Event['type']> = Extract<Event, { readonly type: T }>

/** An event between one business phone number and one customer. */
export type ThreadEvent =
  | CustomerMessaged
  | CustomerCalled
  | BusinessCallAccepted
  | BusinessMessaged
  | MessageStatus
  | MarketingPreference
  | CustomerRenamed
  | CallPermissionChanged
  | CallPermissionRequested
  | CallEnded

/** What every event of a thread carries. */
export interface InThread extends Happened {
  /** The business phone number's id, as in webhook metadata. */
  readonly phoneNumberId: string
  /** The customer: a phone number (`wa_id`), a business-scoped user id, or a group's id. */
  readonly customer: string
  /** Other ids of the same customer that came with this event (ID-8). */
  readonly aliases?: readonly string[]
  /** The account that the phone number belongs to, where the webhook named it. */
  readonly account?: string
}

/** The customer sent something. `kind` is Meta's message type, also one not known today. */
export interface CustomerMessaged extends InThread {
  readonly type: 'customer-messaged'
  readonly kind: string
  /** Present when the message came through an ad, a post or a page's button (FEP-1, FEP-12). */
  readonly entryPoint?: EntryPointOrigin
}

export interface EntryPointOrigin {
  readonly source: 'ad' | 'post' | 'page'
  readonly id?: string
}

/** The customer called the business, answered or not (CSW-2). */
export interface CustomerCalled extends InThread {
  readonly type: 'customer-called'
}

/** The customer accepted a call of the business (CSW-2). */
export interface BusinessCallAccepted extends InThread {
  readonly type: 'business-call-accepted'
}

/** WhatsApp accepted a message of the business; `id` is the wamid. */
export interface BusinessMessaged extends InThread {
  readonly type: 'business-messaged'
  readonly content: Content
  /** Does WhatsApp hold it until the template's quality is assessed (TPL-12)? */
  readonly held?: boolean
}

/** What the business sends, as far as the rules care. */
export type Content = ServiceContent | ReactionContent | TemplateContent

/** Any message that is neither a template nor a reaction. */
export interface ServiceContent {
  readonly kind: 'service'
}

export interface ReactionContent {
  readonly kind: 'reaction'
}

export interface TemplateContent {
  readonly kind: 'template'
  readonly name: string
  readonly language: string
  /** `marketing`, `utility` or `authentication`, where it is known. */
  readonly category?: string
}

/** Something became of a message of the business. */
export interface MessageStatus extends InThread {
  readonly type: 'message-status'
  /** The wamid of the message. */
  readonly message: string
  /** The member of the group for whom this holds, where the message went to a group (GRP-5); others are as they were. */
  readonly participant?: string
  readonly status: DeliveryStatus
  /** Meta's error code of a failure. */
  readonly errorCode?: number
  readonly pricing?: ReportedPricing
  readonly conversation?: ReportedConversation
}

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'played' | 'failed'

/** Meta's `pricing` object (PMP-5 to PMP-9). */
export interface ReportedPricing {
  readonly model: string
  readonly type?: string
  /** Such as `paid_exempt`, since October 2026 (OCT26-8). */
  readonly subtype?: string
  readonly category: string
  readonly billable?: boolean
}

/** Meta's `conversation` object (CONV-A9, PMP-11). */
export interface ReportedConversation {
  readonly id: string
  readonly origin?: string
  readonly expiresAt?: Instant
}

/** The customer stopped or resumed marketing messages (LIM-14). */
export interface MarketingPreference extends InThread {
  readonly type: 'marketing-preference'
  readonly value: 'stop' | 'resume'
}

/** The customer's number or business-scoped user id was replaced by another (ID-5, ID-11). */
export interface CustomerRenamed extends InThread {
  readonly type: 'customer-renamed'
  readonly previous: string
  readonly current: string
}

/** The customer, or WhatsApp by itself, gave the business permission to call, or took it back (CALL-11, CALL-12). */
export interface CallPermissionChanged extends InThread {
  readonly type: 'call-permission-changed'
  readonly permission: 'temporary' | 'permanent' | 'none'
  /** When a temporary permission ends; seven days after it was given unless WhatsApp says so (CALL-11). */
  readonly until?: Instant
  /** `customer`: the answer to a request. `profile`: a change in the business profile. `automatic`: WhatsApp itself. */
  readonly source: 'customer' | 'profile' | 'automatic'
}

/** WhatsApp accepted a request for permission to call; `id` is the wamid of the message that carries it (CALL-13). */
export interface CallPermissionRequested extends InThread {
  readonly type: 'call-permission-requested'
  readonly by: 'service' | 'template'
}

/** A call is over. It happened when it was picked up; one that nobody picked up, when it ended (CALL-19). */
export interface CallEnded extends InThread {
  readonly type: 'call-ended'
  /** Who called. */
  readonly direction: 'user' | 'business'
  /** Was it picked up? */
  readonly connected: boolean
}

const belongsToThread: { readonly [T in Event['type']]: EventOf<T> extends ThreadEvent ? true : false } = {
  'customer-messaged': true,
  'customer-called': true,
  'business-call-accepted': true,
  'business-messaged': true,
  'message-status': true,
  'marketing-preference': true,
  'customer-renamed': true,
  'call-permission-changed': true,
  'call-permission-requested': true,
  'call-ended': true,
  'template-changed': false,
  'templates-listed': false,
  'messaging-limit-changed': false,
  'throughput-changed': false,
  'account-restricted': false,
  'account-released': false,
  'group-changed': false,
  'authentication-rate-changed': false,
}

/**
 * Does the event belong to a thread? All others are about an account.
 *
 * @example
 * isThreadEvent({ type: 'templates-listed', id: 'l', at: 0, account: 'A', templates: [] }) //=> false
 * isThreadEvent({ type: 'customer-messaged', id: 'm', at: 0, kind: 'text', phoneNumberId: '1', customer: '2' }) //=> true
 */
export const isThreadEvent = (event: Event): event is ThreadEvent => belongsToThread[event.type]

/** Is this a type of events about an account or one of its phone numbers? They concern no customer. */
export const isAccountType = (type: Event['type']): type is AccountEvent['type'] => !belongsToThread[type]

/** Is the event about an account or one of its phone numbers? */
export const isAccountEvent = (event: Event): event is AccountEvent => isAccountType(event.type)
