import { whole } from './columns.ts'
import { commit } from './commit/commit.ts'
import { erase, pruneJournal } from './forget.ts'
import {
  countClaims,
  readCounting,
  readOpenTo,
  readDue,
  readFindings,
  readIntentsTo,
  readOpenIntents,
  readPhoneNumbers,
  readUnread,
} from './lists.ts'
import { changeJobs, forgetJobs, readDueJobs, readJobs, readJobsById, takeLease } from './jobs.ts'
import { load } from './load.ts'
import { readAllEvents, readEvents, readJournal, readSends, readTemplates, readThreads } from './pages.ts'
import { migrations } from './schema.ts'
import { prove } from './prove.ts'
import { openSession, type SessionOptions } from './session.ts'
import { refuseUnfinished } from './whole.ts'
import type { Capabilities, Store } from '@guichet/runtime'

/** Which file, and how it is opened. */
export type FileOptions = Omit<SessionOptions, 'migrations'>

/** What works on the file: everything but waiting for others, which polls the version. */
export interface FileCalls extends Omit<Store, 'ledger' | 'listen' | 'members'> {
  /** A number that is another one after every commit of another connection. */
  readonly dataVersion: () => Promise<number>
}

export const capabilities: Capabilities = { name: 'sqlite', isDurable: true, isShared: true }

/**
 * Opens the store in a SQLite file. All of it works in the thread that calls: nothing else happens there while
 * SQLite reads, or waits for the disk.
 *
 * Rejects with a store failure.
 */
export const fileStore = async (options: FileOptions): Promise<FileCalls> => {
  const session = await openSession({ ...options, migrations })
  const { read, write } = session
  try {
    await read((connection) => refuseUnfinished(connection, options.path))
  } catch (thrown) {
    await session.close()
    throw thrown
  }

  return {
    capabilities,
    load: (wanted) => read((connection) => load(connection, wanted)),
    commit: (change) =>
      write(
        (connection) => commit(connection, change),
        (result) => result === 'committed',
      ),

    events: (key, page) => read((connection) => readEvents(connection, key, page)),
    templates: (page) => read((connection) => readTemplates(connection, page)),
    sends: (page) => read((connection) => readSends(connection, page)),
    phoneNumbers: () => read(readPhoneNumbers),
    threads: (page) => read((connection) => readThreads(connection, page)),
    due: (what, within, limit) => read((connection) => readDue(connection, what, within, limit)),
    claimed: (use) => read((connection) => countClaims(connection, use)),
    counting: (query) => read((connection) => readCounting(connection, query)),
    openTo: (keys) => read((connection) => readOpenTo(connection, keys)),
    openIntents: (limit) => read((connection) => readOpenIntents(connection, limit)),
    intentsTo: (phoneNumberId, recipients, limit) =>
      read((connection) => readIntentsTo(connection, phoneNumberId, recipients, limit)),
    unread: (limit) => read((connection) => readUnread(connection, limit)),
    findings: (limit, code) => read((connection) => readFindings(connection, limit, code)),
    journal: (page) => read((connection) => readJournal(connection, page)),
    allEvents: (page) => read((connection) => readAllEvents(connection, page)),

    lease: (lease) => write((connection) => takeLease(connection, lease)),
    jobs: (query) => read((connection) => readJobs(connection, query)),
    dueJobs: (queue, by, limit) => read((connection) => readDueJobs(connection, queue, by, limit)),
    jobsById: (ids) => read((connection) => readJobsById(connection, ids)),
    changeJobs: (changes) => write((connection) => changeJobs(connection, changes)),
    forgetJobs: (queue, before) => forgetJobs(session, queue, before),

    pruneJournal: (before) => pruneJournal(session, before),
    erase: (erasure) => erase(session, erasure),
    prove: () => prove(session, options.path),
    dataVersion: () => read(({ rows }) => whole(rows('pragma data_version')[0]?.[0])),
    close: session.close,
  }
}
