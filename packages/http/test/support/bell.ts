import type { Duration } from '@guichet/core'
import type { Timer } from '@guichet/runtime'

/** A timer that rings when it is told to. */
export interface Bell {
  readonly timer: Timer
  /** Rings everything that waits for at most that long, and resolves when what follows from it at once is done. */
  readonly ring: (after: Duration) => Promise<void>
  /** How long each of those that wait was told to wait. */
  readonly waiting: () => readonly Duration[]
}

export const bell = (): Bell => {
  const waiting = new Map<() => void, Duration>()
  return {
    timer: (after, ring) => {
      const own = (): void => ring()
      waiting.set(own, after)
      return () => {
        waiting.delete(own)
      }
    },
    ring: async (most) => {
      for (const [ring, after] of Array.from(waiting))
        if (after <= most) {
          waiting.delete(ring)
          ring()
        }
      // What was rung may read the store and write to it; the next wait is set when it is done.
      for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve))
    },
    waiting: () => [...waiting.values()],
  }
}
