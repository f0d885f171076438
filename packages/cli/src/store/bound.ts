import { routed, runtime, type Runtime, type RuntimeInput, type Store } from '@guichet/runtime'

/** One runtime on a store, or on several: then each phone number lies in one of them. */
export const boundTo = (stores: readonly Store[], input: Omit<RuntimeInput, 'store'>): Runtime => {
  const now = (input.surroundings ?? { now: Date.now }).now
  return routed(
    stores.map((store) => runtime({ ...input, store })),
    input.read,
    now,
  )
}
