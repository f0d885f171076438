import type { LocalDate } from '@guichet/core'
import { countryOf, countryOfPrefix, countryThatPrices, prefixOf } from './country.ts'
import { OTHER, type MarketName } from './names.ts'
import { marketsOfCountry } from './table.ts'

/** Where a message is charged (CONV-B9). */
export interface Market {
  /** The most specific market in force. */
  readonly name: MarketName
  /** The customer's country, an ISO 3166 code, where it is known. */
  readonly country: string | null
  /** The markets to try if a card has no rate for this one: the one it belonged to before, then Other. */
  readonly fallbacks: readonly MarketName[]
}

/**
 * The market of a customer on a local day. The customer is the digits of a phone number, with or without a plus, or
 * a business-scoped user id (ID-1, ID-2, ID-9); anything else, such as a group, is in Other.
 */
export type FindMarket = (customer: string, on: LocalDate) => Market

interface Period {
  readonly since: LocalDate | null
  readonly market: Market
}

/** A memoised function that finds markets; the cache has at most some thousands of prefixes and countries. */
export const marketFinder = (): FindMarket => {
  const byPrefix = new Map<string, readonly Period[]>()
  const byCountry = new Map<string, readonly Period[]>()
  const ofCountry = (country: string): readonly Period[] =>
    remembered(byCountry, country, () => periodsOf(country))
  const periods = (customer: string): readonly Period[] => {
    const prefix = prefixOf(customer)
    if (prefix === null) return ofCountry(countryOf(customer) ?? '')
    return remembered(byPrefix, prefix, () => ofCountry(countryOfPrefix(prefix) ?? ''))
  }
  return (customer, on) =>
    periods(customer).findLast(({ since }) => since === null || since <= on)?.market ?? nowhere
}

const remembered = <Value>(known: Map<string, Value>, key: string, make: () => Value): Value => {
  const before = known.get(key)
  if (before !== undefined) return before
  const made = make()
  known.set(key, made)
  return made
}

const nowhere: Market = { name: OTHER, country: null, fallbacks: [] }

const periodsOf = (country: string): readonly Period[] => {
  if (country === '') return [{ since: null, market: nowhere }]
  const memberships = marketsOfCountry(countryThatPrices(country))
  return memberships.map(({ market, since }, index) => {
    const earlier = memberships.slice(0, index).map((membership) => membership.market)
    const fallbacks = [...new Set<MarketName>([...earlier.reverse(), OTHER])].filter(
      (name) => name !== market,
    )
    return { since, market: { name: market, country, fallbacks } }
  })
}

/** The market of a customer on a local day, as `FindMarket` says. */
export const marketOf: FindMarket = marketFinder()
