import { memoryPlace, type Change, type Store } from '@guichet/runtime'
import type { StorePlace } from '@guichet/runtime/contract'

/** Stores that do all but one thing right. The contract must refute each. */
export interface BrokenStore {
  readonly fault: string
  readonly place: () => StorePlace
}

/** A place with memory stores; some of their functions are replaced. */
export const broken = (fault: string, replace: (store: Store) => Partial<Store>): BrokenStore =>
  brokenWith(fault, () => replace)

/** The same, where the handles on one place remember something together. */
export const brokenWith = (fault: string, plant: () => (store: Store) => Partial<Store>): BrokenStore => ({
  fault,
  place: () => {
    const [place, replace] = [memoryPlace(), plant()]
    return {
      open: async () => {
        const store = await place.open()
        return { ...store, ...replace(store) }
      },
    }
  },
})

/** The changes that reach the store are others. */
export const changing = (fault: string, change: (given: Change) => Change): BrokenStore =>
  broken(fault, (store) => ({ commit: (given) => store.commit(change(given)) }))

/** The same value with every text in it replaced. */
export const mapTexts = <Value>(value: Value, replace: (text: string) => string): Value =>
  JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === 'string' ? replace(part) : part,
  ) as Value

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
