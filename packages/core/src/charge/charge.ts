import type { ReportedPricing } from '../event/event.ts'
import type { Reasoned } from '../rulebook/citation.ts'
import type { FreeTier, RulebookId } from '../rulebook/rulebook.ts'
import type { TemplateName } from '../template/category-of.ts'
import type { Instant, Interval, Month } from '../time/instant.ts'

/**
 * What is charged for one delivered message of the business: exactly one charge each, though most of them
 * are free (G8). A message that failed or was never delivered has none. A group's message has one charge for each
 * member to whom it was delivered (GRP-5).
 */
export interface Charge extends Ruling {
  /** The wamid. */
  readonly message: string
  /** The member of a group to whom it was delivered: each has a charge of its own (GRP-5). */
  readonly participant?: string
  readonly sentAt: Instant
  /** When it was delivered; a read without a delivery counts as one (POS-13). */
  readonly at: Instant
  /** The month that it is billed in. */
  readonly month: Month
  readonly rulebook: RulebookId
  /** Did another rulebook come into force between its sending and its delivery? (POS-14) */
  readonly isAcrossRulebooks: boolean
  /** Was the customer service window open when it was sent, and when it was delivered? (POS-15) */
  readonly windowOpen: { readonly whenSent: boolean; readonly whenDelivered: boolean }
  /** What Meta says of it, merged over all of its statuses (POS-16). */
  readonly reported: ReportedPricing | null
  /** Do Meta's statuses contradict each other? */
  readonly isContradicted: boolean
  /** The ids of two conversations: that with which it is paid by the rules, and the other one that Meta names. */
  readonly otherConversation: { readonly ours: string; readonly theirs: string } | null
  /** The template of a message whose category is `unknown` although the template's name is known. */
  readonly uncategorised?: TemplateName
}

/** What the rules say of a message's charge. */
export interface Ruling extends Reasoned {
  /** What is charged: a whole conversation, the message, or nothing ever. */
  readonly unit: 'conversation' | 'message' | 'none'
  /**
   * The message's category, and where conversations are charged, that of the conversation: `marketing`,
   * `utility`, `authentication`, `service`, `user_initiated`, `business_initiated`, `referral_conversion`,
   * one of Meta's finer ones, or `unknown`.
   */
  readonly category: string
  readonly type: ChargeType
  /** Present where a free tier has a say: `type` is what holds while it lasts. */
  readonly claim: Claim | null
}

/**
 * `regular`: paid. `free_customer_service`, `free_entry_point`, `free_tier`: free, and why.
 * `rides_open_conversation`: paid with the conversation that was open. `not_charged`: never charged at all.
 */
export type ChargeType =
  | 'regular'
  | 'free_customer_service'
  | 'free_entry_point'
  | 'free_tier'
  | 'rides_open_conversation'
  | 'not_charged'

/** A message that a monthly free tier covers as long as it lasts. */
export interface Claim {
  readonly tier: FreeTier
  /**
   * What the message is beyond the tier: `not_charged` for an exempt organisation (OCT26-8), and still
   * `free_entry_point` where messages inside one are counted too (POS-11).
   */
  readonly beyond: 'regular' | 'not_charged' | 'free_entry_point'
}

/** A conversation that was charged, open on `[opensAt, closesAt)`. */
export interface BilledConversation extends Interval {
  readonly category: string
  /** Meta's id of it, once a status of it named that (CONV-A9). */
  readonly id?: string
  /** Is its end Meta's word, and not our estimate (POS-45)? */
  readonly isEndReported?: boolean
  /** Did Meta say an end since that is not believed (POS-46)? */
  readonly isEndIgnored?: boolean
}

/** The charge of a message that came after the tier was used up. */
export const beyondTier = <A extends Charge>(charge: A): A =>
  charge.claim === null
    ? charge
    : {
        ...charge,
        unit: charge.claim.beyond === 'not_charged' ? 'none' : charge.unit,
        type: charge.claim.beyond,
        claim: null,
      }

/**
 * Does the business pay for it?
 *
 * @example
 * isPaid({ type: 'regular' }) //=> true
 * isPaid({ type: 'free_customer_service' }) //=> false
 */
export const isPaid = ({ type }: Pick<Charge, 'type'>): boolean => type === 'regular'

/** Charges that came instead of others. */
export interface ChargesChanged {
  readonly gone: readonly Charge[]
  readonly come: readonly Charge[]
}
