import type { Forecast, Instant, ThreadCharge } from '@guichet/core'

/** What a price follows from, beside the customer and the instant. */
export interface PricedCharge extends Pick<Forecast, 'type' | 'category' | 'internationalRate'> {
  /** The member of a group to whom it was delivered. */
  readonly participant?: string
}

/** A rate card, as far as the gateway needs one. Amounts are millionths of the currency's unit. */
export interface PricesPort {
  readonly currency: string
  /**
   * What one message costs, 0 where it is free; `null` where the card has no rate for it. Volume tiers are left out: how
   * many messages came before is not known.
   */
  readonly priceOf: (charge: PricedCharge, customer: string, at: Instant) => bigint | null
  /** What charges cost together, with volume tiers, part by part; each part's lines in a fixed order. */
  readonly bill: (parts: readonly (readonly ThreadCharge[])[]) => readonly (readonly SpendLine[])[]
}

/** Charges of one phone number, category and market. */
export interface SpendLine {
  readonly phoneNumberId: string
  readonly category: string
  /** The market of the customers; `null` where nothing of it is charged. */
  readonly market: string | null
  readonly messages: number
  /** How many of them are charged. */
  readonly paid: number
  /** How many of those the card has no rate for. */
  readonly unpriced: number
  /** Of those with a rate. */
  readonly amount: bigint
}
