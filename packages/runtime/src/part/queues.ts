import type { JobStore } from '../store/jobs.ts'
import { partMark } from './jobs.ts'

/** A queue of a store that parts share. */
export interface QueueOfPart {
  /** The name of the part; `null`: it is of no part. */
  readonly part: string | null
  /** Its name within the part. */
  readonly queue: string
  /** Its name in the whole store. */
  readonly inWhole: string
}

/** All queues that hold any job. */
export const queuesOfParts = async (whole: Pick<JobStore, 'queues'>): Promise<readonly QueueOfPart[]> =>
  (await whole.queues()).map((inWhole) => {
    const at = inWhole.indexOf(partMark)
    return at === -1
      ? { part: null, queue: inWhole, inWhole }
      : { part: inWhole.slice(at + 1), queue: inWhole.slice(0, at), inWhole }
  })
