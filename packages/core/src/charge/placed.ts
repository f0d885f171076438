import type { Instant } from '../time/instant.ts'

/** Something that happens to a message at an instant. */
export interface Placed {
  readonly at: Instant
  readonly message: string
}

/** The order in which deliveries are charged: by instant, then by wamid. */
export const compareDeliveries = (a: Placed, b: Placed): number =>
  a.at - b.at || (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)
