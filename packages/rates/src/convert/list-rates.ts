import { isLeft, type Either } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import type { RateRow } from '../card/row.ts'
import { categoryOf, type Category } from '../category.ts'
import type { CsvRow } from '../csv.ts'
import { marketNamed, markets, type MarketName } from '../market/names.ts'
import { hint } from '../nearest.ts'
import { byRow, quoted, type RowProblem } from '../problem.ts'
import {
  amountIn,
  cellUnder,
  dateOf,
  isBlank,
  problem,
  readSheet,
  sheetCurrency,
  type Sheet,
  type SheetOptions,
} from './sheet.ts'

export type { SheetOptions } from './sheet.ts'

/**
 * Reads Meta's sheet of list rates, saved as CSV: a title, then a row a market and a column a category
 * (RATE-1, RATE-2). A blank cell, a dash or `n/a` means that there is no rate. Gives rows of a rate card
 * without volume bands.
 */
export const convertListRates = (
  csv: string,
  options: SheetOptions = {},
): Either<readonly RowProblem[], readonly RateRow[]> => {
  const read = readSheet(csv)
  if (isLeft(read)) return left([read.left])
  const sheet = read.right
  const currency = sheetCurrency(sheet, options)
  const effectiveFrom = dateOf(sheet, options)
  const rows = sheet.rows.filter((row) => !isNote(sheet, row)).map((row) => ratesIn(sheet, row))
  const problems = [...strangeColumns(sheet), ...rows.flatMap((row) => row.problems)]
  if (isLeft(currency)) problems.push(currency.left)
  if (isLeft(effectiveFrom)) problems.push(effectiveFrom.left)
  if (rows.every(({ rates }) => rates.length === 0) && problems.length === 0)
    problems.push(problem(0, null, 'the sheet has no rates'))
  if (problems.length > 0 || isLeft(currency) || isLeft(effectiveFrom)) return left(byRow(problems))
  const common = {
    currency: currency.right,
    effectiveFrom: effectiveFrom.right,
    effectiveUntil: null,
    from: 0,
    to: null,
  }
  return right(rows.flatMap(({ rates }) => rates.map((rate) => ({ ...rate, ...common }))))
}

/** The category of a column; sheets call it `Utility`, `Utility rate` or `Utility (USD)`. */
const columnCategory = (name: string): Category | null =>
  categoryOf(name.replace(/_(?:rates?|price|[a-z]{3})$/, '')) ?? categoryOf(name)

/** Footnotes have nothing beside them. */
const isNote = (sheet: Sheet, { cells }: CsvRow): boolean =>
  sheet.names.every((name, index) => name === 'market' || (cells[index] ?? '') === '')

interface RatesRead {
  readonly rates: readonly Pick<RateRow, 'market' | 'category' | 'amount'>[]
  readonly problems: readonly RowProblem[]
}

const ratesIn = (sheet: Sheet, row: CsvRow): RatesRead => {
  const market = marketIn(row.line, cellUnder(sheet, row, 'market'))
  if (isLeft(market)) return { rates: [], problems: [market.left] }
  const beyond = row.cells.slice(sheet.names.length).filter((cell) => cell !== '')
  if (beyond.length > 0)
    return {
      rates: [],
      problems: [
        problem(
          row.line,
          null,
          `has ${row.cells.length} cells, but the sheet has ${sheet.names.length} columns; quote ` +
            'amounts that contain a comma',
        ),
      ],
    }
  const cells = sheet.names.flatMap((name, index) => {
    const category = columnCategory(name)
    const cell = row.cells[index] ?? ''
    return category === null || isBlank(cell) ? [] : [{ category, amount: amountIn(cell), index }]
  })
  return {
    rates: cells.flatMap(({ category, amount }) =>
      isLeft(amount) ? [] : [{ market: market.right, category, amount: amount.right }],
    ),
    problems: cells.flatMap(({ amount, index }) =>
      isLeft(amount) ? [problem(row.line, sheet.header.cells[index] ?? null, amount.left)] : [],
    ),
  }
}

/** The market that a sheet names in a row. */
export const marketIn = (row: number, name: string): Either<RowProblem, MarketName> => {
  const market = marketNamed(name)
  if (market !== null) return right(market)
  return left(
    problem(
      row,
      'Market',
      name === '' ? 'is missing' : `${quoted(name)} is not a market${hint(name, markets)}`,
    ),
  )
}

/** A column of amounts with an unknown name may be a new category, so it must not be dropped silently. */
const strangeColumns = (sheet: Sheet): readonly RowProblem[] =>
  sheet.header.cells.flatMap((cell, index) => {
    const strange = columnCategory(sheet.names[index] ?? '') === null
    const holdsAmounts = sheet.rows.some(({ cells }) => /\d\.\d/.test(cells[index] ?? ''))
    return strange && holdsAmounts
      ? [
          problem(
            sheet.header.line,
            cell,
            `${quoted(cell)} is not a category; delete the column to ignore it`,
          ),
        ]
      : []
  })
