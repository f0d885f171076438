import { foresightTable, type Foreseer, type ForesightRow } from './foresight-table.ts'

/** What can be known of one of Meta's error codes before a message is sent. */
export interface Foresight {
  /** The refusals of `ask` that foresee it, each with its clause; none where nothing that is known shows it before. */
  readonly refusals: readonly Foreseer[]
  /** What has to be known for it, or why it cannot be known. */
  readonly why: string
}

const unknownCode: Foresight = {
  refusals: [],
  why: 'Nothing is known of this code.',
}

const rows: ReadonlyMap<number, ForesightRow> = new Map(
  foresightTable.flatMap((row) => (row.first === row.last ? [[row.first, row] as const] : [])),
)
const spans: readonly ForesightRow[] = foresightTable.filter(({ first, last }) => first < last)

/** What can be known of an error code before a message is sent; total, because Meta adds codes. */
export const foresightOf = (code: number): Foresight => {
  const row = rows.get(code) ?? spans.find(({ first, last }) => first <= code && code <= last)
  if (row === undefined) return unknownCode
  const { refusals, why } = row
  return { refusals, why }
}
