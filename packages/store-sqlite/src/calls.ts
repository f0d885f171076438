import { commit } from './commit/commit.ts'
import { erase, pruneJournal } from './forget.ts'
import { changeJobs, forgetJobs, readDueJobs, readJobs, readJobsById, readQueues, takeLease } from './jobs.ts'
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
import { load } from './load.ts'
import { readAllEvents, readEvents, readJournal, readSends, readTemplates, readThreads } from './pages.ts'
import type { Session } from './session.ts'
import type { Store } from '@guichet/runtime'

/** What a store does with rows, by statements alone, wherever SQLite keeps them. */
export type Calls = Omit<Store, 'capabilities' | 'ledger' | 'listen' | 'members' | 'prove'>

export const callsOn = (session: Session): Calls => {
  const { read, write } = session
  return {
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
    queues: () => read(readQueues),
    jobs: (query) => read((connection) => readJobs(connection, query)),
    dueJobs: (queue, by, limit) => read((connection) => readDueJobs(connection, queue, by, limit)),
    jobsById: (ids) => read((connection) => readJobsById(connection, ids)),
    changeJobs: (changes) => write((connection) => changeJobs(connection, changes)),
    forgetJobs: (queue, before) => forgetJobs(session, queue, before),

    pruneJournal: (before, texts) => pruneJournal(session, before, texts),
    erase: (erasure) => erase(session, erasure),
    close: session.close,
  }
}
