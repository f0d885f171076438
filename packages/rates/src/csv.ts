import type { Either } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { CsvError, parse } from 'csv-parse/sync'
import type { RowProblem } from './problem.ts'

/** A row of a CSV: the line on which it begins, from 1, and its cells without the blanks around them. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Characters that a card or a sheet may have. All markets and tiers of a year take a tenth of it. */
export const LARGEST_TEXT = 5_000_000

/** The rows of a CSV without blank lines. The caller checks for ragged rows. */
export const readCsv = (text: string): Either<RowProblem, readonly CsvRow[]> => {
  if (text.length > LARGEST_TEXT) return left(tooLarge(text))
  const rows: CsvRow[] = []
  try {
    // The parser gives the last line of a row; the line breaks inside its quotes give the first one.
    parse(text.replaceAll(/\r\n?/g, '\n'), {
      bom: true,
      record_delimiter: '\n',
      relax_column_count: true,
      on_record: (cells: readonly string[], { lines }) => {
        if (cells.some((cell) => cell.trim() !== ''))
          rows.push({ line: lines - breaksIn(cells), cells: cells.map((cell) => cell.trim()) })
        return null
      },
    })
    return right(rows)
  } catch (error) {
    const row = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : 0
    return left({
      row,
      column: null,
      reason: 'is not valid CSV: a quoted field is not closed, or a field contains a quote',
    })
  }
}

/** The problem of a text that is too long. */
export const tooLarge = (text: string): RowProblem => ({
  row: 0,
  column: null,
  reason: `the text has ${text.length} characters; at most ${LARGEST_TEXT} are accepted`,
})

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0)

/** A line of CSV; cells are quoted where they must be. */
export const csvLine = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
