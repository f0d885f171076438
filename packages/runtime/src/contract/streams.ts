import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame } from './expect.ts'
import { eventRows, keyOf, newThread, nextThread, threadRow, together } from './given.ts'
import { wantedOf } from './survey.ts'
import type { Store } from '../store/store.ts'
import type { StoredThread } from '../store/rows.ts'

const load = async (store: Store): Promise<StoredThread | undefined> =>
  (await store.load(wantedOf({ threads: [keyOf('anna')] }))).threads[0]

/** Streams of events and their snapshots, small and large. */
export const streams: readonly ContractCase[] = [
  caseOf('Only the events after the snapshot are loaded.', async (store) => {
    const [snapshot, later] = [3, 5].map((length) => ({ length, madeBy: 'v', text: `after ${length}` }))
    const first = threadRow('anna', { length: 3 })
    await expectCommitted(store, together(newThread('anna', first)))
    const second = { ...nextThread(first, 0), snapshot: snapshot ?? null }
    await expectCommitted(store, { threads: [second] })
    expectSame(await load(store), { row: second.row, snapshot, tail: [] }, 'a thread as of its snapshot')
    const third = nextThread(second.row, 2)
    await expectCommitted(store, { threads: [third] })
    const kept = { row: third.row, snapshot, tail: eventRows(4, 5, 'anna') }
    expectSame(await load(store), kept, 'a thread with two events after its snapshot')
    const fourth = { ...nextThread(third.row, 1), snapshot: later ?? null }
    await expectCommitted(store, { threads: [fourth] })
    const replaced = { row: fourth.row, snapshot: later, tail: eventRows(6, 6, 'anna') }
    expectSame(await load(store), replaced, 'a thread with another snapshot')
    const events = await store.events(keyOf('anna'), { after: 0, limit: 10 })
    expectSame(events, eventRows(1, 6, 'anna'), 'all events of the thread')
  }),

  caseOf('A snapshot that is wrong about its maker or its length is given as it is.', async (store) => {
    const snapshot = { length: 0, madeBy: '', text: '' }
    const { threads, ids } = newThread('anna', { length: 2 })
    await expectCommitted(store, { ids, threads: threads.map((thread) => ({ ...thread, snapshot })) })
    const loaded = await load(store)
    expectSame([loaded?.snapshot, loaded?.tail.length], [snapshot, 2], 'the snapshot and the tail')
  }),
]
