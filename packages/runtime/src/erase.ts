import type { Duration, Instant, ThreadKey } from '@guichet/core'
import type { ThreadRow } from './store/rows.ts'
import type { Store } from './store/store.ts'
import { digestOf, storableId } from './text.ts'

/** What was erased: the threads that are no more, and all ids by which the customer was known. */
export interface Erased {
  readonly threads: readonly ThreadKey[]
  readonly customers: readonly string[]
}

/** An id in a JSON text, where quotes and the like are escaped. */
const waysToWrite = (id: string): readonly string[] => [...new Set([id, JSON.stringify(id).slice(1, -1)])]

/**
 * Forgets a customer, under every id and at every phone number, as the law may ask. Tombstones stay: what
 * happened until now does not come back with a late webhook; what the customer writes from now on does.
 */
export const eraseCustomer = async (
  store: Store,
  customer: string,
  now: Instant,
  ahead: Duration,
): Promise<Erased & { readonly at: Instant }> => {
  let at = now
  if (customer === '') return { threads: [], customers: [], at }
  const customers = new Set([storableId(customer)])
  const threads = new Map<string, ThreadKey>()
  // What was being taken in when the list was made is found by looking again, once the tombstones stand.
  for (let round = 0; round < mostRounds; round++) {
    const left = (await threadsOf(store, customers)).filter(({ newest }) => newest <= at || round === 0)
    if (left.length === 0 && round > 0) break
    // With a slow clock, what was stored just now would come back with the next delivery.
    at = Math.max(at, ...left.map(({ newest }) => newest).filter((newest) => newest <= now + ahead))
    for (const { phoneNumberId, customer: id } of left)
      threads.set(JSON.stringify([phoneNumberId, id]), { phoneNumberId, customer: id })
    await store.erase({
      threads: [...threads.values()],
      ids: [customer, ...customers].flatMap(waysToWrite),
      tombstones: [...customers].map((id) => ({ digest: digestOf(id), at })),
    })
  }
  return { threads: [...threads.values()], customers: [...customers], at }
}

const mostRounds = 10

/** The threads of those ids at all phone numbers, with what other ids they know; these are added. */
const threadsOf = async (store: Store, customers: Set<string>): Promise<readonly ThreadRow[]> => {
  const numbers = (await store.phoneNumbers()).map(({ id }) => id)
  for (;;) {
    const before = customers.size
    const { threads } = await store.load({
      threads: numbers.flatMap((phoneNumberId) =>
        [...customers].map((id) => ({ phoneNumberId, customer: id })),
      ),
      intents: [],
      intentIds: [],
      phoneNumbers: [],
      tombstones: [],
    })
    for (const { row } of threads) for (const id of [row.customer, ...row.aliases]) customers.add(id)
    if (customers.size === before) return threads.map(({ row }) => row)
  }
}
