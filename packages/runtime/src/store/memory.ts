import { changedBy, changedByErasure, type Changed } from '../changed.ts'
import { storeFailure } from './failure.ts'
import { applyChange } from './memory-commit.ts'
import { eraseFrom, holdsAny } from './memory-erase.ts'
import { jobsIn } from './memory-jobs.ts'
import { pagesOf } from './memory-pages.ts'
import { loadFrom, queriesOf } from './memory-reads.ts'
import { eventsAfter } from './memory-streams.ts'
import { emptyTables, type Tables } from './memory-tables.ts'
import { atomically, removeWhere } from './memory-transaction.ts'
import type { JournalEntry } from './rows.ts'
import type { Capabilities, Store } from './store.ts'

/** Data within this process that several stores share. It is gone when the last of them is closed. */
export interface MemoryPlace {
  readonly open: () => Promise<Store>
}

/** A store for tests and for trying things out: what it holds ends with it. */
export const memoryStore = (): Store => handleOf(emptyTables(), new Set(), () => {})

/** Makes a place that is empty. */
export const memoryPlace = (): MemoryPlace => {
  let [tables, handles] = [emptyTables(), 0]
  const ears = new Set<Ear>()
  return {
    open: async () => {
      handles += 1
      return handleOf(tables, ears, () => {
        handles -= 1
        if (handles === 0) tables = emptyTables()
      })
    },
  }
}

const capabilities: Capabilities = Object.freeze({ name: 'memory', isDurable: false, isShared: false })

/** Who listens, by the handle that they listen on. */
interface Ear {
  readonly handle: symbol
  readonly listener: (changed: Changed) => void
}

/** A store on the tables. Each call does its work in one go, which is what makes it atomic. */
const handleOf = (tables: Tables, ears: Set<Ear>, onClose: () => void): Store => {
  let isClosed = false
  const handle = Symbol('handle')
  const tellOthers = (changes: readonly Changed[]): void => {
    for (const ear of ears) if (ear.handle !== handle) changes.forEach(ear.listener)
  }
  const asking = <Asked extends readonly unknown[], Answer>(
    answer: (...asked: Asked) => Answer,
  ): ((...asked: Asked) => Promise<Answer>) => {
    return async (...asked) => {
      if (isClosed) throw storeFailure('unavailable', 'The memory store is closed. Open another one.')
      return answer(...asked)
    }
  }
  const pages = pagesOf(tables)
  const queries = queriesOf(tables)
  const jobs = jobsIn(tables)
  return {
    capabilities,
    load: asking((wanted) => loadFrom(tables, wanted)),
    commit: asking((change) => {
      tables.version += 1
      if (!atomically((undo) => applyChange(tables, change, undo))) return 'conflict'
      tellOthers(changedBy(change))
      return 'committed'
    }),
    events: asking((key, { after, limit }) => eventsAfter(tables, key, after).slice(0, limit)),
    templates: asking(pages.templates),
    sends: asking(pages.sends),
    phoneNumbers: asking(pages.phoneNumbers),
    threads: asking(pages.threads),
    due: asking(queries.due),
    claimed: asking(queries.claimed),
    counting: asking(queries.counting),
    openTo: asking(queries.openTo),
    openIntents: asking(queries.openIntents),
    intentsTo: asking(queries.intentsTo),
    unread: asking(queries.unread),
    findings: asking(queries.findings),
    journal: asking(pages.journal),
    allEvents: asking(pages.allEvents),
    pruneJournal: asking((before, texts) => {
      tables.version += 1
      const isOld = ({ receivedAt, body }: JournalEntry): boolean =>
        receivedAt < before && (texts === undefined || holdsAny(body, texts))
      return removeWhere(tables.journal, isOld).length
    }),
    erase: asking((erasure) => {
      tables.version += 1
      if (!atomically((undo) => eraseFrom(tables, erasure, undo))) return 'conflict'
      tellOthers(changedByErasure(erasure))
      return 'committed'
    }),
    lease: asking(jobs.lease),
    queues: asking(jobs.queues),
    jobs: asking(jobs.jobs),
    dueJobs: asking(jobs.dueJobs),
    jobsById: asking(jobs.jobsById),
    changeJobs: asking(jobs.changeJobs),
    forgetJobs: asking(jobs.forgetJobs),
    prove: asking(() => undefined),
    listen: (listener) => {
      if (isClosed) return () => undefined
      const ear: Ear = { handle, listener }
      ears.add(ear)
      return () => void ears.delete(ear)
    },
    close: async () => {
      if (!isClosed) onClose()
      for (const ear of ears) if (ear.handle === handle) ears.delete(ear)
      isClosed = true
    },
  }
}
