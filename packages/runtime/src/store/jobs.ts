import type { Duration, Instant } from '@guichet/core'

/** `waiting`: it is to be done. `done`: it is over. `dead`: it failed for so long that nobody tries it any more. */
export type JobState = 'waiting' | 'done' | 'dead'

/** Work that a queue keeps until it is over, and then what became of it. */
export interface JobRow {
  /** Names the job; no two jobs share it. */
  readonly id: string
  readonly queue: string
  /** Grows in the order of arrival. The store gives it, and never gives it twice. */
  readonly place: number
  /** Another one with every change of the row: a writer names the one that it has read. */
  readonly revision: number
  readonly state: JobState
  /** The business phone number that it is about; empty where there is none. */
  readonly phoneNumberId: string
  /** The customer whose next message makes it due, by any id; `null`: no message does. */
  readonly awaits: string | null
  /** When it is due; `null`: not by itself. */
  readonly dueAt: Instant | null
  readonly madeAt: Instant
  /** `null` while it waits. */
  readonly endedAt: Instant | null
  /** What is known of it, in the words of its queue. */
  readonly text: string
}

/** A job with what it carries, such as a webhook body. Lists do without it. */
export interface StoredJob extends JobRow {
  readonly payload: string
}

/** A job that is added: it waits, at the next place. */
export type NewJob = Pick<
  StoredJob,
  'id' | 'queue' | 'phoneNumberId' | 'awaits' | 'dueAt' | 'madeAt' | 'text' | 'payload'
>

/** How a job is from now on; its revision is one more. */
export interface JobChange extends Pick<JobRow, 'id' | 'state' | 'awaits' | 'dueAt' | 'endedAt' | 'text'> {
  /** The revision that was read. */
  readonly expected: number
  /** `null` leaves it. */
  readonly payload: string | null
  /** Jobs that follow from it: added in the same transaction, unless jobs of these ids are there. */
  readonly adds: readonly NewJob[]
}

/** A customer wrote: what awaits them is due from that instant on. */
export interface Wake {
  readonly phoneNumberId: string
  /** Any id of the customer. */
  readonly customer: string
  readonly at: Instant
}

/** A process says that it works on a queue. */
export interface Lease {
  readonly queue: string
  /** Names the process. */
  readonly holder: string
  /** By the clock of the process. */
  readonly at: Instant
  readonly length: Duration
}

export interface JobQuery {
  readonly queue: string
  /** `null`: of any state. */
  readonly state: JobState | null
  readonly order: 'oldest' | 'newest'
  /** The place where the page before ended; `null` for the first page. */
  readonly after: number | null
  readonly limit: number
}

/**
 * Durable queues. Jobs are added by a change (`Change.jobs`), so that a job is there exactly if what causes it is.
 * One process at a time works on a queue, as long as its lease lasts. Nothing but order rests on that: a job is
 * changed only by who has read its newest revision.
 */
export interface JobStore {
  /** Takes or renews the lease of a queue; `false` where another process holds it at that instant. */
  readonly lease: (lease: Lease) => Promise<boolean>
  /** The names of the queues that hold any job, in order. */
  readonly queues: () => Promise<readonly string[]>
  /** The jobs of a queue by place. */
  readonly jobs: (query: JobQuery) => Promise<readonly JobRow[]>
  /** The jobs of a queue that wait and are due by that instant; the soonest first, then by place. */
  readonly dueJobs: (queue: string, by: Instant, limit: number) => Promise<readonly JobRow[]>
  /** The jobs of these ids that are there, in any order. */
  readonly jobsById: (ids: readonly string[]) => Promise<readonly StoredJob[]>
  /** Changes each job that still has its expected revision, and tells which those were, by id. */
  readonly changeJobs: (changes: readonly JobChange[]) => Promise<readonly string[]>
  /** Forgets the jobs of a queue that ended before that instant and are not dead; tells how many. */
  readonly forgetJobs: (queue: string, before: Instant) => Promise<number>
}
