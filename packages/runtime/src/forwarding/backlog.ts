import type { JobState, JobStore } from '../store/jobs.ts'
import type { Backlog } from './forwarding.ts'

/** More is as bad. */
const mostCounted = 1_000

/** What some queues of a store hold. */
export const backlogOf = async (
  store: Pick<JobStore, 'jobs'>,
  queues: readonly string[],
): Promise<Backlog> => {
  const held = (state: JobState) =>
    Promise.all(
      queues.map((queue) => store.jobs({ queue, state, order: 'oldest', after: null, limit: mostCounted })),
    )
  const [waiting, dead] = [(await held('waiting')).flat(), (await held('dead')).flat()]
  const oldest = waiting.reduce((first, { madeAt }) => Math.min(first, madeAt), Infinity)
  return {
    waiting: waiting.length,
    oldestAt: oldest === Infinity ? null : oldest,
    dead: dead.length,
  }
}

/** Several backlogs as one. */
export const backlogTogether = (all: readonly Backlog[]): Backlog => {
  const oldest = Math.min(...all.map(({ oldestAt }) => oldestAt ?? Infinity))
  return {
    waiting: all.reduce((sum, one) => sum + one.waiting, 0),
    oldestAt: oldest === Infinity ? null : oldest,
    dead: all.reduce((sum, one) => sum + one.dead, 0),
  }
}
