import { DAY, type Instant } from '@guichet/core'

/**
 * When WhatsApp took a message, by its own clock (POS-2), for ours may be wrong. A date that is a day off is of no
 * clock that anybody goes by.
 */
export const takenAt = ({ at }: { readonly at?: Instant }, claimedAt: Instant): Instant =>
  at !== undefined && Math.abs(at - claimedAt) <= DAY ? at : claimedAt
