import type { Either } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { hint } from '../nearest.ts'
import { quoted, type RowProblem } from '../problem.ts'
import { columnOf, type RawCard } from './raw-csv.ts'
import { columns, type RawRow } from './row.ts'

const FORM = 'the card must have the form {"rates": [{"market": …}, …], "note": "…"}'

/** Splits a JSON card into rows. The left side has the problems that make the whole card unreadable. */
export const rawJson = (text: string): Either<readonly RowProblem[], RawCard> => {
  const value = parsed(text)
  if (value === undefined) return whole('the text begins like JSON, but is not valid JSON')
  if (!isObject(value)) return whole(FORM)
  const { rates, note = null } = value
  if (!Array.isArray(rates) || (note !== null && typeof note !== 'string')) return whole(FORM)
  const strange = Object.keys(value).filter((key) => key !== 'rates' && key !== 'note')
  const read = rates.map((rate: unknown, index) => readObject(rate, index + 1))
  return right({
    rows: read.flatMap(({ raw }) => (raw === null ? [] : [raw])),
    note,
    problems: [
      ...strange.map((key) => ({
        row: 0,
        column: key,
        reason: `${quoted(key)} is not a key of a rate card`,
      })),
      ...read.flatMap(({ problems }) => problems),
    ],
  })
}

const whole = (reason: string): Either<readonly RowProblem[], RawCard> =>
  left([{ row: 0, column: null, reason }])

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface ObjectRead {
  readonly raw: RawRow | null
  readonly problems: readonly RowProblem[]
}

const readObject = (value: unknown, row: number): ObjectRead => {
  if (!isObject(value)) return { raw: null, problems: [{ row, column: null, reason: 'must be an object' }] }
  const problems: RowProblem[] = []
  const cells = Object.entries(value).flatMap(([key, held]) => {
    const column = columnOf(key)
    const cell = cellOf(held)
    if (column === null)
      problems.push({
        row,
        column: key,
        reason: `${quoted(key)} is not a key of a rate${hint(key, columns)}`,
      })
    else if (cell === null) problems.push({ row, column, reason: 'must be a text or a number' })
    return column === null || cell === null ? [] : [[column, cell] as const]
  })
  // A cell of the wrong type has its own problem; reading its row would report it as missing.
  const raw = problems.length === 0 ? { row, cells: Object.fromEntries(cells) } : null
  return { raw, problems }
}

const cellOf = (value: unknown): string | null => {
  if (value === null) return ''
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : null
}
