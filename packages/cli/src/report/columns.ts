import { printable } from './printable.ts'

const widest = 60

/** Rows as columns of equal width, for a terminal; those named are aligned to the right. */
export const aligned = (
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): readonly string[] => {
  const shown = rows.map((row) => row.map((cell) => printable(cell, widest)))
  const columns = Math.max(0, ...shown.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    shown.reduce((width, row) => Math.max(width, (row[column] ?? '').length), 0),
  )
  return shown.map((row) =>
    `  ${row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return right.includes(column) ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')}`.trimEnd(),
  )
}
