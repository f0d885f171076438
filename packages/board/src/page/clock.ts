import type { Instant } from './model/json.ts'

/** The server's clock, as far as it was heard of. */
export interface ServerClock {
  /** What it says now. */
  readonly now: () => Instant
  /** It said `now` in answer to what was asked at `askedAt`, by the steady clock. */
  readonly heard: (now: Instant | null, askedAt: number) => void
}

/**
 * Follows the server's clock between its answers by a steady clock (milliseconds from any start). An answer's
 * instant is taken for that of the question, so that the time left is told rather too short than too long.
 * Until something was heard, `guess` stands for it.
 */
export const serverClock = (steady: () => number, guess: () => Instant): ServerClock => {
  let offset: number | null = null
  return {
    now: () => (offset === null ? guess() : steady() + offset),
    heard: (now, askedAt) => {
      if (now !== null) offset = now - askedAt
    },
  }
}

/**
 * Tells when the machine slept, or its clock was set: then the two clocks disagree with what they said before,
 * and the server has to be asked again.
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
