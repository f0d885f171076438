import type { JobChange, NewJob } from '@guichet/runtime'
import { describe, expect, it } from 'vitest'
import { commit } from '../src/commit/commit.ts'
import { connect, type Connection } from '../src/connection.ts'
import {
  countClaims,
  readDue,
  readFindings,
  readIntentsTo,
  readOpenIntents,
  readUnread,
} from '../src/lists.ts'
import { erase, pruneJournal } from '../src/forget.ts'
import {
  changeJobs,
  forgetJobs,
  readDueJobs,
  readJobs,
  readJobsById,
  readQueues,
  takeLease,
} from '../src/jobs.ts'
import { load } from '../src/load.ts'
import {
  readAllEvents,
  readEvents,
  readJournal,
  readSends,
  readTemplates,
  readThreads,
} from '../src/pages.ts'
import { migrations } from '../src/schema.ts'
import type { Session } from '../src/session.ts'
import { withFile } from './support/folder.ts'
import { customer, journalEntry, nextEvent, phoneNumberId, wantedThread } from './support/rows.ts'

const key = { phoneNumberId, customer }
const intentKey = { phoneNumberId, recipient: customer, key: 'key' }
const intent = { ...intentKey, id: 'id', revision: 1, isOpen: true, claimedAt: 1, text: '', expected: 0 }
const month = { phoneNumberIds: [phoneNumberId], month: '2026-10', until: 1, limit: 1 }
const job: NewJob = {
  id: 'job',
  queue: 'queue',
  phoneNumberId,
  awaits: customer,
  dueAt: 1,
  madeAt: 1,
  text: '',
  payload: '',
}
const jobChange: JobChange = {
  id: 'job',
  expected: 1,
  state: 'done',
  awaits: null,
  dueAt: 1,
  endedAt: 1,
  text: '',
  payload: '',
  adds: [job],
}
const page = { after: 0, limit: 10 }
const span = { opensAt: 0, closesAt: 1 }

/** No transactions are needed to see the statements. */
const sessionOn = (connection: Connection): Session => ({
  read: async (read) => read(connection),
  write: async (write) => write(connection),
  emptyLog: async () => {},
  close: async () => {},
})

/** What the statements do that a store runs all the time. */
const work: Readonly<Record<string, (connection: Connection) => unknown>> = {
  load: (connection) =>
    load(connection, {
      ...wantedThread,
      intents: [intentKey],
      intentIds: ['id'],
      phoneNumbers: ['1'],
      tombstones: ['digest'],
    }),
  'the change of a new thread': (connection) => commit(connection, nextEvent(1)),
  'the change of a thread': (connection) =>
    commit(connection, {
      ...nextEvent(2),
      expectedThreads: [{ ...key, expected: 1 }],
      expectedTombstones: [{ digest: 'digest', at: null }],
      journal: [journalEntry('entry')],
      intents: [intent, { ...intent, revision: 2, expected: 1 }],
      moves: [{ phoneNumberId, from: 'a', to: 'b', offset: 0 }],
      removedThreads: [],
      removedClaims: [{ ...key, message: 'message', month: '2026-10', at: 1 }],
      removedSends: [{ phoneNumberId, id: 'before' }],
      sends: [{ phoneNumberId, id: 'after', text: '' }],
      tellsOfSends: true,
      jobs: [job],
      wakes: [{ ...key, at: 1 }],
    }),
  'taking a lease': (connection) => takeLease(connection, { queue: 'queue', holder: '1', at: 1, length: 1 }),
  jobs: (connection) =>
    readJobs(connection, { queue: 'queue', state: null, order: 'newest', after: 1, limit: 10 }),
  'due jobs': (connection) => readDueJobs(connection, 'queue', 1, 10),
  'jobs by id': (connection) => readJobsById(connection, ['job']),
  'changing jobs': (connection) => changeJobs(connection, [jobChange]),
  'forgetting jobs': (connection) => forgetJobs(sessionOn(connection), 'queue', 1),
  events: (connection) => readEvents(connection, key, page),
  templates: (connection) => readTemplates(connection, page),
  sends: (connection) => readSends(connection, { after: { phoneNumberId, id: 'id' }, limit: 10 }),
  threads: (connection) => readThreads(connection, { after: key, limit: 10 }),
  journal: (connection) => readJournal(connection, { after: { receivedAt: 1, id: 'id' }, limit: 10 }),
  'all events': (connection) =>
    readAllEvents(connection, { after: { ...key, recordedAt: 1, ordinal: 1 }, limit: 10 }),
  'due windows': (connection) => readDue(connection, 'window', span, 10),
  'due replies': (connection) => readDue(connection, 'reply', span, 10),
  claimed: (connection) => countClaims(connection, month),
  'open intents': (connection) => readOpenIntents(connection, 10),
  'intents to': (connection) => readIntentsTo(connection, phoneNumberId, [customer], 10),
  unread: (connection) => readUnread(connection, 10),
  findings: (connection) => readFindings(connection, 10),
  'findings of a code': (connection) => readFindings(connection, 10, 'code'),
  queues: readQueues,
  pruning: (connection) => pruneJournal(sessionOn(connection), 1),
  'pruning a part': (connection) => pruneJournal(sessionOn(connection), 1, ['text']),
  erasing: (connection) =>
    erase(sessionOn(connection), {
      threads: [key],
      ids: [customer],
      tombstones: [{ digest: 'digest', at: 1 }],
    }),
  'erasing within a part': (connection) =>
    erase(sessionOn(connection), {
      threads: [key],
      ids: [customer],
      tombstones: [],
      within: { phoneNumbers: [phoneNumberId], texts: ['text'], queueEnd: '@one' },
    }),
}

/** Reads of whole tables that are meant: the keys of the statement, counting, and looking into every input. */
const meant = /^SCAN (?:wanted|names|json_each|CONSTANT ROW|templates|unread$|jobs$|\(subquery-\d+\))/

/** What SQLite would do for a statement that reads or sorts more than it has to. */
const excesses = (connection: Connection, sql: string): readonly string[] =>
  connection
    .rows(`explain query plan ${sql}`)
    .map((row) => String(row[3]))
    .filter((step) => isScan(step) || sorts.test(step) || all.test(step))

const isScan = (step: string): boolean => step.startsWith('SCAN') && !isOrdered(step) && !meant.test(step)

/** Everything of a phone number. */
const all = /\(phone_number_id=\?\)$/

/** Reading along an index until the limit is reached. */
const isOrdered = (step: string): boolean => / USING (?:COVERING )?INDEX /.test(step)

/** The journal's entries of one instant are sorted by id, and `distinct` is a sort of the few that are asked for. */
const sorts = /USE TEMP B-TREE FOR (?!DISTINCT|RIGHT PART)/

describe('statements find their rows by an index', () => {
  it.each(Object.keys(work))('%s', (name) =>
    withFile(async (path) => {
      const connection = connect(path)
      for (const step of migrations) connection.execute(step)
      work['the change of a new thread']?.(connection)
      const statements = new Set<string>()
      await work[name]?.({
        ...connection,
        rows: (sql, values) => {
          statements.add(sql)
          return connection.rows(sql, values)
        },
        run: (sql, values) => {
          statements.add(sql)
          return connection.run(sql, values)
        },
      })
      expect(statements.size).toBeGreaterThan(0)
      const found = [...statements].flatMap((sql) =>
        excesses(connection, sql).map((step) => `${sql}: ${step}`),
      )
      expect(found).toEqual([])
      connection.close()
    }),
  )
})
