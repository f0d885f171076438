import type { Instant } from '@guichet/core'

/**
 * The current time of a log: the median of its latest events, so that one absurd timestamp does not move it.
 */
export interface LogClock {
  readonly see: (at: Instant) => void
  readonly read: () => Instant
}

const memory = 1024

export const logClock = (): LogClock => {
  const recent: Instant[] = []
  let next = 0
  return {
    see: (at) => {
      recent[next] = at
      next = (next + 1) % memory
    },
    read: () => recent.toSorted((a, b) => a - b)[recent.length >> 1] ?? -Infinity,
  }
}
