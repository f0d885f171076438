import type { Forecast, LocalDate } from '@guichet/core'
import type { RateCard } from '../card/card.ts'
import type { Market } from '../market/market.ts'
import { priceOf } from './price.ts'

/**
 * The category by which a forecast is priced. Authentication is `authentication_international` where the account pays that
 * rate, the customer is abroad and in none of the excepted countries, and the card has the rate for the market (PMP-4);
 * everything else is its own.
 */
export const forecastCategory = (
  card: RateCard,
  { category, internationalRate }: Pick<Forecast, 'category' | 'internationalRate'>,
  { market, on }: { readonly market: Market; readonly on: LocalDate },
): string => {
  const { country } = market
  if (internationalRate === undefined || country === null) return category
  const { home, exceptCountries } = internationalRate
  const isAbroad = country !== home && !exceptCountries.includes(country)
  const abroad = 'authentication_international'
  return isAbroad && priceOf(card, { market, category: abroad, on }) !== null ? abroad : category
}
