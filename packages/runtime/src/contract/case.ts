import type { Capabilities, Store } from '../store/store.ts'

/** Where a store's data is. Every `open` gives another handle on the same data; a new place holds none. */
export interface StorePlace {
  readonly open: () => Promise<Store>
}

/** One thing that every store does. */
export interface ContractCase {
  /** A sentence. */
  readonly title: string
  /** Whom it is asked of; of every store where this is missing. */
  readonly needs?: (capabilities: Capabilities) => boolean
  /** Takes a new place; rejects, saying what is wrong, where the store does otherwise. Closes what it opens. */
  readonly run: (place: StorePlace) => Promise<void>
}

/** A case with one handle. */
export const caseOf = (title: string, run: (store: Store) => Promise<void>): ContractCase => ({
  title,
  run: (place) => withHandles(place, 1, async ([store]) => run(given(store))),
})

/** A case with two handles on the same data, as two processes would have. */
export const caseOfTwo = (title: string, run: (one: Store, other: Store) => Promise<void>): ContractCase => ({
  title,
  run: (place) => withHandles(place, 2, async ([one, other]) => run(given(one), given(other))),
})

const withHandles = async (
  place: StorePlace,
  count: number,
  run: (handles: readonly Store[]) => Promise<void>,
): Promise<void> => {
  const handles: Store[] = []
  try {
    for (let index = 0; index < count; index += 1) handles.push(await place.open())
    await run(handles)
  } finally {
    for (const handle of handles) await handle.close()
  }
}

const given = (store: Store | undefined): Store => {
  if (store === undefined) throw new Error('The place opened no store.')
  return store
}
