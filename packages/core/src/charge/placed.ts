import type { Instant } from '../time/instant.ts'

/** The place of a charge among others: the delivery, and the wamid, which charges call `message`. */
export interface Placed {
  readonly at: Instant
  readonly message: string
  /** The member of a group, where it was delivered to one. */
  readonly participant?: string
}

/** The order in which deliveries are charged: by instant, then by wamid, then by the member of a group. */
export const compareDeliveries = (a: Placed, b: Placed): number =>
  a.at - b.at || compareTexts(a.message, b.message) || compareTexts(a.participant ?? '', b.participant ?? '')

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
