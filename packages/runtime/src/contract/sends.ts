import { caseOf, caseOfTwo, type ContractCase } from './case.ts'
import { expectCommitted, expectConflict, expectSame } from './expect.ts'
import { changeOf, idChange, otherPhone, phone, sendRow, threadRow, upTo } from './given.ts'
import { allPages, wantedOf } from './survey.ts'
import type { SendRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

const toldOf = async (store: Store): Promise<number> => (await store.load(wantedOf({}))).sends

const sendsOf = (store: Store): Promise<readonly SendRow[]> => store.sends({ after: null, limit: 100 })

/** What accepted sends prove of templates, which is kept in small pieces. */
export const sends: readonly ContractCase[] = [
  caseOf('Pieces of sends are read by phone number and id, page by page.', async (store) => {
    const rows = ['é', 'b', 'B', 'a'].flatMap((id) => [
      sendRow(id, { phoneNumberId: otherPhone }),
      sendRow(id),
    ])
    await expectCommitted(store, { sends: rows })
    const ids = ['B', 'a', 'b', 'é']
    const inOrder = [phone, otherPhone].flatMap((phoneNumberId) =>
      ids.map((id) => sendRow(id, { phoneNumberId })),
    )
    expectSame(await sendsOf(store), inOrder, 'the sends')
    const paged = await allPages(
      store.sends,
      null,
      ({ phoneNumberId, id }: SendRow) => ({ phoneNumberId, id }),
      3,
    )
    expectSame(paged, inOrder, 'the sends, three at a time')
  }),

  caseOf(
    'A piece of sends that is there stays as it is; one that is not there is gone already.',
    async (store) => {
      await expectCommitted(store, { sends: [sendRow('one'), sendRow('two')] })
      await expectCommitted(store, {
        sends: [sendRow('one', { text: 'otherwise' }), sendRow('three'), sendRow('three')],
        removedSends: [sendRow('two'), sendRow('two'), sendRow('nothing')],
      })
      expectSame(await sendsOf(store), [sendRow('one'), sendRow('three')], 'the sends')
      await expectCommitted(store, {
        sends: [sendRow('three', { text: 'anew' })],
        removedSends: [sendRow('three')],
      })
      const anew = [sendRow('one'), sendRow('three', { text: 'anew' })]
      expectSame(await sendsOf(store), anew, 'the sends, once one came instead of itself')
    },
  ),

  caseOf('Changes that report sends are counted; other changes and conflicts are not.', async (store) => {
    expectSame(await toldOf(store), 0, 'how many changes report sends, at first')
    await expectCommitted(store, { sends: [sendRow('one')] })
    expectSame(await toldOf(store), 0, 'how many changes report sends, after one that does not')
    await expectCommitted(store, { sends: [sendRow('two')], tellsOfSends: true })
    await expectCommitted(store, { tellsOfSends: true })
    expectSame(await toldOf(store), 2, 'how many changes report sends')
    await expectConflict(
      store,
      {
        expectedTemplates: 7,
        sends: [sendRow('three')],
        removedSends: [sendRow('one')],
        tellsOfSends: true,
      },
      'a change of sends that expects otherwise',
    )
    const late = { ...threadRow('anna'), expected: 9 }
    await expectConflict(
      store,
      {
        threads: [{ row: { ...late, revision: 10 }, expected: 9, events: [], snapshot: null }],
        ids: [idChange('anna', 'anna')],
        sends: [sendRow('three')],
        tellsOfSends: true,
      },
      'a change of sends with a thread that is otherwise',
    )
    expectSame(await toldOf(store), 2, 'how many changes report sends, after two conflicts')
    expectSame(await sendsOf(store), [sendRow('one'), sendRow('two')], 'the sends')
  }),

  caseOf('Sends stay when a customer is erased, for they name none.', async (store) => {
    await expectCommitted(store, { sends: [sendRow('one')], tellsOfSends: true })
    await store.erase({
      threads: [{ phoneNumberId: phone, customer: 'anna' }],
      ids: ['anna'],
      tombstones: [{ digest: 'anna', at: 1 }],
    })
    expectSame(await sendsOf(store), [sendRow('one')], 'the sends')
    expectSame(await toldOf(store), 1, 'how many changes report sends')
  }),

  caseOfTwo('Many at the same time keep, remove and tell, and nothing is lost.', async (one, other) => {
    await expectCommitted(one, { sends: [sendRow('shared')] })
    const outcomes = await Promise.all(
      upTo(16).map((writer) =>
        (writer % 2 === 0 ? one : other).commit(
          changeOf({
            sends: [sendRow(`by ${String(writer).padStart(2, '0')}`), sendRow('all')],
            removedSends: [sendRow('shared')],
            tellsOfSends: true,
          }),
        ),
      ),
    )
    expectSame(
      outcomes,
      upTo(16).map(() => 'committed'),
      'what became of the changes',
    )
    const rows = ['all', ...upTo(16).map((writer) => `by ${String(writer).padStart(2, '0')}`)]
    expectSame(
      await sendsOf(other),
      rows.map((id) => sendRow(id)),
      'the sends',
    )
    expectSame(await toldOf(one), 16, 'how many changes report sends')
  }),
]
