import { isStoreFailure } from '@guichet/runtime'
import type { OpenStore } from '../store/with-store.ts'

export interface Patience {
  /** Ends the waiting. */
  readonly stopped: AbortSignal
  /** Is called when the store fails; resolves after the delay, in milliseconds, or once `stopped`. */
  readonly pause: (reason: string, delay: number) => Promise<void>
}

const [shortest, longest] = [1_000, 30_000]

/**
 * The same store, which is tried again while it cannot be reached, is full, read-only or locked: a feed waits
 * for it, and nothing is lost. Other failures are passed on, and so are these once `stopped`.
 */
export const patient = ({ runtime }: OpenStore, { stopped, pause }: Patience): OpenStore => {
  let pausing: Promise<void> | null = null
  let delay = shortest
  /** All that failed together waits together. */
  const pauseAfter = async (reason: string): Promise<void> => {
    await pause(reason, delay)
    delay = Math.min(2 * delay, longest)
    pausing = null
  }
  const again = async <Result>(action: () => Promise<Result>): Promise<Result> => {
    for (;;) {
      try {
        const result = await action()
        delay = shortest
        return result
      } catch (failure) {
        if (!isStoreFailure(failure) || !passing.has(failure.kind) || stopped.aborted) throw failure
        await (pausing ??= pauseAfter(failure.message))
      }
    }
  }
  return {
    runtime: {
      ...runtime,
      receive: (body) => again(() => runtime.receive(body)),
      record: (events) => again(() => runtime.record(events)),
      phoneNumbers: () => again(() => runtime.phoneNumbers()),
      find: (key) => again(() => runtime.find(key)),
    },
  }
}

const passing: ReadonlySet<string> = new Set(['unavailable', 'full', 'read-only', 'locked'])
