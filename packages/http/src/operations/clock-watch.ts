import type { Duration, Instant } from '@guichet/core'
import type { Log } from '../log.ts'

/**
 * Compares our clock with WhatsApp's. A webhook cannot arrive before its timestamp, so a timestamp ahead of
 * our clock proves that our clock is behind. An answer of the Graph API carries WhatsApp's time, which lies
 * between the request and the answer.
 */
export interface ClockWatch {
  /** Records a webhook: received at that instant by our clock, stamped at this one by WhatsApp's. */
  readonly received: (stamped: Instant, receivedAt: Instant) => void
  /** Records an answer: dated by WhatsApp, to the second, between these two instants of our clock. */
  readonly dated: (date: Instant, askedAt: Instant, answeredAt: Instant) => void
  /**
   * How far our clock is ahead of WhatsApp's at least, in milliseconds; negative where it is behind, 0 where
   * nothing proves either.
   */
  readonly skew: () => Duration
  /** Is the difference large enough for a warning? */
  readonly isOff: () => boolean
}

export interface ClockWatchInput {
  readonly now: () => Instant
  /** Logs when the clock becomes wrong, and when it is right again. */
  readonly log?: Log
}

/** A clock that differs by this much causes a warning; it is right again below half of it. */
const worthAWarning: Duration = 2_000

/** Bounds of WhatsApp's clock minus ours. */
interface Bounds {
  readonly least: Duration
  readonly most: Duration
}

const anything: Bounds = { least: -Infinity, most: Infinity }

/** An observation counts for one to two of these periods, because clocks drift and are set. */
const period: Duration = 60_000

/** Watches a clock. Its memory is constant: two pairs of bounds. */
export const clockWatch = ({ now, log = () => undefined }: ClockWatchInput): ClockWatch => {
  let [earlier, current, since] = [anything, anything, -Infinity]
  let isOff = false

  /** Drops observations that are too old, also after our clock was set back. */
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

const both = (a: Bounds, b: Bounds): Bounds => ({
  least: Math.max(a.least, b.least),
  most: Math.min(a.most, b.most),
})

const isContradiction = ({ least, most }: Bounds): boolean => least > most

/** How far the clock of this machine differs, in words, from seconds; negative is behind. */
const wordsFor = (seconds: number): string =>
  `the clock of this machine is ${seconds < 0 ? 'behind' : 'ahead of'} that of WhatsApp`
