import { earliestRateDate, type RateCard } from '@guichet/rates'
import type { PricedLine } from './priced-line.ts'

/** Paid messages for which the card has no rate, and why. */
export interface MissingRate {
  readonly market: string
  readonly category: string
  /** The card begins after their delivery, or it has no such market or category. */
  readonly reason: 'before-card' | 'not-on-card'
  readonly messages: number
}

/** What a card lacks, the most missed first. */
export const missingRates = (lines: readonly PricedLine[], card: RateCard): readonly MissingRate[] => {
  const begins = earliestRateDate(card) ?? ''
  const missing = new Map<string, MissingRate>()
  for (const { amount, rated, category, messages } of lines) {
    if (amount !== null || rated === null) continue
    const market = rated.market.name
    const reason = rated.on < begins ? 'before-card' : 'not-on-card'
    const key = `${reason} ${market} ${category}`
    const before = missing.get(key)?.messages ?? 0
    missing.set(key, { market, category, reason, messages: before + messages })
  }
  return [...missing]
    .sort(([aKey, a], [bKey, b]) => b.messages - a.messages || (aKey < bKey ? -1 : 1))
    .map(([, rate]) => rate)
}
