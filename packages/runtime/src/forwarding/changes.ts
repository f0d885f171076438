import type { JobChange, JobStore } from '../store/jobs.ts'

/** Changes of jobs that share a transaction: whatever is handed in during one is part of the next. */
export interface ChangesTogether {
  /** Resolves once it is stored, or somebody else has changed the job. */
  readonly make: (change: JobChange) => Promise<void>
}

export const changesTogether = (store: Pick<JobStore, 'changeJobs'>): ChangesTogether => {
  let waiting: JobChange[] = []
  let next: Promise<void> | null = null
  let running: Promise<unknown> = Promise.resolve()

  const flush = async (): Promise<void> => {
    await running
    const batch = waiting
    waiting = []
    next = null
    const storing = store.changeJobs(batch)
    // A failure is told to those who wait for this batch; the next one is tried anyway.
    running = storing.catch(() => undefined)
    await storing
  }

  return {
    make: (change) => {
      waiting.push(change)
      next ??= flush()
      return next
    },
  }
}
