import type { Changed } from '../changed.ts'
import { workersOf } from '../jobs/workers.ts'
import type { Surroundings, Timer } from '../ports.ts'
import type { Store } from '../store/store.ts'
import { backlogOf } from './backlog.ts'
import { wordsOf } from './parcel.ts'
import type { Forwarding } from './forwarding.ts'
import { workOnForward } from './work.ts'

interface Input {
  readonly store: Store
  readonly surroundings: Surroundings
  readonly timer: Timer
  readonly onChange: (listener: (changed: Changed) => void) => () => void
}

/** The forwarding of a runtime; `stop` ends all work on it. */
export const boundForwarding = (
  input: Input,
): {
  readonly forwarding: Forwarding
  readonly stopForwarding: () => Promise<void>
} => {
  const { store, surroundings, onChange } = input
  const { nudge, begin, stop } = workersOf(onChange)
  const list: Forwarding['list'] = async ({ queues, state, limit }) => {
    const lists = await Promise.all(
      queues.map((queue) => store.jobs({ queue, state, order: 'newest', after: null, limit })),
    )
    return lists
      .flat()
      .sort((one, other) => other.place - one.place)
      .slice(0, limit)
      .map((job) => {
        const { event = '*', attempts, reason, retryAt } = wordsOf(job)
        const { id, queue, madeAt, endedAt } = job
        return { id, queue, event, state: job.state, attempts, reason, madeAt, retryAt, endedAt }
      })
  }
  return {
    stopForwarding: stop,
    forwarding: {
      list,
      backlog: async (queues) => backlogOf(store, queues),
      work: (work) => begin(workOnForward({ ...input, holder: surroundings.newId(), ...work })),
      resend: async (id) => {
        const [job] = await store.jobsById([id])
        if (job === undefined) return null
        if (job.state !== 'dead') return 'alive'
        const words = { ...wordsOf(job), since: surroundings.now(), retryAt: null }
        const text = JSON.stringify(words)
        const { revision: expected, awaits, dueAt } = job
        const again = {
          id,
          expected,
          state: 'waiting',
          awaits,
          dueAt,
          endedAt: null,
          text,
          payload: null,
        } as const
        const changed = await store.changeJobs([{ ...again, adds: [] }])
        nudge()
        return changed.length > 0 ? 'waiting' : 'alive'
      },
    },
  }
}
