import type { Measured } from './row.ts'

const heads = ['row', 'beside', 'guichet', 'it', 'unit', 'ratio', 'least to most', 'to reach', '']

/** The table in words: a line for each rival. */
export const printed = (rows: readonly Measured[]): string => {
  const lines = [heads, ...rows.flatMap(linesOf)]
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const floors = rows.flatMap(({ row, floor }) => (floor === undefined ? [] : [`${row}: ${floor}`]))
  return [...table, '', ...floors].join('\n')
}

const linesOf = (measured: Measured): readonly (readonly string[])[] => {
  const { row, ours, rivals, unit, ratios, spread, target, met } = measured
  return Object.entries(rivals).map(([name, figure]) => {
    const [least, most] = spread[name] ?? [NaN, NaN]
    const aimed = target?.rival === name
    return [
      row,
      name,
      short(ours),
      short(figure),
      unit,
      short(ratios[name] ?? NaN),
      `${short(least)} to ${short(most)}`,
      aimed ? short(target.atLeast) : '',
      !aimed ? '' : met === true ? 'reached' : 'MISSED',
    ]
  })
}

/** Three digits that count. */
const short = (figure: number): string =>
  figure >= 1000 ? Math.round(figure).toLocaleString('en-US') : String(Number(figure.toPrecision(3)))
