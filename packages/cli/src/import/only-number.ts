import type { Store } from '@guichet/runtime'

/** The phone number that this customer wrote with, or the store's only one; `null` where there are several. */
export const onlyNumberIn = async (store: Store, customer: string): Promise<string | null> => {
  const numbers = (await store.phoneNumbers()).map(({ id }) => id)
  const { threads } = await store.load({
    threads: numbers.map((phoneNumberId) => ({ phoneNumberId, customer })),
    intents: [],
    intentIds: [],
    phoneNumbers: [],
    tombstones: [],
  })
  const own = new Set(threads.map(({ row }) => row.phoneNumberId))
  const [one, another] = own.size === 0 ? numbers : own
  return another === undefined ? (one ?? null) : null
}
