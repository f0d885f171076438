import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame } from './expect.ts'
import { journalEntry, newThread, noon, together, unreadRow, upTo } from './given.ts'

/** Journal entries, which are forgotten by age. */
export const journal: readonly ContractCase[] = [
  caseOf('Entries that were received before an instant are forgotten and counted.', async (store) => {
    const entries = upTo(6).map((index) => journalEntry(`${9 - index}`, { receivedAt: noon + index }))
    const others = together(newThread('anna', { length: 2 }), { unread: [unreadRow('9', 0)] })
    await expectCommitted(store, { ...others, journal: [...entries].reverse() })
    expectSame(await store.pruneJournal(noon), 0, 'how many are older than the oldest')
    expectSame(await store.pruneJournal(noon + 2), 2, 'how many are older than the third')
    const left = await store.journal({ after: null, limit: 100 })
    expectSame(left, entries.slice(2), 'the entries that are left')
    expectSame(await store.pruneJournal(noon + 2), 0, 'how many are older than the third, asked again')
    expectSame((await store.unread(9)).length, 1, 'how many unread inputs are left')
    expectSame((await store.allEvents({ after: null, limit: 9 })).length, 2, 'how many events are left')
    expectSame(await store.pruneJournal(Date.UTC(2100, 0, 1)), 4, 'how many there are')
    expectSame(await store.journal({ after: null, limit: 100 }), [], 'the journal')
  }),

  caseOf('An entry that was forgotten may come again.', async (store) => {
    const entry = journalEntry('entry')
    await expectCommitted(store, { journal: [entry] })
    await store.pruneJournal(noon + 1)
    await expectCommitted(store, { journal: [{ ...entry, receivedAt: noon + 5 }] })
    const read = await store.journal({ after: null, limit: 9 })
    expectSame(read, [{ ...entry, receivedAt: noon + 5 }], 'the journal')
  }),
]
