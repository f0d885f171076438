import type { ChargeLine } from './lines.ts'

/** A line with its price in millionths; `null` without a card, or where the card has no rate. */
export interface PricedLine extends ChargeLine {
  readonly amount: bigint | null
}
