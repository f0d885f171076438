import type { Connection, Row, Value } from '../connection.ts'
import type { ObjectStorage } from './storage.ts'

/** To the SQLite of a durable object. Throws errors that have SQLite's code, as its other library does. */
export const connectionTo = ({ sql }: ObjectStorage): Connection => {
  const rows = (statement: string, values: readonly Value[] = []): readonly Row[] => {
    try {
      return [...sql.exec(statement, ...values).raw()] as Row[]
    } catch (thrown) {
      throw withCode(thrown)
    }
  }
  return {
    rows,
    run: (statement, values) => {
      rows(statement, values)
      // The cursor counts what was written to indexes, too.
      return Number(rows('select changes()')[0]?.[0])
    },
    execute: (statements) => void rows(statements),
  }
}

/** SQLite's extended codes by the words that the object has in place of them. */
const codes: readonly (readonly [words: RegExp, code: number])[] = [
  [/UNIQUE constraint failed/, 2067],
  [/SQLITE_FULL|storage limit|exceeded.*limit/i, 13],
  [/SQLITE_CORRUPT/, 11],
  [/SQLITE_IOERR/, 10],
]

const withCode = (thrown: unknown): unknown => {
  if (!(thrown instanceof Error) || 'rawCode' in thrown) return thrown
  const known = codes.find(([words]) => words.test(thrown.message))
  return known === undefined ? thrown : Object.assign(thrown, { rawCode: known[1] })
}
