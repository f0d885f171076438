import type { JobRow, JobStore, NewJob } from '../store/jobs.ts'
import { compareTexts } from '../store/memory-order.ts'
import type { Part } from './part.ts'

/** How the jobs of a part are called in the whole store: by its name behind their own. */
interface Names {
  readonly inWhole: <Job extends Pick<NewJob, 'id' | 'queue'>>(job: Job) => Job
  readonly ofWhole: (own: string) => string
}

/** Stands before a part's name in the names of its queues, and in no queue's own name. */
export const partMark = '@'

/** How the names of a part's queues end, and of nobody else's. */
export const queueEndOf = ({ name }: Part): string => partMark + name

const namesOf = (part: Part): Names => {
  const ofWhole = (own: string): string => `${own}${queueEndOf(part)}`
  return { ofWhole, inWhole: (job) => ({ ...job, id: ofWhole(job.id), queue: ofWhole(job.queue) }) }
}

/** The jobs of a change, as they are called in the whole store. */
export const jobsInWhole = (jobs: readonly NewJob[], part: Part): readonly NewJob[] =>
  jobs.map(namesOf(part).inWhole)

/** The queues of a part: those that its own name marks. */
export const jobsOfPart = (whole: JobStore, part: Part): JobStore => {
  const { inWhole, ofWhole } = namesOf(part)
  const mark = queueEndOf(part)
  const own = (text: string): string => text.slice(0, text.length - mark.length)
  const isOurs = ({ queue }: Pick<JobRow, 'queue'>): boolean => queue.endsWith(mark)
  const ours = <Job extends Pick<JobRow, 'id' | 'queue'>>(job: Job): Job => ({
    ...job,
    id: own(job.id),
    queue: own(job.queue),
  })
  return {
    lease: (lease) => whole.lease({ ...lease, queue: ofWhole(lease.queue) }),
    queues: async () =>
      (await whole.queues())
        .filter((queue) => isOurs({ queue }))
        .map(own)
        .sort(compareTexts),
    jobs: async (query) => (await whole.jobs({ ...query, queue: ofWhole(query.queue) })).map(ours),
    dueJobs: async (queue, by, limit) => (await whole.dueJobs(ofWhole(queue), by, limit)).map(ours),
    jobsById: async (ids) => (await whole.jobsById(ids.map(ofWhole))).filter(isOurs).map(ours),
    changeJobs: async (changes) => {
      const named = changes.map((change) => ({
        ...change,
        id: ofWhole(change.id),
        adds: change.adds.map(inWhole),
      }))
      return (await whole.changeJobs(named)).map(own)
    },
    forgetJobs: (queue, before) => whole.forgetJobs(ofWhole(queue), before),
  }
}
