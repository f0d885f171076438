/** The parts of a row's key. Texts hold no NUL, so that parts joined by one stay apart. */
type KeyOf<Row> = (row: Row) => readonly (string | number)[]

/**
 * The rows in the order of their keys. Every writer makes rows in this order, so that no two wait for each
 * other; which order it is does not matter.
 */
export const inKeyOrder = <Row>(rows: readonly Row[], keyOf: KeyOf<Row>): readonly Row[] =>
  rows
    .map((row) => ({ row, name: nameOf(keyOf(row)) }))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
    .map(({ row }) => row)

/** In the order of their keys, and of rows with the same key the first alone. */
export const firstOfEach = <Row>(rows: readonly Row[], keyOf: KeyOf<Row>): readonly Row[] => {
  const seen = new Set<string>()
  const first = rows.filter((row) => {
    const name = nameOf(keyOf(row))
    return !seen.has(name) && seen.add(name)
  })
  return inKeyOrder(first, keyOf)
}

/** Do two rows have the same key? */
export const hasTwice = <Row>(rows: readonly Row[], keyOf: KeyOf<Row>): boolean =>
  new Set(rows.map((row) => nameOf(keyOf(row)))).size < rows.length

const nameOf = (key: readonly (string | number)[]): string => key.join('\0')
