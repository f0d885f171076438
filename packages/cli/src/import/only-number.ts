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
  const ownNumbers = new Set(threads.map(({ row }) => row.phoneNumberId))
  const [first, another] = ownNumbers.size === 0 ? numbers : ownNumbers
  return another === undefined ? (first ?? null) : null
}
