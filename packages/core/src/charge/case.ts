import type { RulesInForce } from '../rulebook/calendar.ts'
import type { ClauseId } from '../rulebook/clauses.ts'
import type { Instant } from '../time/instant.ts'
import type { BilledConversation, ChargeType, Ruling } from './charge.ts'
import type { Delivery } from './delivery.ts'
import type { ToldConversation } from './told.ts'

/** A free entry point that is open. */
export interface OpenEntryPoint {
  readonly since: Instant
  /** Does only Meta's report tell of it, and no click? (FEP-11) */
  readonly isShownByMeta: boolean
}

/** How a thread stands at the instant of a delivery. */
export interface Surroundings {
  readonly windowOpen: boolean
  readonly entryPoint: OpenEntryPoint | null
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
  readonly surroundings: Surroundings
  readonly inForce: RulesInForce
  /** What Meta says of the message's conversation, where that is one of these rules. */
  readonly told: ToldConversation | null
  /** The conversation of that id, open or over, where it was charged before. */
  readonly same: BilledConversation | null
}

/** A ruling in which no free tier has a say. */
export const ruling = (
  unit: Ruling['unit'],
  category: string,
  type: ChargeType,
  because: readonly ClauseId[],
): Ruling => ({ unit, category, type, claim: null, because })
