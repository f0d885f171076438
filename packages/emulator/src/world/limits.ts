import type { Event, Instant } from '@guichet/core'
import type { Outside, Question } from '@guichet/laws'
import type { Settings } from '../options.ts'

/** What WhatsApp allows the accounts, and how far it is used. All accounts are one portfolio. */
export interface Limits {
  /** How many customers may be written to first in 24 hours; `null` for any number (LIM-20). */
  messagingLimit: number | null
  /** Messages a second, sent and received, by phone number (LIM-35). */
  readonly perSecond: Map<string, number>
  /** Restrictions, releases and limits, as the reading copy reads them. */
  readonly facts: Event[]
  /** Messages that were sent outside a window and did not fail, by wamid; their customers by number. */
  readonly outside: Map<string, Outside<number>>
  /** When messages passed each phone number lately. */
  readonly passed: Map<string, readonly Instant[]>
  readonly refused: Refused[]
}

/** A message that was refused at once by a rule. */
export interface Refused {
  readonly at: Instant
  readonly phoneNumberId: string
  readonly customer: string
  /** What was asked for. */
  readonly question: Question
  readonly summary: string
  readonly code: number
  readonly reasons: readonly string[]
  /** How many messages had been accepted before it. */
  readonly after: number
}

/** Nothing is used, and nothing was announced. */
export const newLimits = ({ messagingLimit, perSecond, phoneNumbers }: Settings): Limits => ({
  messagingLimit,
  perSecond: new Map(phoneNumbers.map(({ id }) => [id, perSecond])),
  facts: [],
  outside: new Map(),
  passed: new Map(),
  refused: [],
})
