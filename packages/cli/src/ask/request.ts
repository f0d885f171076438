import type { RateCard } from '@guichet/rates'
import type { Source } from '../target-options.ts'
import type { RowInquiry } from './row.ts'

/**
 * The arguments of `guichet ask`. Several questions are answered in the order of their cost, cheapest first.
 */
export interface AskRequest extends RowInquiry {
  readonly by: Source
  /** Do the messages go out one after another? */
  readonly together: boolean
  /** Prices, from a rate card. */
  readonly card: RateCard | null
  readonly format: 'text' | 'json'
}
