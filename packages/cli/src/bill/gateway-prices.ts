import type { PricesPort } from '@guichet/http'
import { localDate } from '@guichet/core/time'
import { forecastCategory, groupCategoryOf, marketOf, priceOf, type RateCard } from '@guichet/rates'
import { groupLines, priceLines } from './bill.ts'
import { countLines, raterOf } from './lines.ts'

/** A rate card as the gateway uses it: by the local day of the account's time zone. */
export const gatewayPrices = (card: RateCard, timeZone: string): PricesPort => ({
  currency: card.currency,
  priceOf: (charge, customer, at) => {
    const { type, participant } = charge
    if (type !== 'regular') return 0n
    const on = localDate(at, timeZone)
    const market = marketOf(participant ?? customer, on)
    const named = forecastCategory(card, charge, { market, on })
    const category = participant === undefined ? named : groupCategoryOf(named)
    return priceOf(card, { market, category, on })?.amount ?? null
  },
  bill: (parts) => {
    const counted = parts.map((charges) => {
      const counter = countLines(raterOf(card, timeZone))
      for (const charge of charges) counter.count(charge)
      return counter.lines()
    })
    // Volume tiers count the lines of all parts together.
    const { lines } = priceLines(counted.flat(), card)
    let from = 0
    return counted.map(({ length }) => {
      const own = lines.slice(from, (from += length))
      return groupLines(own, ({ phoneNumberId, category, rated }) => ({
        phoneNumberId,
        category,
        market: rated?.market.name ?? null,
      }))
    })
  },
})
