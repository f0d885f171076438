import { failure, failureOf } from '../failure.ts'
import { migrateBy } from '../migrate.ts'
import { migrations } from '../schema.ts'
import type { Session } from '../session.ts'
import { connectionTo } from './connection.ts'
import type { ObjectStorage } from './storage.ts'

/** What stands in errors where another store names its file. */
const place = 'of the durable object'

/**
 * The storage of a durable object. Everything in an object happens one after the other, and each piece of work at once,
 * so that no two mingle. What it answers, and what it asks of others, waits until what it wrote is durable. Says when
 * something was written.
 */
export const openObject = (storage: ObjectStorage, onWritten: () => void): Session => {
  const connection = connectionTo(storage)
  let isClosed = false
  const doing = <Result>(work: () => Result): Result => {
    if (isClosed) throw failure('unavailable', place, { because: 'the store was closed' })
    try {
      return work()
    } catch (thrown) {
      throw failureOf(thrown, place)
    }
  }
  doing(() => storage.transactionSync(() => migrateBy(connection, place, migrations)))
  return {
    read: async (work) => doing(() => work(connection)),
    write: async (work, isKept = () => true) =>
      doing(() => {
        const undone: ReturnType<typeof work>[] = []
        try {
          const written = storage.transactionSync(() => {
            const result = work(connection)
            if (isKept(result)) return result
            undone.push(result)
            // Only what is thrown undoes a transaction.
            throw new Error('the work is not kept')
          })
          onWritten()
          return written
        } catch (thrown) {
          for (const result of undone) return result
          throw thrown
        }
      }),
    emptyLog: async () => undefined,
    close: async () => {
      isClosed = true
    },
  }
}
