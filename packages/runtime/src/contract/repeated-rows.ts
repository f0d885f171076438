import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame, expectSameSet } from './expect.ts'
import { claimRow, findingRow, journalEntry, month, noon, otherPhone, phone, unreadRow } from './given.ts'
import type { Store } from '../store/store.ts'

/** A row that is there already is no conflict: the first one stays. */
export const repeatedRows: readonly ContractCase[] = [
  repeated('journal entry', {
    first: journalEntry('entry'),
    again: journalEntry('entry', { receivedAt: noon + 9, body: 'later' }),
    others: [journalEntry('other'), journalEntry('Entry')],
    commit: (store, journal) => expectCommitted(store, { journal }, 'a journal entry that is there'),
    read: (store) => store.journal({ after: null, limit: 10 }),
  }),
  repeated('unread input', {
    first: unreadRow('source', 0),
    again: unreadRow('source', 0, { receivedAt: noon + 9, text: 'later' }),
    others: [unreadRow('source', 1), unreadRow('other', 0)],
    commit: (store, unread) => expectCommitted(store, { unread }, 'an unread input that is there'),
    read: (store) => store.unread(10),
  }),
  repeated('finding', {
    first: findingRow('anna', 'message'),
    again: findingRow('anna', 'message', { at: noon + 9, text: 'later' }),
    others: [
      findingRow('anna', 'message', { code: 'another' }),
      findingRow('anna', 'other'),
      findingRow('bela', 'message'),
      findingRow('anna', 'message', { phoneNumberId: otherPhone }),
    ],
    commit: (store, findings) => expectCommitted(store, { findings }, 'a finding that is there'),
    read: (store) => store.findings(10),
  }),
  caseOf('The same claim of a thread counts once, in the month that came first.', async (store) => {
    const count = (name: string): Promise<number> =>
      store.claimed({ phoneNumberIds: [phone, otherPhone], month: name, until: noon + 99, limit: 99 })
    const [first, again] = [claimRow('anna', 'message'), claimRow('anna', 'message', { month: '2026-11' })]
    await expectCommitted(store, { claims: [first, first, again] }, 'a claim three times in one change')
    await expectCommitted(store, { claims: [again] }, 'a claim that is there')
    expectSame([await count(month), await count('2026-11')], [1, 0], 'how many claims of each month')
    const others = [
      claimRow('anna', 'other'),
      claimRow('bela', 'message'),
      claimRow('anna', 'message', { phoneNumberId: otherPhone }),
    ]
    await expectCommitted(store, { claims: others })
    expectSame([await count(month), await count('2026-11')], [4, 0], 'how many claims of each month')
  }),
  caseOf('A claim that is removed and made again in one change is the new one.', async (store) => {
    const [first, again] = [claimRow('anna', 'message'), claimRow('anna', 'message', { month: '2026-11' })]
    await expectCommitted(store, { claims: [first] })
    await expectCommitted(store, { removedClaims: [first], claims: [again] })
    const query = { phoneNumberIds: [phone], until: noon, limit: 9 }
    const counts = [
      await store.claimed({ ...query, month }),
      await store.claimed({ ...query, month: '2026-11' }),
    ]
    expectSame(counts, [0, 1], 'how many claims of each month')
    await expectCommitted(store, { removedClaims: [first, again] }, 'the removal of what is there once')
    await expectCommitted(store, { removedClaims: [again] }, 'the removal of what is not there')
    expectSame(await store.claimed({ ...query, month: '2026-11' }), 0, 'how many claims are left')
  }),
]

interface Repetition<Row> {
  readonly first: Row
  /** The same one, told otherwise. */
  readonly again: Row
  readonly others: readonly Row[]
  readonly commit: (store: Store, rows: readonly Row[]) => Promise<void>
  readonly read: (store: Store) => Promise<readonly Row[]>
}

function repeated<Row>(what: string, given: Repetition<Row>): ContractCase {
  const { first, again, others, commit, read } = given
  return caseOf(`The same ${what} is stored once, as it came first.`, async (store) => {
    await commit(store, [first, first, again])
    expectSame(await read(store), [first], `a ${what} that came three times in one change`)
    await commit(store, [again, ...others])
    await commit(store, [...others, again, first])
    expectSameSet(await read(store), [first, ...others], `a ${what} that came again, and others`)
  })
}
