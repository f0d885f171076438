import Database from 'libsql'

/** What a column holds. The library ends the whole process when it is given anything else, such as a boolean. */
export type Value = string | number | null

/** A row's values in the order of the statement's columns. */
export type Row = readonly Value[]

/** A connection to SQLite; everything here happens at once and throws what SQLite reports. */
export interface Connection {
  /** Runs a statement that gives no rows; tells how many rows it changed. */
  readonly run: (sql: string, values: readonly Value[]) => number
  readonly rows: (sql: string, values?: readonly Value[]) => readonly Row[]
  /** Runs statements without values. */
  readonly execute: (sql: string) => void
}

/** A connection to a file, in which transactions begin and end by statements. */
export interface FileConnection extends Connection {
  readonly isInTransaction: () => boolean
  readonly close: () => void
}

/** Opens the file, or makes an empty one. */
export type Connect = (path: string) => FileConnection

/** Prepares each statement once. */
export const connect: Connect = (path) => {
  const database = new Database(path)
  const statements = new Map<string, ReturnType<typeof prepare>>()
  const prepare = (sql: string) => database.prepare<[readonly Value[]]>(sql)

  const prepared = (sql: string, isReader: boolean): ReturnType<typeof prepare> => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const made = isReader ? prepare(sql).raw() : prepare(sql)
    statements.set(sql, made)
    return made
  }

  return {
    run: (sql, values) => prepared(sql, false).run(values).changes,
    // Raw rows are arrays; read to the end, for an unfinished statement would keep its read transaction.
    rows: (sql, values = []) => prepared(sql, true).all(values) as Row[],
    execute: (sql) => {
      database.exec(sql)
    },
    isInTransaction: () => database.inTransaction,
    close: () => {
      statements.clear()
      database.close()
    },
  }
}
