import type { JobChange, JobQuery, JobRow, NewJob } from '../store/jobs.ts'
import type { Store } from '../store/store.ts'
import { noon, phone } from './given.ts'

export const queue = 'queue'

export const newJob = (id: string, given: Partial<NewJob> = {}): NewJob => ({
  id,
  queue,
  phoneNumberId: phone,
  awaits: null,
  dueAt: null,
  madeAt: noon,
  text: `of ${id}`,
  payload: `payload of ${id}`,
  ...given,
})

/** Leaves the job as it is, but for what is given. */
export const changed = (job: JobRow, given: Partial<JobChange> = {}): JobChange => {
  const { id, revision, state, awaits, dueAt, endedAt, text } = job
  return { id, expected: revision, state, awaits, dueAt, endedAt, text, payload: null, adds: [], ...given }
}

export const list = (store: Store, given: Partial<JobQuery> = {}): Promise<readonly JobRow[]> =>
  store.jobs({ queue, state: null, order: 'oldest', after: null, limit: 1000, ...given })

export const idsOf = (jobs: readonly JobRow[]): readonly string[] => jobs.map(({ id }) => id)

export const one = async (store: Store, id: string): Promise<JobRow> => {
  const job = (await list(store)).find((row) => row.id === id)
  if (job === undefined) throw new Error(`there is no job ${id}`)
  return job
}
