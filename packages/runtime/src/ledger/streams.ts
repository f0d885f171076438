import type { ThreadKey } from '@guichet/core'
import type { EventRow, ThreadRow } from '../store/rows.ts'
import type { LedgerStore } from '../store/store.ts'
import { rivalsIn } from '../threads/kept.ts'

/** The row, and those of all with whom this customer shared a number. */
export const withRivals = async (
  store: LedgerStore,
  row: ThreadRow,
  rivals: readonly string[],
): Promise<readonly ThreadRow[]> => {
  const rows = new Map([[row.customer, row]])
  const asked = new Set(rivals)
  for (const customer of asked) {
    const { threads } = await store.load({
      threads: [{ phoneNumberId: row.phoneNumberId, customer }],
      intents: [],
      intentIds: [],
      phoneNumbers: [],
      tombstones: [],
    })
    for (const stored of threads) {
      rows.set(stored.row.customer, stored.row)
      for (const another of rivalsIn(stored)) asked.add(another)
    }
  }
  return [...rows.values()]
}

/** The whole streams of those threads. */
export const eventsOfAll = async (
  store: LedgerStore,
  rows: readonly ThreadKey[],
): Promise<readonly EventRow[]> => {
  const events: EventRow[] = []
  for (const row of rows) for (const event of await allEvents(store, row)) events.push(event)
  return events
}

const pageSize = 5_000

/** The whole stream of a thread. */
export const allEvents = async (store: LedgerStore, key: ThreadKey): Promise<readonly EventRow[]> => {
  const events: EventRow[] = []
  for (;;) {
    const page = await store.events(key, { after: events.at(-1)?.ordinal ?? 0, limit: pageSize })
    events.push(...page)
    if (page.length < pageSize) return events
  }
}
