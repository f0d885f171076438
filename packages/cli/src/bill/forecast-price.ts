import type { Forecast, Instant } from '@guichet/core'
import { localDate } from '@guichet/core/time'
import {
  amountInWords,
  amountToJson,
  forecastCategory,
  marketOf,
  priceOf,
  type Currency,
  type RateCard,
} from '@guichet/rates'

/** Prices a message to a customer at an instant. */
export interface ForecastPrices {
  readonly currency: Currency
  /** The cost in millionths; `null` where the card has no rate; 0 for a free message. */
  readonly costOf: (charge: Forecast) => bigint | null
  /** A cost as JSON has it. */
  readonly inJson: (cost: bigint | null) => CostInJson | null
  /** A sentence with the price; empty for a free message, because the answer says so. */
  readonly inWords: (charge: Forecast, cost: bigint | null) => string
}

/** A type and no interface, so that it counts as JSON. */
export type CostInJson = {
  readonly amount: ReturnType<typeof amountToJson>
  readonly currency: Currency
}

/**
 * Prices by a card, as of the local day. The used volume of the month is not known, so it is the first band's
 * price.
 */
export const forecastPrices = (
  card: RateCard,
  customer: string,
  at: Instant,
  timeZone: string,
): ForecastPrices => {
  const on = localDate(at, timeZone)
  const market = marketOf(customer, on)
  const { currency } = card
  const categoryOf = (charge: Forecast): string => forecastCategory(card, charge, { market, on })
  return {
    currency,
    costOf: (charge) =>
      charge.type === 'regular'
        ? (priceOf(card, { market, category: categoryOf(charge), on })?.amount ?? null)
        : 0n,
    inJson: (cost) => (cost === null ? null : { amount: amountToJson(cost), currency }),
    inWords: (charge, cost) => {
      if (charge.type !== 'regular') return ''
      const category = categoryOf(charge)
      if (cost === null) return `The rate card has no rate for ${category} in ${market.name}.`
      const abroad = category === charge.category ? '' : ', the price for customers abroad (PMP-4)'
      return `It costs ${amountInWords(cost, currency)}${abroad}.`
    },
  }
}
