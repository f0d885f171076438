import { resolve } from 'node:path'
import { commit } from './commit/commit.ts'
import { failure } from './failure.ts'
import { erase, pruneJournal } from './forget.ts'
import {
  countClaims,
  readDue,
  readFindings,
  readIntentsTo,
  readOpenIntents,
  readPhoneNumbers,
  readUnread,
} from './lists.ts'
import { load } from './load.ts'
import { readAllEvents, readEvents, readJournal, readTemplates, readThreads } from './pages.ts'
import { migrations } from './schema.ts'
import { openSession } from './session.ts'
import type { Store } from '@guichet/runtime'

export interface SqliteOptions {
  /** The file; made where there is none, in a folder that is there. */
  readonly path: string
  /** For how many milliseconds an operation waits for another process's lock; 5,000 unless told. */
  readonly busyTimeout?: number
}

/**
 * Opens the store in a SQLite file of this machine, which several processes may use at once.
 *
 * Rejects with a `StoreFailure`: `unsuitable` for another application's file or a newer schema, `corrupt`,
 * `read-only`, `full`, `locked`, `unavailable`.
 */
export const sqliteStore = async ({ path, busyTimeout = 5_000 }: SqliteOptions): Promise<Store> => {
  if (path === '' || path === ':memory:')
    throw failure('unsuitable', `"${path}"`, { because: 'a store needs a file' })
  const session = await openSession({ path: resolve(path), migrations, busyTimeout })
  const { read, write } = session

  return {
    capabilities: { name: 'sqlite', isDurable: true, isShared: true },
    load: (wanted) => read((connection) => load(connection, wanted)),
    commit: (change) =>
      write(
        (connection) => commit(connection, change),
        (result) => result === 'committed',
      ),

    events: (key, page) => read((connection) => readEvents(connection, key, page)),
    templates: (page) => read((connection) => readTemplates(connection, page)),
    phoneNumbers: () => read(readPhoneNumbers),
    threads: (page) => read((connection) => readThreads(connection, page)),
    due: (what, within, limit) => read((connection) => readDue(connection, what, within, limit)),
    claimed: (use) => read((connection) => countClaims(connection, use)),
    openIntents: (limit) => read((connection) => readOpenIntents(connection, limit)),
    intentsTo: (phoneNumberId, recipients, limit) =>
      read((connection) => readIntentsTo(connection, phoneNumberId, recipients, limit)),
    unread: (limit) => read((connection) => readUnread(connection, limit)),
    findings: (limit) => read((connection) => readFindings(connection, limit)),
    journal: (page) => read((connection) => readJournal(connection, page)),
    allEvents: (page) => read((connection) => readAllEvents(connection, page)),

    pruneJournal: (before) => pruneJournal(session, before),
    erase: (erasure) => erase(session, erasure),
    close: session.close,
  }
}
