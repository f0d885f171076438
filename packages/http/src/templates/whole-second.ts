import type { Instant } from '@guichet/core'

/** The whole second of an instant: the precision of Meta's dates of templates. */
export const wholeSecond = (at: Instant): Instant => Math.floor(at / 1000) * 1000
