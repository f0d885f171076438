import type { LocalDate } from '@guichet/core'
import type { Category } from '../category.ts'
import type { Currency } from '../currency.ts'
import type { MarketName } from '../market/names.ts'
import { rateKey, type RateRow } from './row.ts'
import { groupBy } from '../group.ts'

/** The rates of one market and category that hold from a day on, by volume band, the lowest first. */
export interface Version {
  readonly effectiveFrom: LocalDate
  /** The first day on which it no longer holds, or `null`. */
  readonly effectiveUntil: LocalDate | null
  readonly bands: readonly RateRow[]
}

/** A checked rate card, with all rates in one currency. `readRateCard` returns it. */
export interface RateCard {
  readonly currency: Currency
  /** The note of a JSON card. */
  readonly note: string | null
  /** The rates in the order of the text. */
  readonly rows: readonly RateRow[]
  /** The rates by market and category, each with its versions, the earliest first. */
  readonly versions: ReadonlyMap<string, readonly Version[]>
  /** The days on which some rate begins or ends, the earliest first. */
  readonly days: readonly LocalDate[]
}

/** Orders consistent rates. */
export const cardOf = (currency: Currency, rows: readonly RateRow[], note: string | null): RateCard => {
  const groups = groupBy(rows, ({ market, category }) => rateKey(market, category))
  const versions = new Map([...groups].map(([key, group]) => [key, versionsOf(group)] as const))
  const ends = rows.flatMap(({ effectiveUntil }) => (effectiveUntil === null ? [] : [effectiveUntil]))
  const days = [...new Set([...rows.map(({ effectiveFrom }) => effectiveFrom), ...ends])].sort()
  return { currency, note, rows, versions, days }
}

const versionsOf = (rows: readonly RateRow[]): readonly Version[] =>
  [...groupBy(rows, ({ effectiveFrom }) => effectiveFrom)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([effectiveFrom, bands]) => ({
      effectiveFrom,
      effectiveUntil: bands[0]?.effectiveUntil ?? null,
      bands: [...bands].sort((a, b) => a.from - b.from),
    }))

/** The rates of a market and category in force on a local day, if the card has any. */
export const versionOn = (
  card: RateCard,
  market: MarketName,
  category: Category,
  on: LocalDate,
): Version | null => {
  const versions = card.versions.get(rateKey(market, category)) ?? []
  const latest = versions.findLast(({ effectiveFrom }) => effectiveFrom <= on)
  if (latest === undefined) return null
  return latest.effectiveUntil === null || on < latest.effectiveUntil ? latest : null
}

/** The first day for which the card has a rate. */
export const earliestRateDate = (card: RateCard): LocalDate | null => card.days[0] ?? null

/**
 * The last day not after this one on which rates of the card begin or end; `null` before its first. All days
 * of one rate date have the same prices, so messages can be grouped by it.
 */
export const rateDateOn = (card: RateCard, on: LocalDate): LocalDate | null =>
  card.days.findLast((day) => day <= on) ?? null
