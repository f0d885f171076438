import type { PhoneNumberRow } from '@guichet/runtime'
import { numberKey, numbersKey } from './keys.ts'
import { pagesIn } from './pages.ts'
import type { State } from './state.ts'

/** Phone numbers: its own in the object of one, all in the object of the accounts. */
export interface Numbers {
  readonly get: (id: string) => Promise<PhoneNumberRow | null>
  readonly put: (row: PhoneNumberRow) => Promise<void>
  /** All, by id. */
  readonly all: () => Promise<readonly PhoneNumberRow[]>
}

export const numbersIn = (state: State): Numbers => {
  const ids = pagesIn<string>(state, numbersKey)
  const get = (id: string): Promise<PhoneNumberRow | null> => state.get<PhoneNumberRow>(numberKey(id))
  return {
    get,
    put: async (row) => {
      if ((await get(row.id)) === null) await ids.add([row.id])
      state.set(numberKey(row.id), row)
    },
    all: async () => {
      const rows = await Promise.all((await ids.after(0)).map(get))
      return rows.flatMap((row) => row ?? []).toSorted((one, other) => (one.id < other.id ? -1 : 1))
    },
  }
}
