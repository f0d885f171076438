import type { Row } from './matrix.ts'

/** Rows as a table for people: one a line, what is wrong below it. */
export const matrixTable = (rows: readonly Row[]): string => {
  const width = (cells: readonly string[]): number => Math.max(...cells.map((cell) => cell.length))
  const names = width(rows.map(({ name }) => name))
  const verdicts = width(rows.map(({ verdict }) => verdict))
  return rows
    .flatMap(({ name, verdict, ran, notes }) => [
      `${name.padEnd(names)}  ${verdict.padEnd(verdicts)}  ${ran}`,
      ...notes.map((note) => `  ${note.replaceAll('\n', '\n  ')}`),
    ])
    .join('\n')
}

/** 0: everything works; 1: something fails; 3: nothing fails, but something could not be tried. */
export const matrixCode = (rows: readonly Row[]): 0 | 1 | 3 =>
  rows.some(({ verdict }) => verdict === 'fails')
    ? 1
    : rows.some(({ verdict }) => verdict === 'not tried')
      ? 3
      : 0
