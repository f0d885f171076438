import { csvLine } from '../csv.ts'
import { columns, type RateRow } from './row.ts'

/** Rates as the CSV of a rate card, which `readRateCard` reads back. */
export const writeRateCard = (rows: readonly RateRow[]): string =>
  [columns, ...rows.map(cellsOf)].map((cells) => `${csvLine(cells)}\n`).join('')

/** In the order of `columns`. */
const cellsOf = (row: RateRow): readonly string[] => [
  row.market,
  row.category,
  row.currency,
  row.effectiveFrom,
  row.effectiveUntil ?? '',
  row.from === 0 ? '' : String(row.from),
  row.to === null ? '' : String(row.to),
  row.amount.toString(),
]
