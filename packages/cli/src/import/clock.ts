import type { Instant } from '@guichet/core'

/** A clock that never goes back and goes on with every turn, so that what comes after it is recorded after. */
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
