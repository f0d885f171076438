import type { JobChange, JobRow, JobStore, NewJob, StoredJob, Wake } from './jobs.ts'
import { compareTexts } from './memory-order.ts'
import type { Tables } from './memory-tables.ts'
import { put, removeWhere, type Undo } from './memory-transaction.ts'

/** Adds a job at the next place, unless one of its id is there. */
export const addJob = (tables: Tables, job: NewJob, undo: Undo): void => {
  if (tables.jobs.has(job.id)) return
  tables.latestPlace += 1
  const place = tables.latestPlace
  const { id, queue, phoneNumberId, awaits, dueAt, madeAt, text, payload } = job
  const row = { id, queue, phoneNumberId, awaits, dueAt, madeAt, text, payload }
  put(
    undo,
    tables.jobs,
    id,
    Object.freeze({ ...row, place, revision: 1, state: 'waiting', endedAt: null } as const),
  )
}

/** Makes due what awaits the customer. */
export const wake = (tables: Tables, { phoneNumberId, customer, at }: Wake, undo: Undo): void => {
  for (const job of tables.jobs.values())
    if (job.state === 'waiting' && job.awaits === customer && job.phoneNumberId === phoneNumberId) {
      const dueAt = Math.min(job.dueAt ?? at, at)
      put(undo, tables.jobs, job.id, Object.freeze({ ...job, dueAt, revision: job.revision + 1 }))
    }
}

type Jobs = {
  readonly [Name in keyof JobStore]: (
    ...asked: Parameters<JobStore[Name]>
  ) => Awaited<ReturnType<JobStore[Name]>>
}

export const jobsIn = (tables: Tables): Jobs => ({
  lease: ({ queue, holder, at, length }) => {
    const held = tables.leases.get(queue)
    if (held !== undefined && held.holder !== holder && held.until > at) return false
    tables.leases.set(queue, { holder, until: at + length })
    return true
  },
  queues: () => [...new Set([...tables.jobs.values()].map(({ queue }) => queue))].sort(compareTexts),
  jobs: ({ queue, state, order, after, limit }) => {
    const isLater = (place: number): boolean =>
      after === null || (order === 'oldest' ? place > after : place < after)
    return [...tables.jobs.values()]
      .filter((job) => job.queue === queue && (state === null || job.state === state) && isLater(job.place))
      .sort((one, other) => (order === 'oldest' ? one.place - other.place : other.place - one.place))
      .slice(0, limit)
      .map(withoutPayload)
  },
  dueJobs: (queue, by, limit) =>
    [...tables.jobs.values()]
      .flatMap((job) =>
        job.queue === queue && job.state === 'waiting' && job.dueAt !== null && job.dueAt <= by
          ? [{ job, dueAt: job.dueAt }]
          : [],
      )
      .sort((one, other) => one.dueAt - other.dueAt || one.job.place - other.job.place)
      .slice(0, limit)
      .map(({ job }) => withoutPayload(job)),
  jobsById: (ids) => [...new Set(ids)].flatMap((id) => tables.jobs.get(id) ?? []),
  changeJobs: (changes) => changes.filter((change) => changeJob(tables, change)).map(({ id }) => id),
  forgetJobs: (queue, before) =>
    removeWhere(
      tables.jobs,
      (job) => job.queue === queue && job.state === 'done' && job.endedAt !== null && job.endedAt < before,
    ).length,
})

const changeJob = (tables: Tables, change: JobChange): boolean => {
  const { id, expected, state, awaits, dueAt, endedAt, text, payload, adds } = change
  const job = tables.jobs.get(id)
  if (job === undefined || job.revision !== expected) return false
  const changed = { ...job, revision: expected + 1, state, awaits, dueAt, endedAt, text }
  tables.jobs.set(id, Object.freeze({ ...changed, payload: payload ?? job.payload }))
  for (const added of adds) addJob(tables, added, [])
  return true
}

const withoutPayload = (job: StoredJob): JobRow => {
  const { id, queue, place, revision, state, phoneNumberId, awaits, dueAt, madeAt, endedAt, text } = job
  return Object.freeze({
    id,
    queue,
    place,
    revision,
    state,
    phoneNumberId,
    awaits,
    dueAt,
    madeAt,
    endedAt,
    text,
  })
}
