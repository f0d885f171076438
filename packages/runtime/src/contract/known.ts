import type { Store, WantedThread } from '../store/store.ts'
import { caseOf, caseOfTwo, type ContractCase } from './case.ts'
import { expectCommitted, expectSame } from './expect.ts'
import {
  eventRows,
  idChange,
  keyOf,
  newThread,
  nextThread,
  otherPhone,
  phone,
  threadRow,
  together,
} from './given.ts'
import { wantedOf } from './survey.ts'

const loadedOf = async (store: Store, ...threads: readonly WantedThread[]): Promise<unknown> => {
  const loaded = await store.load(wantedOf({ threads }))
  return { read: loaded.threads, unchanged: loaded.unchanged }
}

const knowing = (id: string, customer: string, revision: number, phoneNumberId = phone): WantedThread => ({
  phoneNumberId,
  customer: id,
  known: { customer, revision },
})

/** Threads that the reader has already: what did not change is not read again. */
export const known: readonly ContractCase[] = [
  caseOf('A thread that is as the reader knows it is named and not read.', async (store) => {
    const row = threadRow('anna', { length: 3, aliases: ['anna-2'] })
    await expectCommitted(store, together(newThread('anna', row), newThread('bela', { length: 1 })))
    const unchanged = { read: [], unchanged: [keyOf('anna')] }
    expectSame(await loadedOf(store, knowing('anna', 'anna', 1)), unchanged, 'a thread by its own id')
    expectSame(await loadedOf(store, knowing('anna-2', 'anna', 1)), unchanged, 'a thread by another id')
    const twice = await loadedOf(
      store,
      knowing('anna-2', 'anna', 1),
      keyOf('anna'),
      knowing('anna', 'anna', 1),
    )
    expectSame(twice, unchanged, 'a thread that is wanted by two ids')
    const bela = { row: threadRow('bela', { length: 1 }), snapshot: null, tail: eventRows(1, 1, 'bela') }
    const beside = { read: [bela], unchanged: [keyOf('anna')] }
    expectSame(
      await loadedOf(store, knowing('anna', 'anna', 1), keyOf('bela')),
      beside,
      'one known and one not',
    )
  }),

  caseOfTwo('A thread that somebody else has changed is read whole.', async (one, other) => {
    const first = threadRow('anna', { length: 2 })
    const snapshot = { length: 2, madeBy: 'v', text: 'after 2' }
    const { threads, ids } = newThread('anna', first)
    await expectCommitted(one, { ids, threads: threads.map((thread) => ({ ...thread, snapshot })) })
    const second = nextThread(first, 1)
    await expectCommitted(other, { threads: [second] })
    const read = { row: second.row, snapshot, tail: eventRows(3, 3, 'anna') }
    const wanted = knowing('anna', 'anna', first.revision)
    expectSame(await loadedOf(one, wanted), { read: [read], unchanged: [] }, 'a thread of a later revision')
    const ahead = knowing('anna', 'anna', second.row.revision + 1)
    expectSame(await loadedOf(one, ahead), { read: [read], unchanged: [] }, 'a thread of an earlier revision')
  }),

  caseOf('What is known of another thread says nothing of this one.', async (store) => {
    const elsewhere = { phoneNumberId: otherPhone, length: 1 }
    await expectCommitted(
      store,
      together(
        newThread('anna', { length: 1 }),
        newThread('bela', { length: 1 }),
        newThread('anna', elsewhere),
      ),
    )
    // An id that led to one thread leads to another of the same revision now.
    await expectCommitted(store, { ids: [idChange('moved', 'bela')] })
    const read = { row: threadRow('bela', { length: 1 }), snapshot: null, tail: eventRows(1, 1, 'bela') }
    const moved = await loadedOf(store, knowing('moved', 'anna', 1))
    expectSame(moved, { read: [read], unchanged: [] }, 'a thread under an id that was handed on')
    const there = { row: threadRow('anna', elsewhere), snapshot: null, tail: eventRows(1, 1, 'anna') }
    const wanted = [knowing('anna', 'anna', 1), keyOf('anna', otherPhone)]
    const beside = { read: [there], unchanged: [keyOf('anna')] }
    expectSame(await loadedOf(store, ...wanted), beside, 'the same customer at another phone number')
  }),

  caseOf('A known thread that no longer exists is not in the answer.', async (store) => {
    await expectCommitted(store, newThread('anna', { length: 1 }))
    await store.erase({ threads: [keyOf('anna')], ids: [], tombstones: [] })
    const gone = { read: [], unchanged: [] }
    expectSame(await loadedOf(store, knowing('anna', 'anna', 1)), gone, 'an erased thread')
    expectSame(await loadedOf(store, knowing('nobody', 'nobody', 1)), gone, 'a thread that never was')
  }),
]
