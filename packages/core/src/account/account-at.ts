import type { InternationalRate } from './international-rate.ts'
import type { InForce } from './restrictions.ts'
import type { Instant } from '../time/instant.ts'
import type { SortedInstants } from '../time/sorted-instants.ts'

/** What is known of the account, the phone number and the group at the instant of a question, beside the thread. */
export interface AccountAt {
  /** The restrictions in force; `null` where no event says anything of them (LIM-29). */
  readonly restrictions: readonly InForce[] | null
  /** The portfolio's messaging limit; `null` where it is not known (LIM-20). */
  readonly messagingLimit: LimitAt | null
  /** What the phone number may pass in a second; `null` where it is not known (LIM-35). */
  readonly throughput: ThroughputAt | null
  /** When WhatsApp last said to a number of the account that the customer gets no more marketing for now (LIM-26). */
  readonly cappedAt: Instant | null
  /** What the account pays for authentication of customers abroad; `null` where nothing was heard (PMP-4). */
  readonly internationalRate: InternationalRate | null
  /** The phone number's country, where it is known (CALL-10). */
  readonly country: string | null
  /** Whether the customer is a group, and whether it may be written to (GRP-7). */
  readonly group: 'none' | 'active' | 'suspended'
  /** All ids of the customer. */
  readonly customerIds: readonly string[]
}

/** The same for a question. Most are not about marketing: the cap is looked up for those that are. */
export interface AccountAsked {
  readonly account: Omit<AccountAt, 'cappedAt' | 'messagingLimit'> & {
    readonly messagingLimit: LimitInUse | null
  }
  /** The cap that WhatsApp reported to any number of the account, beside what the thread says of it. */
  readonly cappedElsewhere: () => Instant | null
}

/** How far a messaging limit is used at an instant. */
export interface LimitAt {
  /** `null`: unlimited. */
  readonly limit: number | null
  /** When each customer who counts leaves the count if nothing else happens, soonest first. */
  readonly leaving: readonly Instant[]
  /** When the customer who is asked about leaves it; `null` for one who does not count. */
  readonly ownLeaving: Instant | null
}

/** The same for a question: it needs a few of those who leave, and not a list of a hundred thousand. */
export interface LimitInUse extends Omit<LimitAt, 'leaving'> {
  readonly leaving: SortedInstants
}

/** How much a phone number passed in the last second. */
export interface ThroughputAt {
  readonly perSecond: number
  /** When each message was accepted or came in, earliest first. */
  readonly passed: readonly Instant[]
}

/** Nothing is known of the account. */
export const unknownAccount: AccountAt = {
  restrictions: null,
  messagingLimit: null,
  throughput: null,
  cappedAt: null,
  internationalRate: null,
  country: null,
  group: 'none',
  customerIds: [],
}
