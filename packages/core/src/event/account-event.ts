import type { Instant } from '../time/instant.ts'
import type { Happened } from './happened.ts'

/** An event about an account, or one of its phone numbers; it concerns no customer. */
export type AccountEvent =
  | TemplateEvent
  | MessagingLimitChanged
  | ThroughputChanged
  | AccountRestricted
  | AccountReleased
  | GroupChanged
  | AuthenticationRateChanged

/** An event about the templates of an account. */
export type TemplateEvent = TemplateChanged | TemplatesListed

/** A template's review status or category changed (TPL-2, TPL-7). */
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

/** How many customers the account's portfolio may write to first in 24 hours (LIM-20, LIM-22). */
export interface MessagingLimitChanged extends Happened {
  readonly type: 'messaging-limit-changed'
  readonly account: string
  /** `null`: unlimited. */
  readonly limit: number | null
}

/** One phone number, named by its id or by the number that people see; an adapter knows the one or the other. */
export interface OfNumber {
  /** The business phone number's id, as in webhook metadata. */
  readonly phoneNumberId?: string
  /** The number itself, in digits. */
  readonly displayPhoneNumber?: string
}

/** How many messages a second a phone number may send and get (LIM-35). */
export interface ThroughputChanged extends Happened, OfNumber {
  readonly type: 'throughput-changed'
  readonly account?: string
  readonly perSecond: number
}

/** What a restricted account may not do, in the order in which answers name it (LIM-29). */
export const restrictions = [
  'business-initiated-messages',
  'replies',
  'all-messages',
  'direct-send-utility',
  'business-initiated-calls',
] as const

export type Restriction = (typeof restrictions)[number]

/** WhatsApp restricts an account, or one of its phone numbers where one is named (LIM-29). */
export interface AccountRestricted extends Happened, OfNumber {
  readonly type: 'account-restricted'
  readonly account: string
  readonly restriction: Restriction
  /** When it ends by itself; not before it is released, where this is absent (POS-44). */
  readonly until?: Instant
}

/** A restriction ends, or all of them where none is named (POS-44). */
export interface AccountReleased extends Happened, OfNumber {
  readonly type: 'account-released'
  readonly account: string
  readonly restriction?: Restriction
}

/** A group of a phone number may be written to, or not (GRP-7). */
export interface GroupChanged extends Happened {
  readonly type: 'group-changed'
  readonly phoneNumberId: string
  readonly account?: string
  readonly group: string
  readonly state: 'active' | 'suspended' | 'deleted'
}

/** From an instant on the account pays the international rate for authentication, with exceptions (PMP-4). */
export interface AuthenticationRateChanged extends Happened {
  readonly type: 'authentication-rate-changed'
  readonly account: string
  readonly from: Instant
  /** ISO 3166 codes of the countries whose customers are priced as before. */
  readonly exceptCountries: readonly string[]
}
