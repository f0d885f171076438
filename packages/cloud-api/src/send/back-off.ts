import type { Duration } from '@guichet/core'

/** How long to wait before the same request may be repeated. */
export interface BackOff {
  readonly kind: 'back-off'
  /** The wait after the first failure. */
  readonly first: Duration
  /** The factor of the wait for every further failure. */
  readonly factor: number
  /** The longest wait. */
  readonly longest: Duration
}

/** A wait after which only the caller decides to repeat: repeating at once makes it worse. */
export interface NotBefore {
  readonly kind: 'not-before'
  readonly wait: Duration
}

/**
 * The wait after the attempt with this number (0, 1, 2 …). Without jitter: a caller that sends a lot should
 * add some.
 */
export const waitAfter = (backOff: BackOff, attempt: number): Duration => {
  const { first, factor, longest } = backOff
  const exponent = attempt > 0 ? Math.floor(attempt) : 0
  return Math.min(longest, first * factor ** exponent)
}
