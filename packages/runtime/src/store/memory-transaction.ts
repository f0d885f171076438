/** What takes back the steps done so far, in the order in which they were done. */
export type Undo = (() => void)[]

/** Does the work, or nothing of it: where it gives `false` or throws, what it did is taken back. */
export const atomically = (work: (undo: Undo) => boolean): boolean => {
  const undo: Undo = []
  let isDone = false
  try {
    isDone = work(undo)
  } finally {
    if (!isDone) for (const step of undo.reverse()) step()
  }
  return isDone
}

export const put = <Key, Row>(undo: Undo, table: Map<Key, Row>, key: Key, row: Row): void => {
  restoreLater(undo, table, key)
  table.set(key, row)
}

/** Puts the row where none is. */
export const putOnce = <Key, Row>(undo: Undo, table: Map<Key, Row>, key: Key, row: Row): void => {
  if (!table.has(key)) put(undo, table, key, row)
}

export const remove = <Key, Row>(undo: Undo, table: Map<Key, Row>, key: Key): void => {
  restoreLater(undo, table, key)
  table.delete(key)
}

/** Takes the rows out of the table and gives them. */
export const removeWhere = <Row>(
  table: Map<string, Row>,
  isMeant: (row: Row) => boolean,
  undo: Undo = [],
): readonly Row[] => {
  const meant = [...table].filter(([, row]) => isMeant(row))
  for (const [key] of meant) remove(undo, table, key)
  return meant.map(([, row]) => row)
}

const restoreLater = <Key, Row>(undo: Undo, table: Map<Key, Row>, key: Key): void => {
  const before = table.get(key)
  undo.push(() => {
    if (before === undefined) table.delete(key)
    else table.set(key, before)
  })
}
