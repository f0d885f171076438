import { readerOf, routed, runtime, type Runtime, type RuntimeInput, type Store } from '@guichet/runtime'

/** One runtime on a store, or on several: then each phone number lies in one of them. */
export const boundTo = (stores: readonly Store[], input: Omit<RuntimeInput, 'store'>): Runtime => {
  const now = (input.surroundings ?? { now: Date.now }).now
  return routed(
    stores.map((store, shard) =>
      runtime({
        ...input,
        store,
        read: stores.length === 1 ? input.read : readerOf(input.read, shard, stores.length),
      }),
    ),
    input.read,
    now,
  )
}
