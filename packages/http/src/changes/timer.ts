import type { Duration } from '@guichet/core'

/** Calls `tick` after each such time, until the returned function is called. */
export type Timer = (every: Duration, tick: () => void) => () => void

/** The machine's timer; it keeps no process alive. */
export const machineTimer: Timer = (every, tick) => {
  const timer = setInterval(tick, every)
  // A number in runtimes that no timer keeps from ending.
  timer.unref?.()
  return () => clearInterval(timer)
}
