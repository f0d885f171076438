import { localDate, type Forecast, type Instant } from '@guichet/core'
import { amountInWords, marketOf, priceOf, type Currency, type RateCard } from '@guichet/rates'

/** Prices what would be sent to a customer at an instant. */
export interface ForecastPrices {
  readonly currency: Currency
  /** What it costs in millionths; `null` where the card has no rate. What is free costs nothing. */
  readonly costOf: (charge: Forecast) => bigint | null
  /** A sentence on the price; empty for what is free, because the answer has said so. */
  readonly inWords: (charge: Forecast, cost: bigint | null) => string
}

/** Prices by a card, as of the local day. How much of the month's volume is used is not known: it is the first band's price. */
export const forecastPrices = (
  card: RateCard,
  customer: string,
  at: Instant,
  timeZone: string,
): ForecastPrices => {
  const on = localDate(at, timeZone)
  const market = marketOf(customer, on)
  const { currency } = card
  return {
    currency,
    costOf: ({ type, category }) =>
      type === 'regular' ? (priceOf(card, { market, category, on })?.amount ?? null) : 0n,
    inWords: ({ type, category }, cost) => {
      if (type !== 'regular') return ''
      return cost === null
        ? `The rate card has no rate for ${category} in ${market.name}.`
        : `It costs ${amountInWords(cost, currency)}.`
    },
  }
}
