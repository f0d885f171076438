import type { Instant } from './model/json.ts'

/** The server's clock, estimated from its answers. */
export interface ServerClock {
  /** The server's time now. */
  readonly now: () => Instant
  /** Records that the server answered `now` to a request made at `askedAt`, by the monotonic clock. */
  readonly record: (now: Instant | null, askedAt: number) => void
}

/**
 * Follows the server's clock between its answers by a monotonic clock (milliseconds from any start). The
 * answer's instant counts as that of the request, so that the time left is too short rather than too long.
 * Before the first answer, `guess` is used.
 */
export const serverClock = (steady: () => number, guess: () => Instant): ServerClock => {
  let offset: number | null = null
  return {
    now: () => (offset === null ? guess() : steady() + offset),
    record: (now, askedAt) => {
      if (now !== null) offset = now - askedAt
    },
  }
}

/**
 * Detects that the machine slept, or that its clock was set: then the two clocks disagree, and the board has
 * to ask the server again.
 */
export const leapDetector = (steady: () => number, wall: () => number): (() => boolean) => {
  const tolerated = 2000
  let before = wall() - steady()
  return () => {
    const difference = wall() - steady()
    const leapt = Math.abs(difference - before) > tolerated
    if (leapt) before = difference
    return leapt
  }
}
