import type { Worker } from '../jobs/worker.ts'
import type { Surroundings, Timer } from '../ports.ts'
import type { Runtime } from '../runtime-interface.ts'
import type { Store } from '../store/store.ts'
import { outboxOn, type Outbox } from './outbox.ts'
import { workOnOutbox } from './work.ts'

interface Input extends Pick<Runtime, 'send' | 'plan' | 'ask' | 'onChange'> {
  readonly store: Store
  readonly surroundings: Surroundings
  readonly timer: Timer
}

/** The outbox of a runtime, and those who work on it. */
export interface BoundOutbox extends Pick<Runtime, 'outbox' | 'workOnOutbox'> {
  readonly stop: () => Promise<void>
}

export const boundOutbox = (input: Input): BoundOutbox => {
  const workers = new Set<Worker>()
  const nudge = (): void => workers.forEach((worker) => worker.nudge())
  const outbox: Outbox = outboxOn({ ...input, nudge })
  const stopOf = (worker: Worker, stopListening: () => void): Promise<void> => {
    stopListening()
    workers.delete(worker)
    return worker.stop()
  }
  return {
    outbox,
    workOnOutbox: (work = {}) => {
      const worker = workOnOutbox({ ...input, holder: input.surroundings.newId(), ...work })
      workers.add(worker)
      // A customer who writes may be awaited.
      const stopListening = input.onChange(worker.nudge)
      return () => stopOf(worker, stopListening)
    },
    stop: async () => void (await Promise.all([...workers].map((worker) => stopOf(worker, () => undefined)))),
  }
}
