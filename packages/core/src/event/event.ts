import type { Instant } from '../time/instant.ts'

/**
 * The closed alphabet of what can happen. An event is a fact: it says what took place and when, by
 * Meta's clock; when it reached us plays no part in any rule (POS-2).
 */
export type Event = ThreadEvent | TemplateEvent

/** The event of that type. */
export type EventOf<T extends Event['type']> = Extract<Event, { readonly type: T }>

/** An event about the templates of an account; it concerns no customer. */
export type TemplateEvent = TemplateChanged | TemplatesListed

/** An event between one business phone number and one customer. */
export type ThreadEvent =
  | CustomerMessaged
  | CustomerCalled
  | BusinessCallAccepted
  | BusinessMessaged
  | MessageStatus
  | MarketingPreference
  | CustomerRenamed

/** What every event carries. */
interface Happened {
  /** Names the happening; Meta's own id where it has one. */
  readonly id: string
  /** When it happened, in epoch milliseconds, by Meta's clock. */
  readonly at: Instant
}

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

/** A template's review status or category changed; it concerns no customer (TPL-2, TPL-7). */
export interface TemplateChanged extends Happened {
  readonly type: 'template-changed'
  /** The account that owns the template; without it the event speaks for all accounts. */
  readonly account?: string
  readonly name: string
  readonly language: string
  /** Meta's status word, such as `APPROVED` or `PAUSED`; also one not known today. */
  readonly status?: string
  readonly category?: string
}

/** All templates that an account has at `at`, as the Graph API lists them, all its pages together. */
export interface TemplatesListed extends Happened {
  readonly type: 'templates-listed'
  /** The account whose templates these are. */
  readonly account: string
  readonly templates: readonly ListedTemplate[]
}

/** A template in the list of its account. */
export interface ListedTemplate {
  readonly name: string
  readonly language: string
  /** As the list says it; without one it keeps the category that was known last. */
  readonly category?: string
  /** Meta's status word; without one it is approved. */
  readonly status?: string
}

const belongsToThread: { readonly [T in Event['type']]: EventOf<T> extends ThreadEvent ? true : false } = {
  'customer-messaged': true,
  'customer-called': true,
  'business-call-accepted': true,
  'business-messaged': true,
  'message-status': true,
  'marketing-preference': true,
  'customer-renamed': true,
  'template-changed': false,
  'templates-listed': false,
}

/**
 * Does the event belong to a thread? All others are about an account.
 *
 * @example
 * isThreadEvent({ type: 'templates-listed', id: 'l', at: 0, account: 'A', templates: [] }) //=> false
 * isThreadEvent({ type: 'customer-messaged', id: 'm', at: 0, kind: 'text', phoneNumberId: '1', customer: '2' }) //=> true
 */
export const isThreadEvent = (event: Event): event is ThreadEvent => belongsToThread[event.type]
