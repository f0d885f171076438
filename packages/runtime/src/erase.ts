import type { Instant, ThreadKey } from '@guichet/core'
import type { Store } from './store/store.ts'
import { digestOf } from './text.ts'

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
export const eraseCustomer = async (store: Store, customer: string, at: Instant): Promise<Erased> => {
  if (customer === '') return { threads: [], customers: [] }
  const numbers = (await store.phoneNumbers()).map(({ id }) => id)
  const customers = new Set([customer])
  const threads = new Map<string, ThreadKey>()
  for (let before = 0; before < customers.size;) {
    before = customers.size
    const { threads: found } = await store.load({
      threads: numbers.flatMap((phoneNumberId) =>
        [...customers].map((id) => ({ phoneNumberId, customer: id })),
      ),
      intents: [],
      intentIds: [],
      phoneNumbers: [],
      tombstones: [],
    })
    for (const { row } of found) {
      threads.set(JSON.stringify([row.phoneNumberId, row.customer]), row)
      for (const id of [row.customer, ...row.aliases]) customers.add(id)
    }
  }
  const erased: Erased = {
    threads: [...threads.values()].map(({ phoneNumberId, customer: id }) => ({
      phoneNumberId,
      customer: id,
    })),
    customers: [...customers],
  }
  await store.erase({
    threads: erased.threads,
    ids: erased.customers.flatMap(waysToWrite),
    tombstones: erased.customers.map((id) => ({ digest: digestOf(id), at })),
  })
  return erased
}
