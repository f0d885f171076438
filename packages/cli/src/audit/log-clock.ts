import type { Instant } from '@guichet/core'

/** What time it is in a log that is being read: the middle of its latest events, so that one absurd timestamp does not move it. */
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
