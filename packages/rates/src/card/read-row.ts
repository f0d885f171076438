import { isLeft, type Either, type LocalDate } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { categories, categoryOf, type Category } from '../category.ts'
import { currencies, currencyOf, type Currency } from '../currency.ts'
import { isLocalDate } from '../date.ts'
import { LARGEST_AMOUNT, millionthsOf, type Millionths } from '../money.ts'
import { marketNamed, markets, type MarketName } from '../market/names.ts'
import { hint } from '../nearest.ts'
import { quoted, type RowProblem } from '../problem.ts'
import { rateKey, type Column, type PlacedRate, type RawRow } from './row.ts'

/** The result for a row: the rate or its problems, and the market and category if they can be read. */
export interface RowRead {
  readonly key: string | null
  readonly placed: PlacedRate | null
  readonly problems: readonly RowProblem[]
}

/** Reads all cells of a row, and names every problem. */
export const readRow = ({ row, cells }: RawRow): RowRead => {
  const problems: RowProblem[] = []
  const read = <Value>(column: Column, reader: (text: string) => Either<string, Value>): Value | null => {
    const value = reader((cells[column] ?? '').trim())
    if (!isLeft(value)) return value.right
    problems.push({ row, column, reason: value.left })
    return null
  }
  const market = read('market', readMarket)
  const category = read('category', readCategory)
  const currency = read('currency', readCurrency)
  const effectiveFrom = read('effective_from', readDate)
  const effectiveUntil = read('effective_until', orElse(null, readDate))
  const from = read('from', orElse(0, readCount))
  const to = read('to', orElse(null, readCount))
  const amount = read('amount', readAmount)
  if (effectiveFrom !== null && effectiveUntil !== null && effectiveUntil <= effectiveFrom)
    problems.push({
      row,
      column: 'effective_until',
      reason: `is not after ${effectiveFrom}, when the rate begins`,
    })
  if (from !== null && to !== null && to <= from)
    problems.push({ row, column: 'to', reason: `${to} is not above ${from}, where the band begins` })
  const key = market === null || category === null ? null : rateKey(market, category)
  if (problems.length > 0 || market === null || category === null || currency === null)
    return { key, placed: null, problems }
  if (effectiveFrom === null || from === null || amount === null) return { key, placed: null, problems }
  const rate = { market, category, currency, effectiveFrom, effectiveUntil, from, to, amount }
  return { key, placed: { row, rate }, problems }
}

const orElse =
  <Value>(blank: Value, reader: (text: string) => Either<string, Value>) =>
  (text: string): Either<string, Value> =>
    text === '' ? right(blank) : reader(text)

const MISSING = 'is missing'

const readMarket = (text: string): Either<string, MarketName> => {
  if (text === '') return left(MISSING)
  const market = marketNamed(text)
  return market === null ? left(`${quoted(text)} is not a market${hint(text, markets)}`) : right(market)
}

const readCategory = (text: string): Either<string, Category> => {
  if (text === '') return left(MISSING)
  const category = categoryOf(text)
  return category === null
    ? left(`${quoted(text)} is not a category${hint(text, categories)}`)
    : right(category)
}

const readCurrency = (text: string): Either<string, Currency> => {
  if (text === '') return left(MISSING)
  const currency = currencyOf(text)
  if (currency !== null) return right(currency)
  return left(`${quoted(text)} is not a currency in which WhatsApp bills; these are ${currencies.join(', ')}`)
}

const readDate = (text: string): Either<string, LocalDate> => {
  if (text === '') return left(MISSING)
  return isLocalDate(text)
    ? right(text)
    : left(`${quoted(text)} is not a day of the calendar, written like 2026-10-01`)
}

const readCount = (text: string): Either<string, number> => {
  const count = /^\d+$/.test(text) ? Number(text) : null
  return count !== null && Number.isSafeInteger(count)
    ? right(count)
    : left(`${quoted(text)} is not a whole number of messages, such as 250000`)
}

const readAmount = (text: string): Either<string, Millionths> => {
  if (text === '') return left(MISSING)
  if (/^-\s*[\d.]/.test(text)) return left(`${quoted(text)} is negative`)
  if (!/^\d+$/.test(text))
    return left(`${text.slice(0, 60)} is not a whole number of millionths${instead(text)}`)
  const amount = BigInt(text.replace(/^0+/, '0').slice(0, 40))
  return amount > LARGEST_AMOUNT
    ? left(`${text.slice(0, 40)} millionths are more than any message costs`)
    : right(amount)
}

/** Rates are published as decimals; a hint gives the millionths for a copied one. */
const instead = (text: string): string => {
  const whole = /^(?<whole>\d+)\.0*$/.exec(text)?.groups?.['whole']
  const meant = whole ?? millionthsOf(text)?.toString()
  return meant === undefined ? ', such as 85900 for 0.0859' : `; write ${meant}`
}
