/** A problem of a row of a rate card or of a published sheet. */
export interface RowProblem {
  /** The line of a CSV, its first one being 1; for JSON the row's place, from 1; 0 is the text as a whole. */
  readonly row: number
  /** The column in which it is, or `null` where it is the row as a whole. */
  readonly column: string | null
  readonly reason: string
}

/** The problem as a phrase: `row 3, amount: "-1" is negative`. */
export const problemInWords = ({ row, column, reason }: RowProblem): string => {
  const place = [row === 0 ? null : `row ${row}`, column].filter((part) => part !== null)
  return place.length === 0 ? reason : `${place.join(', ')}: ${reason}`
}

/** The problems in the order of rows. */
export const byRow = (problems: readonly RowProblem[]): readonly RowProblem[] =>
  [...problems].sort((a, b) => a.row - b.row)

/** A text of the file in a message: quoted, shortened. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
