import { toIso, type Instant, type Json } from '@guichet/core'
import type { ThreadRow } from '@guichet/runtime'

/** Fields of a JSON object. */
export type Fieldset = { readonly [name: string]: Json }

export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at))

/** A thread as lists show it. */
export const threadToJson = (row: ThreadRow): Fieldset => ({
  phoneNumberId: row.phoneNumberId,
  customer: row.customer,
  aliases: row.aliases,
  newest: toIso(row.newest),
  windowClosesAt: isoOrNull(row.windowClosesAt),
  replyBy: isoOrNull(row.replyBy),
  closedByMeta: isoOrNull(row.closedByMeta),
  waitingSince: isoOrNull(row.waitingSince),
  name: row.name,
})
