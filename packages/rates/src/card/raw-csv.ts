import { isLeft, type Either } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { readCsv, type CsvRow } from '../csv.ts'
import { hint } from '../nearest.ts'
import { quoted, type RowProblem } from '../problem.ts'
import { columns, optionalColumns, type Column, type RawRow } from './row.ts'

/** The rows of a card as text, and the problems of its form: unknown keys, ragged rows. */
export interface RawCard {
  readonly rows: readonly RawRow[]
  readonly note: string | null
  readonly problems: readonly RowProblem[]
}

/** Splits a CSV card into rows. The left side has the problems that make the whole card unreadable. */
export const rawCsv = (text: string): Either<readonly RowProblem[], RawCard> => {
  const read = readCsv(text)
  if (isLeft(read)) return left([read.left])
  const [header, ...rows] = read.right
  if (header === undefined) return left([{ row: 0, column: null, reason: 'the card is empty' }])
  const names = header.cells.map((cell) => columnOf(cell))
  const fatal = headerProblems(header, names)
  if (fatal.length > 0) return left([...unknownColumns(header, names), ...fatal])
  const ragged = rows.filter(({ cells }) => cells.length !== names.length)
  return right({
    rows: rows.filter(({ cells }) => cells.length === names.length).map((row) => rawRow(row, names)),
    note: null,
    problems: [
      ...unknownColumns(header, names),
      ...ragged.map(({ line, cells }) => ({
        row: line,
        column: null,
        reason: `has ${cells.length} fields, but the header has ${names.length}`,
      })),
    ],
  })
}

/** The column that a header names, in any case, with blanks or hyphens for underscores. */
export const columnOf = (name: string): Column | null => {
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return columns.find((column) => column === plain) ?? null
}

/** Without these columns no row can be read. */
const headerProblems = ({ line }: CsvRow, names: readonly (Column | null)[]): readonly RowProblem[] => {
  const problem = (column: Column, reason: string): RowProblem => ({ row: line, column, reason })
  const missing = columns.filter((column) => !optionalColumns.includes(column) && !names.includes(column))
  const twice = columns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
  return [
    ...missing.map((column) => problem(column, 'the column is missing in the header')),
    ...twice.map((column) => problem(column, 'the column is in the header twice')),
  ]
}

const unknownColumns = ({ line, cells }: CsvRow, names: readonly (Column | null)[]): readonly RowProblem[] =>
  cells
    .filter((_, index) => names[index] === null)
    .map((cell) => ({
      row: line,
      column: cell,
      reason: `${quoted(cell)} is not a column of a rate card${hint(cell, columns)}`,
    }))

const rawRow = ({ line, cells }: CsvRow, names: readonly (Column | null)[]): RawRow => ({
  row: line,
  cells: Object.fromEntries(cells.map((cell, index) => [names[index] ?? '', cell])),
})
