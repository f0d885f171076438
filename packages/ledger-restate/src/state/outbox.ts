import type { Change } from '@guichet/runtime'
import { outboxKey as boundsKey } from './keys.ts'
import type { State } from './state.ts'

/** What a batch changed, on its way to the read model. */
export interface OutboxEntry {
  readonly number: number
  readonly changes: readonly Change[]
}

/** Numbers of the entries that are there: from `first`, before `next`. */
interface Bounds {
  readonly first: number
  readonly next: number
}

const entryKey = (number: number): string => `${boundsKey}/${number}`

/** What is on its way to the read model, in the order in which it was committed. */
export interface Outbox {
  readonly add: (changes: readonly Change[]) => Promise<void>
  /** The first entries. */
  readonly first: (limit: number) => Promise<readonly OutboxEntry[]>
  /** The read model has the entries up to that number. */
  readonly taken: (upTo: number) => Promise<void>
}

export const outboxIn = (state: State): Outbox => {
  const bounds = async (): Promise<Bounds> => (await state.get<Bounds>(boundsKey)) ?? { first: 1, next: 1 }
  return {
    add: async (changes) => {
      const { first, next } = await bounds()
      state.set(entryKey(next), changes)
      state.set(boundsKey, { first, next: next + 1 })
    },
    first: async (limit) => {
      const { first, next } = await bounds()
      const numbers = Array.from({ length: Math.min(limit, next - first) }, (_, index) => first + index)
      const entries = await Promise.all(
        numbers.map((number) => state.get<readonly Change[]>(entryKey(number))),
      )
      return numbers.map((number, index) => ({ number, changes: entries[index] ?? [] }))
    },
    taken: async (upTo) => {
      const { first, next } = await bounds()
      const last = Math.min(upTo, next - 1)
      if (last < first) return
      for (let number = first; number <= last; number++) state.clear(entryKey(number))
      state.set(boundsKey, { first: last + 1, next })
    },
  }
}
