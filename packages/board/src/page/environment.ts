import type { PaceParts } from './server/pace.ts'
import type { Patience } from './server/follow.ts'

/** A clock that never goes back, in milliseconds. */
export const steady = (): number => performance.now()

export const pace: PaceParts = {
  steady,
  later: (action, milliseconds) => {
    setTimeout(action, milliseconds)
  },
}

/** The gateway sends a heartbeat every 15 seconds. */
export const patience: Patience = {
  silence: 40_000,
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const timer = setTimeout(resolve, milliseconds)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    }),
}
