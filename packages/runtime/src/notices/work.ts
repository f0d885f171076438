import { HOUR, type Instant, type ThreadKey } from '@guichet/core'
import { workerOf, type Worker } from '../jobs/worker.ts'
import type { Surroundings, Timer } from '../ports.ts'
import type { ThreadRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { NoticePlan } from './plan.ts'
import { afterLook, endIn, windowQueue } from './windows.ts'

interface Input {
  readonly store: Store
  readonly surroundings: Surroundings
  readonly timer: Timer
  readonly plan: () => NoticePlan
  readonly find: (key: ThreadKey) => Promise<ThreadRow | null>
  /** Names this process. */
  readonly holder: string
  readonly onFailure: (failure: unknown) => void
}

/** Ends that are looked at together. */
const portion = 200
/** An end that was looked at is forgotten so soon: another message may still give the same one. */
const kept = HOUR

/** Looks at ends of windows when they are due. */
export const workOnWindows = (input: Input): Worker => {
  const { store, surroundings, timer, holder, onFailure } = input
  const { now } = surroundings
  let forgottenAt: Instant | null = null

  const round = async (): Promise<void> => {
    const at = now()
    if (forgottenAt === null || at >= forgottenAt + HOUR) {
      forgottenAt = at
      await store.forgetJobs(windowQueue, at - kept)
    }
    for (let isMore = true; isMore;) {
      const due = await store.dueJobs(windowQueue, now(), portion)
      const looked = due.map(async (job) => {
        const end = endIn(job)
        return afterLook(job, end, await input.find(end), input.plan(), now())
      })
      const changed = due.length === 0 ? [] : await store.changeJobs(await Promise.all(looked))
      isMore = due.length === portion && changed.length > 0
    }
  }

  return workerOf({
    store,
    queue: windowQueue,
    holder,
    now,
    timer,
    round,
    idle: async () => undefined,
    onFailure,
  })
}
