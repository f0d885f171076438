import type { ContractCase, StorePlace } from './case.ts'
import { expectCommitted, expectSame } from './expect.ts'
import { survey } from './survey.ts'
import { wideChange, world, worldNames } from './world.ts'
import type { Store } from '../store/store.ts'

/** What is there when a store is closed and opened again. */
export const reopen: readonly ContractCase[] = [
  {
    title: 'What was committed is all there after the store was closed and opened again.',
    needs: ({ isDurable }) => isDurable,
    run: async (place) => {
      const before = await withStore(place, fill)
      expectSame(await withStore(place, (store) => survey(store, worldNames)), before, 'all that is stored')
      const after = await withStore(place, async (store) => {
        await expectCommitted(store, wideChange, 'a commit after the store was opened again')
        return survey(store, worldNames)
      })
      expectSame(await withStore(place, (store) => survey(store, worldNames)), after, 'all that is stored')
    },
  },
  {
    title: 'A store that is not durable forgets everything when it is closed, and can be filled again.',
    needs: ({ isDurable }) => !isDurable,
    run: async (place) => {
      const nothing = await withStore(place, (store) => survey(store, worldNames))
      const before = await withStore(place, fill)
      expectSame(await withStore(place, (store) => survey(store, worldNames)), nothing, 'all that is stored')
      expectSame(await withStore(place, fill), before, 'all that is stored when it is filled again')
    },
  },
  {
    title: 'What is committed stays while another handle is open.',
    run: async (place) => {
      const stays = await place.open()
      try {
        const before = await withStore(place, fill)
        expectSame(await survey(stays, worldNames), before, 'what the handle that stays open reads')
        const again = await withStore(place, (store) => survey(store, worldNames))
        expectSame(again, before, 'what a handle reads that was opened later')
      } finally {
        await stays.close()
      }
    },
  },
]

const fill = async (store: Store): Promise<unknown> => {
  await expectCommitted(store, world)
  await store.erase({ threads: [], ids: [], tombstones: [{ digest: 'digest-2', at: 5 }] })
  return survey(store, worldNames)
}

const withStore = async <Result>(
  place: StorePlace,
  use: (store: Store) => Promise<Result>,
): Promise<Result> => {
  const store = await place.open()
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}
