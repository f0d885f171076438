import type { StoredThread } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame, expectSameSet, expectThat } from './expect.ts'
import {
  eventRows,
  intentRow,
  journalEntry,
  keyOf,
  newThread,
  nextThread,
  noon,
  phone,
  phoneNumberRow,
  threadRow,
  together,
  upTo,
} from './given.ts'
import { allPages, wantedOf } from './survey.ts'
import { keepsTexts } from './texts.ts'

const firstRows = { after: null, limit: 1000 }

const load = async (store: Store): Promise<StoredThread | undefined> =>
  (await store.load(wantedOf({ threads: [keyOf('anna')] }))).threads[0]

/** Much of everything. */
export const large: readonly ContractCase[] = [
  caseOf('A stream of 20,000 events is appended to, loaded and read in parts.', async (store) => {
    await expectCommitted(store, together(newThread('anna')))
    let row = threadRow('anna')
    for (let batch = 1; batch <= 20; batch += 1) {
      const snapshot = { length: row.length + 900, madeBy: 'v', text: `after ${row.length + 900}` }
      const next = { ...nextThread(row, 1000), snapshot: batch % 10 === 0 ? snapshot : null }
      await expectCommitted(store, { threads: [next] })
      row = next.row
    }
    const loaded = await load(store)
    expectSame(loaded?.row.length, 20_000, 'the length of the thread')
    expectSame(loaded?.snapshot?.length, 19_900, 'the length of the snapshot')
    expectSame(loaded?.tail, eventRows(19_901, 20_000, 'anna'), 'the events after the snapshot')
    for (const [after, limit] of [
      [0, 3],
      [9_999, 1],
      [19_999, 9],
      [20_000, 9],
      [5000, 5000],
    ] as const) {
      const events = await store.events(keyOf('anna'), { after, limit })
      const expected = eventRows(after + 1, Math.min(20_000, after + limit), 'anna')
      expectSame(events, expected, `${limit} events after ${after}`)
    }
    const all = await store.events(keyOf('anna'), { after: 0, limit: 100_000 })
    expectThat(
      all.every(({ ordinal }, index) => ordinal === index + 1),
      'the events are out of order',
    )
    expectSame(all.length, 20_000, 'how many events there are')
  }),

  caseOf('A change of 5,000 rows of each kind is stored at once.', async (store) => {
    const names = upTo(5000).map((index) => `customer ${index}`)
    await expectCommitted(store, {
      ...together({
        threads: names.map((name) => ({
          row: threadRow(name, { length: 1, windowClosesAt: noon }),
          expected: 0,
          events: eventRows(1, 1, name),
          snapshot: null,
        })),
      }),
      journal: names.map((name) => journalEntry(name)),
      ids: names.map((name) => ({ phoneNumberId: phone, id: name, customer: name, expected: null })),
      intents: names.map((name) => intentRow(name)),
    })
    const all = { after: null, limit: 100_000 }
    const counts = {
      threads: (await store.threads(all)).length,
      events: (await store.allEvents(all)).length,
      journal: (await store.journal(all)).length,
      openIntents: (await store.openIntents(100_000)).length,
      due: (await store.due('window', { opensAt: noon, closesAt: noon + 1 }, 100_000)).length,
    }
    const expected = { threads: 5000, events: 5000, journal: 5000, openIntents: 5000, due: 5000 }
    expectSame(counts, expected, 'how many rows there are')
    const { threads } = await store.load(wantedOf({ threads: [keyOf('customer 4321')] }))
    expectSame(threads[0]?.tail, eventRows(1, 1, 'customer 4321'), 'the events of one of them')
  }),

  caseOf('Texts of a megabyte are read as they were written.', (store) =>
    keepsTexts(store, ['x'.repeat(1_000_000), '"\\\u0001\u2028\u{1f600}e\u0301'.repeat(130_000)]),
  ),

  caseOf('Thousands of rows are read in pages of every size.', async (store) => {
    const names = upTo(1500).map((index) => `customer ${String(index).padStart(4, '0')}`)
    await expectCommitted(store, together({ threads: names.flatMap((name) => newThread(name).threads) }))
    for (const limit of [499, 500, 501, 1500, 1501]) {
      const read = await allPages(
        store.threads,
        null,
        ({ phoneNumberId, customer }) => ({ phoneNumberId, customer }),
        limit,
      )
      expectSame(
        read.map(({ customer }) => customer),
        names,
        `pages of ${limit}`,
      )
    }
  }),

  caseOf('Thousands of keys are loaded at once.', async (store) => {
    const names = upTo(1200).map((index) => `customer-${index}`)
    await expectCommitted(
      store,
      together({
        threads: names.flatMap((name) => newThread(name, { length: 1 }).threads),
        ids: names.flatMap((name) => newThread(name).ids),
        intents: names.map((name) => intentRow(name, { recipient: name })),
        phoneNumbers: names.map((name) => phoneNumberRow(name)),
      }),
    )
    const loaded = await store.load({
      threads: [...names, ...names.map((name) => `not ${name}`)].map((name) => keyOf(name)),
      intents: names.map((name) => ({ phoneNumberId: phone, recipient: name, key: name })),
      intentIds: names.map((name) => `id of ${name}`),
      phoneNumbers: names,
      tombstones: names,
    })
    const customers = loaded.threads.map(({ row, tail }) => (tail.length === 1 ? row.customer : 'no events'))
    expectSameSet(customers, names, 'the threads')
    expectSameSet(
      loaded.intents.map(({ key }) => key),
      names,
      'the intents',
    )
    expectSameSet(
      loaded.phoneNumbers.map(({ id }) => id),
      names,
      'the phone numbers',
    )
  }),

  caseOf('Hundreds of customers are erased at once.', async (store) => {
    const names = upTo(600).map((index) => `customer-${index}.`)
    await expectCommitted(
      store,
      together(...names.map((name) => newThread(name, { length: 2 })), {
        journal: names.map((name) => journalEntry(name, { body: `of ${name}` })),
        intents: names.map((name) => intentRow(name, { recipient: name })),
      }),
    )
    const gone = names.slice(0, 500)
    await store.erase({
      threads: gone.map((name) => keyOf(name)),
      ids: gone,
      tombstones: gone.map((digest) => ({ digest, at: noon })),
    })
    const left = [
      (await store.threads(firstRows)).length,
      (await store.allEvents(firstRows)).length,
      (await store.journal(firstRows)).length,
      (await store.openIntents(1000)).length,
    ]
    expectSame(left, [100, 200, 100, 100], 'threads, events, journal entries and intents that are left')
    const { tombstones } = await store.load(wantedOf({ tombstones: names }))
    expectSame(tombstones.length, 500, 'how many tombstones there are')
  }),
]
