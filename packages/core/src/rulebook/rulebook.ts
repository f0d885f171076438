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

/** Everything a rulebook says about windows, conversations and entry points. */
export interface Rules extends OpenQuestions {
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
}

/** A change of the rules: everything that it does not name stays as it was. */
export interface Amendment {
  readonly effective: RulebookId
  readonly summary: string
  readonly clauses: readonly ClauseId[]
  readonly changes: Partial<Rules>
}
