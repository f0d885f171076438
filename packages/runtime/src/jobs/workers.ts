import type { Changed } from '../changed.ts'
import type { Worker } from './worker.ts'

/** All that a runtime lets work on queues of a kind. */
export interface Workers {
  /** There may be something to do. */
  readonly nudge: () => void
  /** Nudges it at each change, until the function that it gives is called, which resolves when it has stopped. */
  readonly begin: (worker: Worker) => () => Promise<void>
  /** Stops all of them, and resolves when all have stopped, also those that were told to before. */
  readonly stop: () => Promise<void>
}

export const workersOf = (onChange: (listener: (changed: Changed) => void) => () => void): Workers => {
  const workers = new Set<Worker>()
  return {
    nudge: () => workers.forEach((worker) => worker.nudge()),
    begin: (worker) => {
      workers.add(worker)
      const stopListening = onChange(worker.nudge)
      return () => {
        stopListening()
        return worker.stop().finally(() => workers.delete(worker))
      }
    },
    stop: async () => void (await Promise.all([...workers].map((worker) => worker.stop()))),
  }
}
