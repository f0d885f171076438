import { isLeft, type Either, type LocalDate } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { readCsv, type CsvRow } from '../csv.ts'
import { currencies, currencyOfSign, type Currency } from '../currency.ts'
import { dateInText } from '../date.ts'
import { millionthsOf, type Millionths } from '../money.ts'
import { quoted, type RowProblem } from '../problem.ts'

/** Options for what a published sheet does not contain. */
export interface SheetOptions {
  /** The default is from the title or the currency column; a different value there is an error. */
  readonly currency?: Currency
  /** The default is from the title. */
  readonly effectiveFrom?: LocalDate
}

/** A published sheet: its title, its header and its rows. */
export interface Sheet {
  readonly currency: Currency | null
  readonly effectiveFrom: LocalDate | null
  readonly title: string
  readonly header: CsvRow
  /** The headers as plain words joined by underscores. */
  readonly names: readonly string[]
  readonly rows: readonly CsvRow[]
}

/** A header as plain words: `Authentication-International` is `authentication_international`. */
export const plainHeader = (cell: string): string =>
  cell
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')

/** Splits a sheet into rows: the header is the first row with a market and at least two columns. */
export const readSheet = (csv: string): Either<RowProblem, Sheet> => {
  if (csv.startsWith('PK')) return left(problem(0, null, 'this is a workbook; save its sheet as CSV first'))
  const read = readCsv(csv)
  if (isLeft(read)) return read
  const at = read.right.findIndex(
    ({ cells }) => cells.some(isMarketHeader) && cells.filter(Boolean).length > 1,
  )
  const header = read.right[at]
  if (header === undefined) return left(problem(0, null, 'no row has the header "Market"'))
  const title = read.right
    .slice(0, at)
    .flatMap(({ cells }) => cells)
    .join(' ')
  const names = header.cells.map(plainHeader)
  const code = currencies.find((currency) => new RegExp(`\\b${currency}\\b`).test(title))
  return right({
    currency: code ?? null,
    effectiveFrom: dateInText(title),
    title,
    header,
    names: names.map((name) => (isMarketHeader(name) ? 'market' : name)),
    rows: read.right.slice(at + 1),
  })
}

const isMarketHeader = (cell: string): boolean => /^market(?!ing)/.test(plainHeader(cell))

/** The cell of a row under a header. */
export const cellUnder = (sheet: Sheet, { cells }: CsvRow, name: string): string =>
  cells[sheet.names.indexOf(name)] ?? ''

/** The day from which the sheet holds. */
export const dateOf = (sheet: Sheet, { effectiveFrom }: SheetOptions): Either<RowProblem, LocalDate> => {
  const date = effectiveFrom ?? sheet.effectiveFrom
  if (date !== null) return right(date)
  return left(problem(0, null, 'the title names no first day of the rates; give effectiveFrom'))
}

/** The one currency of the options, the title and the currency column. */
export const sheetCurrency = (sheet: Sheet, options: SheetOptions): Either<RowProblem, Currency> => {
  const said = [options.currency ?? null, sheet.currency, ...columnCurrencies(sheet)].filter(
    (value) => value !== null,
  )
  const [first, ...others] = new Set(said)
  if (first === undefined) return left(problem(0, null, 'the sheet names no currency; give currency'))
  if (others.length === 0) return right(first)
  return left(problem(0, null, `the sheet is in ${others.join(' and ')}, not in ${first}`))
}

const columnCurrencies = (sheet: Sheet): readonly (Currency | null)[] =>
  sheet.rows.map((row) => currencyOfSign(cellUnder(sheet, row, 'currency')))

/** Is this a cell without a rate: blank, a dash, `n/a`? */
export const isBlank = (cell: string): boolean => /^(?:[-–—]*|n\/?a)$/i.test(cell)

/** The amount in a cell: `0.0859`, `$0.0859`, `₹ 0.8631`, `8.0E-4`. */
export const amountIn = (cell: string): Either<string, Millionths> => {
  const number = cell.replaceAll(
    /^(?:[A-Z]{1,3}\b|[\p{Sc}\s]|US|AU|Rp\.?|RM|R(?=\$)|S(?=\$)|S\/)+|[\p{Sc}\s]+$/giu,
    '',
  )
  const amount = millionthsOf(number)
  if (amount !== null) return right(amount)
  if (/^\d*,\d+$/.test(number)) return left(`${quoted(cell)} has a decimal comma; write a point`)
  if (/^\d*\.\d{7,}$/.test(number)) return left(`${quoted(cell)} has more than six decimals`)
  return left(`${quoted(cell)} is not an amount`)
}

/** A problem of a sheet. */
export const problem = (row: number, column: string | null, reason: string): RowProblem => ({
  row,
  column,
  reason,
})
