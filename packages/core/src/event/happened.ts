import type { Instant } from '../time/instant.ts'

/** What every event carries. */
export interface Happened {
  /** Names the happening; Meta's own id where it has one. */
  readonly id: string
  /** When it happened, in epoch milliseconds, by Meta's clock. */
  readonly at: Instant
}
