import type { Instant } from '../time/instant.ts'

/** The place of a charge among others: the delivery, and the wamid, which charges call `message`. */
export interface Placed {
  readonly at: Instant
  readonly message: string
}

/** The order in which deliveries are charged: by instant, then by wamid. */
export const compareDeliveries = (a: Placed, b: Placed): number =>
  a.at - b.at || (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)
