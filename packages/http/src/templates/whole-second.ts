import type { Instant } from '@guichet/core'

/** The second that an instant lies in: Meta dates what it tells of templates no finer. */
export const wholeSecond = (at: Instant): Instant => Math.floor(at / 1000) * 1000
