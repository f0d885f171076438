import type { Instant } from '@guichet/core'
import { metaKey } from './keys.ts'
import type { State } from './state.ts'

/** Small facts about an object, which every batch reads: together, for each key that is read has its price. */
export interface Meta {
  /** Is the object known to the accounts? */
  readonly isRegistered: boolean
  /** Has it any tombstones? */
  readonly isTombstoned: boolean
  /** The latest instant at which something was recorded. */
  readonly latest: Instant | null
  /** Grows with each change. */
  readonly version: number
  /** How many changes reported sends. */
  readonly toldOfSends: number
}

const none: Meta = { isRegistered: false, isTombstoned: false, latest: null, version: 0, toldOfSends: 0 }

export const metaOf = async (state: State): Promise<Meta> => (await state.get<Meta>(metaKey)) ?? none

export const changeMeta = async (state: State, change: (meta: Meta) => Partial<Meta>): Promise<void> => {
  const meta = await metaOf(state)
  state.set(metaKey, { ...meta, ...change(meta) })
}
