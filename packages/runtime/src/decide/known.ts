import type { Instant } from '@guichet/core'
import type { IntentRow, PhoneNumberRow } from '../store/rows.ts'
import type { KeptThread } from '../threads/kept.ts'
import type { KeptSends } from '../threads/sends.ts'
import type { KeptTemplates } from '../threads/templates.ts'

/** What a piece of work goes by: what the store was read to hold. */
export interface Known {
  readonly threads: readonly KeptThread[]
  readonly phoneNumbers: readonly PhoneNumberRow[]
  readonly templates: KeptTemplates
  readonly sends: KeptSends
  readonly intents: readonly IntentRow[]
  /** The names of the intents that were looked for (`nameOfIntent`). */
  readonly lookedUpIntents: ReadonlySet<string>
  /** Until when a customer's id, or another name of a tombstone, is erased; `null` where it is not. */
  readonly erasedAt: (name: string) => Instant | null
  /** The ids whose tombstones were read just now. */
  readonly lookedUp: ReadonlySet<string>
}
