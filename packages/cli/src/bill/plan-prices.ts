import type { Forecast, Instant, LocalDate, Prices } from '@guichet/core'
import { localDate, startOfLocalDay } from '@guichet/core/time'
import type { Currency, RateCard } from '@guichet/rates'
import { forecastPrices } from './forecast-price.ts'

/** Prices of messages to a customer at the instants of a plan. */
export interface PlanPrices extends Prices {
  readonly currency: Currency
  /** A sentence with the price; empty for a free message. */
  readonly inWords: (charge: Forecast, cost: bigint | null, at: Instant) => string
}

/** Prices by a card. They may change on its days, and where a market begins, on the first day of a quarter (PMP-16). */
export const planPrices = (
  card: RateCard,
  customer: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  timeZone: string,
): PlanPrices => {
  const pricesAt = (at: Instant): ReturnType<typeof forecastPrices> =>
    forecastPrices(card, customer, at, timeZone)
  const years = [localDate(from, timeZone), localDate(until, timeZone)].map((day) => Number(day.slice(0, 4)))
  const [first = 0, last = 0] = years
  const quarters = Array.from({ length: last - first + 1 }, (_, index) =>
    ['01', '04', '07', '10'].map((month): LocalDate => `${first + index}-${month}-01` as LocalDate),
  ).flat()
  return {
    currency: card.currency,
    costOf: (charge, at) => pricesAt(at).costOf(charge),
    changeAt: [...card.days, ...quarters].map((day) => startOfLocalDay(day, timeZone)),
    inWords: (charge, cost, at) => pricesAt(at).inWords(charge, cost),
  }
}
