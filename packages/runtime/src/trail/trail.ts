import { randomUUID } from 'node:crypto'
import type { Duration, Instant } from '@guichet/core'
import { machineTimer, type Timer } from '../ports.ts'
import { noChange } from '../store/change.ts'
import type { JobChange, JobRow, NewJob } from '../store/jobs.ts'
import type { Store } from '../store/store.ts'

/** What somebody did: plain fields, without a customer's id. */
export interface TrailEntry {
  readonly at: Instant
  readonly [field: string]: string | number | null
}

/** An entry, and its place: later ones have higher places. */
export interface PlacedEntry {
  readonly place: number
  readonly entry: TrailEntry
}

/** Who did what, kept in a store in the order in which it was written. */
export interface Trail {
  /** Keeps an entry, soon; a process that is killed loses those of the last moments. */
  readonly note: (entry: TrailEntry) => void
  /** The newest entries, those before a place if one is given. */
  readonly entries: (page: {
    readonly before: number | null
    readonly limit: number
  }) => Promise<readonly PlacedEntry[]>
  /** Forgets the entries made before that instant; resolves with how many. */
  readonly forget: (before: Instant) => Promise<number>
  /** Resolves when every entry so far is kept, or could not be. */
  readonly settled: () => Promise<void>
}

export interface TrailInput {
  readonly store: Pick<Store, 'commit' | 'jobs' | 'changeJobs' | 'forgetJobs'>
  readonly timer?: Timer
  /** Called once when the store begins to refuse entries; they are tried again. */
  readonly onTrouble?: (fault: unknown) => void
}

/** Entries are jobs of a queue that nobody works on. */
const queue = 'audit-trail'

/** So many share a write, and so many wait while the store does not answer; the oldest are lost first. */
const mostAtOnce = 500
const mostWaiting = 10_000

/** How long entries are gathered for one write, and when a write that failed is tried again. */
const gathering: Duration = 250
const pause: Duration = 1_000

/** A trail in a store. Nothing waits for its writes. */
export const trailOf = ({ store, timer = machineTimer, onTrouble = () => undefined }: TrailInput): Trail => {
  let waiting: readonly NewJob[] = []
  let writing: Promise<void> | null = null
  let isInTrouble = false
  let stopTimer: (() => void) | null = null

  const wake = (after: Duration): void => {
    stopTimer ??= timer(after, begin)
  }

  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const some = waiting.slice(0, mostAtOnce)
      try {
        await store.commit({ ...noChange, jobs: some })
      } catch (fault) {
        if (!isInTrouble) onTrouble(fault)
        isInTrouble = true
        wake(pause)
        return
      }
      isInTrouble = false
      const kept = new Set(some)
      waiting = waiting.filter((one) => !kept.has(one))
    }
  }

  const begin = (): void => {
    stopTimer?.()
    stopTimer = null
    writing ??= write().finally(() => {
      writing = null
    })
  }

  return {
    note: (entry) => {
      waiting = [...waiting.slice(1 - mostWaiting), jobOf(entry)]
      wake(gathering)
    },
    entries: async ({ before, limit }) => {
      const rows = await store.jobs({ queue, state: null, order: 'newest', after: before, limit })
      return rows.map(({ place, text }) => ({ place, entry: JSON.parse(text) as TrailEntry }))
    },
    forget: async (before) => {
      let forgotten = 0
      for (;;) {
        const rows = await store.jobs({
          queue,
          state: 'waiting',
          order: 'oldest',
          after: null,
          limit: mostAtOnce,
        })
        const old = rows.filter(({ madeAt }) => madeAt < before)
        await store.changeJobs(old.map(ended))
        forgotten += await store.forgetJobs(queue, before)
        if (old.length < mostAtOnce) return forgotten
      }
    },
    settled: async () => {
      begin()
      await writing
    },
  }
}

const jobOf = (entry: TrailEntry): NewJob => ({
  id: `audit-${randomUUID()}`,
  queue,
  phoneNumberId: '',
  awaits: null,
  dueAt: null,
  madeAt: entry.at,
  text: JSON.stringify(entry),
  payload: '',
})

const ended = ({ id, revision, awaits, dueAt, madeAt, text }: JobRow): JobChange => ({
  id,
  expected: revision,
  state: 'done',
  awaits,
  dueAt,
  endedAt: madeAt,
  text,
  payload: null,
  adds: [],
})
