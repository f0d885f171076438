import { failure, failureOf, isBusy } from './failure.ts'
import { identityOf } from './file.ts'
import { storedVersion } from './migrate.ts'
import { connect, type Connect, type Connection, type FileConnection } from './connection.ts'
import { open } from './open.ts'
import { patiently } from './patience.ts'

/** An open file. Each piece of work is one transaction and done at once, so no two of a process mingle. */
export interface Session {
  /** All that the work reads is as of one moment. */
  readonly read: <Result>(work: (connection: Connection) => Result) => Promise<Result>
  /** Stores what the work writes unless it throws, or `isKept` denies its result. */
  readonly write: <Result>(
    work: (connection: Connection) => Result,
    isKept?: (result: Result) => boolean,
  ) => Promise<Result>
  /** Puts all of the log into the file, so that what was erased is in neither; where others read, later. */
  readonly emptyLog: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface SessionOptions {
  /** Absolute. */
  readonly path: string
  readonly migrations: readonly string[]
  /** In milliseconds. */
  readonly busyTimeout: number
  /** How the file is opened; unless given, in this thread. */
  readonly connect?: Connect
}

/** Rejects with a store failure where the file cannot be opened. */
export const openSession = async (options: SessionOptions): Promise<Session> => {
  const { path, migrations, busyTimeout } = options
  const connection = await open(path, migrations, busyTimeout, options.connect ?? connect)
  const identity = identityOf(path)
  let isClosed = false

  const checkFile = (): void => {
    if (isClosed) throw failure('unavailable', path, { because: 'the store was closed' })
    if (identityOf(path) !== identity)
      throw failure('unavailable', path, {
        because: 'the file was removed or replaced while in use; put it back, or start this process again',
      })
  }

  const transact = async <Result>(begin: string, work: () => Result, isKept: (result: Result) => boolean) => {
    try {
      return await patiently(busyTimeout, () => {
        checkFile()
        connection.execute(begin)
        return finish(connection, path, () => {
          storedVersion(connection, path, migrations.length)
          const result = work()
          return { result, isKept: isKept(result) }
        })
      })
    } catch (thrown) {
      throw failureOf(thrown, path)
    }
  }

  return {
    read: (work) =>
      transact(
        'begin',
        () => work(connection),
        () => true,
      ),
    write: (work, isKept = () => true) => transact('begin immediate', () => work(connection), isKept),
    emptyLog: async () => {
      if (!isClosed) tryTo(connection, 'pragma wal_checkpoint(truncate)')
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      if (identityOf(path) === identity) tryTo(connection, leaveNoLog)
      connection.close()
    },
  }
}

/** Ends the transaction that was begun; after a failure there is none, so the next can begin. */
const finish = <Result>(
  connection: FileConnection,
  path: string,
  work: () => { readonly result: Result; readonly isKept: boolean },
): Result => {
  try {
    const { result, isKept } = work()
    if (isKept) commit(connection, path)
    else connection.execute('rollback')
    return result
  } catch (thrown) {
    // SQLite has ended it by itself where the disk is full or fails.
    if (connection.isInTransaction()) connection.execute('rollback')
    throw thrown
  }
}

const commit = (connection: Connection, path: string): void => {
  try {
    connection.execute('commit')
  } catch (thrown) {
    throw isBusy(thrown) ? thrown : failureOf(thrown, path, { isCommitting: true })
  }
}

/**
 * Puts all of the log into the file and removes it, so that one file is left. Where another process uses the
 * file, or the disk is full, the log stays and is as durable as the file.
 *
 * The library ends its connection only with the next garbage collection. One that still has a log would then
 * remove the log of that name, perhaps of another file that has taken the place since.
 */
const leaveNoLog = 'pragma journal_mode = delete'

/** For what only tidies up: without it nothing is lost. */
const tryTo = (connection: Connection, sql: string): void => {
  try {
    connection.rows(sql)
  } catch {
    // A later commit empties the log, or the next process that opens the file reads it.
  }
}
