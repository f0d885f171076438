import Database from 'libsql'
import type { ObjectStorage } from '../../src/object/index.ts'

/** The storage of a durable object, as far as it is used, on SQLite in memory. Like the real one it counts with floats. */
export const objectStorage = (): ObjectStorage => {
  const database = new Database(':memory:')
  const exec: ObjectStorage['sql']['exec'] = (query, ...bindings) => {
    if (bindings.length === 0 && !/^\s*(?:select|with)\b/i.test(query)) {
      database.exec(query)
      return { raw: () => [] }
    }
    const statement = database.prepare(query)
    if (statement.reader) return { raw: () => statement.raw().all(bindings) as readonly unknown[][] }
    statement.run(bindings)
    return { raw: () => [] }
  }
  return {
    sql: { exec },
    transactionSync: (closure) => {
      database.exec('begin')
      try {
        const result = closure()
        database.exec('commit')
        return result
      } catch (thrown) {
        database.exec('rollback')
        throw thrown
      }
    },
  }
}
