import type { LocalDate } from '@guichet/core'
import type { Category } from '../category.ts'
import type { Currency } from '../currency.ts'
import type { MarketName } from '../market/names.ts'
import type { Millionths } from '../money.ts'

/** One rate: the cost of one message by market, category, day and volume band (RATE-3, RATE-4). */
export interface RateRow {
  readonly market: MarketName
  readonly category: Category
  readonly currency: Currency
  /** The first local day, in the account's time zone (PMP-16). */
  readonly effectiveFrom: LocalDate
  /** The first local day on which it no longer holds; `null`: until the next rate of the market and category. */
  readonly effectiveUntil: LocalDate | null
  /** The band holds the messages number `from` + 1 to `to` of a month; `to` is `null` in the last band (PMP-13). */
  readonly from: number
  readonly to: number | null
  /** Millionths of the currency's unit. */
  readonly amount: Millionths
}

/** The columns of a CSV rate card, and the keys of a JSON one. */
export const columns = [
  'market',
  'category',
  'currency',
  'effective_from',
  'effective_until',
  'from',
  'to',
  'amount',
] as const

/** A column of a rate card. */
export type Column = (typeof columns)[number]

/** Columns that a card may leave out. */
export const optionalColumns: readonly Column[] = ['effective_until', 'from', 'to']

/** A row as text, before it is read; a missing cell is empty. */
export interface RawRow {
  readonly row: number
  readonly cells: Readonly<Partial<Record<Column, string>>>
}

/** A parsed row, with its position in the text. */
export interface PlacedRate {
  readonly row: number
  readonly rate: RateRow
}

/** The key of one market and category. */
export const rateKey = (market: MarketName, category: Category): string => `${category} ${market}`
