import type { LocalDate } from '../time/instant.ts'
import type { ClauseId } from './clauses.ts'

/** A rulebook is named by the local date from which it is in force. */
export type RulebookId =
  '2022-02-01' | '2023-03-01' | '2023-06-01' | '2024-11-01' | '2025-07-01' | '2026-09-28' | '2026-10-01'

/** The rules in force from midnight of a date in the account's time zone until the next rulebook. */
export interface Rulebook {
  readonly id: RulebookId
  /** What is new in it, in a sentence. */
  readonly summary: string
  /** The clauses that the novelty rests on. */
  readonly clauses: readonly ClauseId[]
  readonly rules: Rules
}

/** Everything a rulebook says about windows, conversations, entry points and charges. */
export interface Rules extends WindowRules, ChargingRules, OpenQuestions {}

/** When a window, a conversation or an entry point is open. */
interface WindowRules {
  /** Length of the customer service window, in hours (CSW-1). */
  readonly serviceWindowHours: number
  /** Time from the latest opening message, or the first response, to a conversation's end, in hours (G3). */
  readonly conversationHours: number
  /** The local date from which calls open the window; `null` before there was one (CSW-2). */
  readonly callsOpenWindowSince: LocalDate | null
  /** Time in which the business must answer a customer who came through an entry point, in hours (FEP-3). */
  readonly entryPointReplyHours: number
  /** Length of a free entry point, in hours; where Meta grants more, the guaranteed minimum (FEP-5). */
  readonly entryPointHours: number
  /** The longest that Meta may keep a free entry point open, in hours (FEP-5). */
  readonly entryPointLongestHours: number
}

/** Who pays for what (G8). */
interface ChargingRules {
  /** What is charged: conversations told apart by who began them or by their category, or each message. */
  readonly chargedBy: 'conversation-by-initiator' | 'conversation-by-category' | 'message'
  /** The clause that tells who pays in which case. */
  readonly decisionTable: ClauseId
  /** Length of a billed conversation, in hours; no message extends it (CONV-A1). */
  readonly billedConversationHours: number
  /** Does an entry point that opens end all other billed conversations? (CONV-B5, FEP-8) */
  readonly entryPointEndsConversations: boolean
  /** Are service messages, or the conversations that they open, free without limit? (CONV-B13, PMP-3) */
  readonly serviceIsFree: boolean
  /** Is a utility template free while the customer service window is open? (PMP-3, OCT26-4) */
  readonly utilityIsFreeInWindow: boolean
  /** Are reactions charged like any service message? (OCT26-7) */
  readonly reactionsAreCharged: boolean
  /** What is free in each month; `null` where nothing is counted. */
  readonly freeTier: FreeTier | null
  /** The local date from which exempt organisations pay for service too; `null` where nobody is exempt (OCT26-8). */
  readonly exemptionEnds: LocalDate | null
}

/** A monthly allowance, counted from midnight of the first in the account's time zone. */
export interface FreeTier {
  readonly amount: number
  readonly counts: 'conversations' | 'service-conversations' | 'service-messages'
  /** Whose messages are counted together. */
  readonly per: 'account' | 'phone-number'
}

/** What Meta leaves open. Each has a stated default that a deployment may override. */
export interface OpenQuestions {
  /** Does a customer's reaction open the window? (POS-3) */
  readonly reactionOpensWindow: boolean
  /** Does a message that the Cloud API cannot show, or a type not known today, open it? (POS-4) */
  readonly unsupportedOpensWindow: boolean
  /** Does an open window move with a customer to a new number or user id? (POS-26) */
  readonly carryWindowOnIdentityChange: boolean
  /** Stop sending this many seconds before the window closes (POS-1). */
  readonly safetyMarginSeconds: number
  /** Does a free entry point begin when the reply was sent, or when it was delivered? (POS-8) */
  readonly entryPointStartsAt: 'sent' | 'delivered'
  /** Which instant of a message chooses the rulebook and the month of its charge? (POS-14) */
  readonly chargedAsOf: 'sent' | 'delivered'
  /** At which instant must the window be open for a utility template to be free? (POS-15) */
  readonly utilityWindowTestedAt: 'sent' | 'delivered'
  /** Is marketing to a group free while the group's window is open? (POS-7) */
  readonly groupMarketingIsFreeInWindow: boolean
  /** Do service messages inside a free entry point count to the free tier? (POS-11) */
  readonly entryPointServiceUsesTier: boolean
}

/** A change of the rules: everything that it does not name stays as it was. */
export interface Amendment {
  readonly effective: RulebookId
  readonly summary: string
  readonly clauses: readonly ClauseId[]
  readonly changes: Partial<Rules>
}
