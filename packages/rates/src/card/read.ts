import { isLeft, type Either } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { LARGEST_TEXT, tooLarge } from '../csv.ts'
import { byRow, type RowProblem } from '../problem.ts'
import { cardOf, type RateCard } from './card.ts'
import { conflictsOf } from './consistent.ts'
import { rawCsv } from './raw-csv.ts'
import { rawJson } from './raw-json.ts'
import { readRow, type RowRead } from './read-row.ts'
import type { PlacedRate } from './row.ts'
import { groupBy } from '../group.ts'

/**
 * Reads a rate card, CSV or JSON: one currency, any number of markets, categories, dates and volume bands
 * (RATE-2, RATE-3, RATE-4). Gives the card, or every problem of the text.
 */
export const readRateCard = (text: string): Either<readonly RowProblem[], RateCard> => {
  if (text.length > LARGEST_TEXT) return left([tooLarge(text)])
  const plain = text.replace(/^\uFEFF/, '')
  const raw = /^\s*[[{]/.test(plain) ? rawJson(plain) : rawCsv(plain)
  if (isLeft(raw)) return raw
  const read = raw.right.rows.map(readRow)
  const rates = read.flatMap(({ placed }) => (placed === null ? [] : [placed]))
  const problems = [
    ...raw.right.problems,
    ...read.flatMap((row) => row.problems),
    ...strangeCurrencies(rates),
    ...conflicts(read),
  ]
  const [first] = rates
  if (problems.length > 0) return left(byRow(problems))
  if (first === undefined) return left([{ row: 0, column: null, reason: 'the card has no rates' }])
  return right(
    cardOf(
      first.rate.currency,
      rates.map(({ rate }) => rate),
      raw.right.note,
    ),
  )
}

const strangeCurrencies = (rates: readonly PlacedRate[]): readonly RowProblem[] => {
  const [first] = rates
  if (first === undefined) return []
  const { currency } = first.rate
  return rates
    .filter(({ rate }) => rate.currency !== currency)
    .map(({ row, rate }) => ({
      row,
      column: 'currency',
      reason: `${rate.currency} is not ${currency}, the currency of row ${first.row}; a card has one currency`,
    }))
}

/**
 * An unreadable rate leaves a gap, so its market and category are checked only once all their rates can be
 * read.
 */
const conflicts = (read: readonly RowRead[]): readonly RowProblem[] =>
  [...groupBy(read, ({ key }) => key)]
    .filter(([key, rows]) => key !== null && rows.every(({ placed }) => placed !== null))
    .flatMap(([, rows]) => conflictsOf(rows.flatMap(({ placed }) => (placed === null ? [] : [placed]))))
