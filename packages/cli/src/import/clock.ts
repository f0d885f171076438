import type { Instant } from '@guichet/core'

/** A strictly increasing clock, so that later input is recorded later. */
export interface TurningClock {
  readonly now: () => Instant
  readonly turn: () => void
}

export const turningClock = (now: () => Instant): TurningClock => {
  let latest: Instant = -Infinity
  return {
    now: () => {
      latest = Math.max(latest, now())
      return latest
    },
    turn: () => {
      latest += 1
    },
  }
}
