import type { RulesInForce } from '../rulebook/calendar.ts'
import type { Citation, Reasoned } from '../rulebook/citation.ts'
import type { Instant } from '../time/instant.ts'
import type { BilledConversation, ChargeType, Ruling } from './charge.ts'
import type { Delivery } from './delivery.ts'
import type { ConversationReport } from './conversation-report.ts'

/** A free entry point that is open. */
export interface OpenEntryPoint extends Reasoned {
  readonly since: Instant
}

/** How a thread stands at the instant of a delivery. */
export interface DeliveryContext {
  readonly windowOpen: boolean
  /** Is the customer known to be a group, although the delivery names no member? */
  readonly isGroup?: boolean
  readonly entryPoint: OpenEntryPoint | null
  /** Why there is none, where an answer in time would have opened one (FEP-4). */
  readonly lateReply: Reasoned | null
  /** The billed conversations that are open now, in the order in which they opened. */
  readonly conversations: readonly BilledConversation[]
}

/** A ruling, and the conversation that the message rides or opens by it. */
export interface Ruled {
  readonly ruling: Ruling
  readonly rides: BilledConversation | null
  readonly opens: BilledConversation | null
}

/** Everything that a rule may look at. */
export interface Case {
  readonly delivery: Delivery
  readonly context: DeliveryContext
  readonly inForce: RulesInForce
  /** What Meta says of the message's conversation, where that is one of these rules. */
  readonly report: ConversationReport | null
  /** The conversation of that id, open or over, where it was charged before. */
  readonly same: BilledConversation | null
}

/** A ruling in which no free tier has a say. */
export const ruling = (
  unit: Ruling['unit'],
  category: string,
  type: ChargeType,
  because: readonly Citation[],
): Ruling => ({ unit, category, type, claim: null, because })
