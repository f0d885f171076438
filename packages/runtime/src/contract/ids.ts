import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame, expectSameSet } from './expect.ts'
import { idChange, keyOf, newThread, nextThread, otherPhone, threadRow, together } from './given.ts'
import { wantedOf } from './survey.ts'
import type { Store } from '../store/store.ts'

const customersOf = async (store: Store, ...ids: readonly string[]): Promise<readonly string[]> => {
  const { threads } = await store.load(wantedOf({ threads: ids.map((id) => keyOf(id)) }))
  return threads.map(({ row }) => row.customer)
}

/** Which thread an id of a customer leads to. */
export const ids: readonly ContractCase[] = [
  caseOf('A thread is found by any id of its customer, and by all of them once.', async (store) => {
    await expectCommitted(store, together(newThread('anna', { aliases: ['a', 'b'] }), newThread('bela')))
    for (const id of ['anna', 'a', 'b'])
      expectSame(await customersOf(store, id), ['anna'], `the thread of ${id}`)
    expectSame(await customersOf(store, 'b', 'anna', 'a', 'b'), ['anna'], 'the thread of all ids')
    expectSameSet(
      await customersOf(store, 'a', 'bela', 'c'),
      ['anna', 'bela'],
      'the threads of two customers',
    )
  }),

  caseOf('An id leads elsewhere from the change on that says so.', async (store) => {
    await expectCommitted(store, together(newThread('anna', { aliases: ['a'] }), newThread('bela')))
    await expectCommitted(store, { ids: [idChange('a', 'bela', 'anna')] })
    expectSame(await customersOf(store, 'a'), ['bela'], 'the thread of the id')
    expectSame(await customersOf(store, 'anna'), ['anna'], 'the thread of the other id')
    await expectCommitted(store, { ids: [idChange('a', 'anna', 'bela')] })
    expectSame(await customersOf(store, 'a'), ['anna'], 'the thread of the id that was led back')
  }),

  caseOf('What is an alias in a row alone does not lead to the thread.', async (store) => {
    await expectCommitted(store, together(newThread('anna')))
    await expectCommitted(store, { threads: [nextThread(threadRow('anna'), 0, { aliases: ['a'] })] })
    expectSame(await customersOf(store, 'a'), [], 'the thread of the id')
    await expectCommitted(store, { ids: [idChange('a', 'anna')] })
    expectSame(await customersOf(store, 'a'), ['anna'], 'the thread of the id')
  }),

  caseOf('An id of one phone number leads nowhere at another.', async (store) => {
    await expectCommitted(store, together(newThread('anna', { aliases: ['a'] })))
    const { threads } = await store.load(
      wantedOf({ threads: [keyOf('a', otherPhone), keyOf('anna', otherPhone)] }),
    )
    expectSame(threads, [], 'the threads of the other phone number')
  }),
]
