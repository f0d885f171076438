import type { LocalDate } from '@guichet/core'
import { versionOn, type RateCard } from '../card/card.ts'
import type { RateRow } from '../card/row.ts'
import { categoryOf, standInsFor } from '../category.ts'
import type { Market } from '../market/market.ts'
import type { MarketName } from '../market/names.ts'

/** The rates that apply to messages of a market and category on a day. */
export interface Found {
  /** The market of the row that was used. */
  readonly market: MarketName
  readonly effectiveFrom: LocalDate
  /** The same for messages at the same rates; earlier rates come first in its order. */
  readonly version: string
  /** Volume bands, the lowest first; one without an end where the list rate holds for all messages. */
  readonly bands: readonly RateRow[]
}

/**
 * Looks in the market and then in its fallbacks; in each of them for the category and then for its
 * substitutes. Of a substitute only the list rate is used: service and group messages have no volume tiers
 * (PMP-13, OCT26-2).
 */
export const lookUp = (card: RateCard, market: Market, name: string, on: LocalDate): Found | null => {
  const category = categoryOf(name)
  if (category === null) return null
  for (const place of [market.name, ...market.fallbacks])
    for (const candidate of [category, ...standInsFor(category)]) {
      const version = versionOn(card, place, candidate, on)
      const [list] = version?.bands ?? []
      if (version === null || list === undefined) continue
      const bands = candidate === category ? version.bands : [{ ...list, to: null }]
      const { effectiveFrom } = version
      return { market: place, effectiveFrom, version: `${effectiveFrom} ${candidate}`, bands }
    }
  return null
}
