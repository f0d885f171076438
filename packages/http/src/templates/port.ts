import type { TemplatesReading } from '@guichet/cloud-api'
import type { Instant } from '@guichet/core'
import type { Timer } from '@guichet/runtime'

/** Reads lists of templates, and the timer for it. */
export interface TemplatesPort {
  /**
   * Reads an account's whole list; `readTemplates` of `graphClient` is one. Never rejects, and comes to an end.
   */
  readonly readList: (wanted: ListWanted) => Promise<TemplatesReading>
  /** The machine's unless named. */
  readonly timer?: Timer
}

/** Which list is wanted. */
export interface ListWanted {
  readonly account: string
  /** Now, to the whole second: the precision of Meta's dates of templates. */
  readonly at: Instant
  /** How often the reading failed before. */
  readonly attempt: number
  /** Aborted when nobody wants it any more. */
  readonly signal: AbortSignal
}
