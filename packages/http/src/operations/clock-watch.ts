import type { Duration, Instant } from '@guichet/core'
import type { Log } from '../parts.ts'

/**
 * What is known of our clock beside WhatsApp's. A webhook does not come before it was stamped, so a stamp ahead
 * of our clock proves that it is behind. An answer of the Graph API bears WhatsApp's time, which lies between
 * those of the question and of the answer.
 */
export interface ClockWatch {
  /** What was received by our clock at that instant was stamped by WhatsApp at this one. */
  readonly received: (stamped: Instant, receivedAt: Instant) => void
  /** WhatsApp dated an answer, to the second, between these two instants of our clock. */
  readonly dated: (date: Instant, askedAt: Instant, answeredAt: Instant) => void
  /**
   * How far our clock is ahead of WhatsApp's at least, in milliseconds; negative where it is behind, 0 where
   * nothing proves either.
   */
  readonly skew: () => Duration
  /** Is it as wrong as is worth a warning? */
  readonly isOff: () => boolean
}

export interface ClockWatchInput {
  readonly now: () => Instant
  /** Takes a line when the clock is found to be wrong, and one when it is right again. */
  readonly log?: Log
}

/** A clock that is as wrong as this is warned of; it is right again below half of it. */
const worthAWarning: Duration = 2_000

/** Bounds of WhatsApp's clock minus ours. */
interface Bounds {
  readonly least: Duration
  readonly most: Duration
}

const anything: Bounds = { least: -Infinity, most: Infinity }

/** What was learned counts for one to two of these, for clocks drift and are set. */
const period: Duration = 60_000

/** Watches a clock. Keeps two pairs of bounds, however much is received. */
export const clockWatch = ({ now, log = () => undefined }: ClockWatchInput): ClockWatch => {
  let [earlier, current, since] = [anything, anything, -Infinity]
  let isOff = false

  /** Forgets what is too old, also where our clock was set back. */
  const age = (): void => {
    const at = now()
    const passed = at - since
    if (passed >= 0 && passed < period) return
    earlier = passed >= 0 && passed < 2 * period ? current : anything
    current = anything
    since = at
  }

  const learn = (bounds: Bounds): void => {
    age()
    current = both(current, bounds)
    // One of the clocks was set: only the newest counts.
    if (isContradiction(both(earlier, current))) [earlier, current] = [anything, bounds]
    judge()
  }

  const skew = (): Duration => {
    age()
    const { least, most } = both(earlier, current)
    // The offset is of WhatsApp's clock, the skew is of ours; `0 -` makes no negative zero.
    return least > 0 ? 0 - least : most < 0 ? 0 - most : 0
  }

  const judge = (): void => {
    const size = Math.abs(skew())
    const wasOff = isOff
    isOff = size >= (wasOff ? worthAWarning / 2 : worthAWarning)
    if (isOff === wasOff) return
    const seconds = skew() / 1000
    if (isOff) log({ level: 'warn', event: wordsFor(seconds), at: now(), seconds })
    else log({ level: 'info', event: 'the clock is right again', at: now() })
  }

  return {
    received: (stamped, receivedAt) => learn({ least: stamped - receivedAt, most: Infinity }),
    dated: (date, askedAt, answeredAt) => learn({ least: date - answeredAt, most: date + 1000 - askedAt }),
    skew,
    isOff: () => {
      judge()
      return isOff
    },
  }
}

const both = (one: Bounds, other: Bounds): Bounds => ({
  least: Math.max(one.least, other.least),
  most: Math.min(one.most, other.most),
})

const isContradiction = ({ least, most }: Bounds): boolean => least > most

/** Whose clock is how wrong, in seconds: negative is behind. */
const wordsFor = (seconds: number): string =>
  `the clock of this machine is ${seconds < 0 ? 'behind' : 'ahead of'} that of WhatsApp`
