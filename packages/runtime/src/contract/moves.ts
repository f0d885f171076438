import type { Change } from '../store/change.ts'
import type { ThreadRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectConflict, expectSame, expectSameSet } from './expect.ts'
import {
  claimRow,
  eventRows,
  findingRow,
  idChange,
  intentRow,
  keyOf,
  month,
  newThread,
  nextThread,
  noon,
  otherPhone,
  phone,
  threadRow,
  together,
} from './given.ts'
import { wantedOf } from './survey.ts'

export const anna: ThreadRow = threadRow('anna', { length: 2, aliases: ['anna-2'] })
export const bela: ThreadRow = threadRow('bela', { length: 3 })

/** A move at the first phone number. */
export const move = (from: string, to: string, offset: number): Change['moves'][number] => ({
  phoneNumberId: phone,
  from,
  to,
  offset,
})

/** Anna's thread becomes a part of Bela's. */
export const joined: Change = together({
  removedThreads: [{ ...keyOf('anna'), expected: 1 }],
  moves: [move('anna', 'bela', 3)],
  threads: [nextThread({ ...bela, length: 5 }, 1, { aliases: ['anna', 'anna-2'] })],
  ids: [idChange('anna', 'bela', 'anna'), idChange('anna-2', 'bela', 'anna')],
})

const customersOf = async (store: Store, ids: readonly string[]): Promise<readonly string[]> => {
  const { threads } = await store.load(wantedOf({ threads: ids.map((id) => keyOf(id)) }))
  return threads.map(({ row }) => row.customer)
}

const textsOf = async (store: Store, customer: string): Promise<readonly string[]> => {
  const events = await store.events(keyOf(customer), { after: 0, limit: 100 })
  return events.map(({ ordinal, text }) => `${ordinal} ${text}`)
}

const countOf = (store: Store): Promise<number> =>
  store.claimed({ phoneNumberIds: [phone], month, until: noon, limit: 99 })

/** Threads that become one, and threads that go by another id. */
export const moves: readonly ContractCase[] = [
  caseOf('Of two threads that become one all events go on under one id, at new ordinals.', async (store) => {
    const snapshot = { length: 1, madeBy: 'version-1', text: 'anna' }
    await expectCommitted(store, together(newThread('anna', anna), newThread('bela', bela)))
    await expectCommitted(store, { threads: [{ ...nextThread(anna, 0), snapshot }] })
    const removed = [{ ...keyOf('anna'), expected: 2 }]
    await expectCommitted(store, { ...joined, removedThreads: removed })
    const expected = [
      ...eventRows(1, 3, 'bela').map(({ ordinal, text }) => `${ordinal} ${text}`),
      ...eventRows(1, 2, 'anna').map(({ ordinal, text }) => `${ordinal + 3} ${text}`),
      ...eventRows(6, 6, 'bela').map(({ ordinal, text }) => `${ordinal} ${text}`),
    ]
    expectSame(await textsOf(store, 'bela'), expected, 'the joined stream')
    expectSame(await textsOf(store, 'anna'), [], 'the stream under the id of before')
    expectSame(await customersOf(store, ['anna', 'bela', 'anna-2']), ['bela'], 'the thread of all ids')
    const { threads } = await store.load(wantedOf({ threads: [keyOf('anna')] }))
    expectSame(threads[0]?.snapshot, null, 'the snapshot of the thread that has none')
    expectSame(threads[0]?.tail.length, 6, 'how many events are loaded')
    const all = await store.allEvents({ after: null, limit: 100 })
    expectSameSet(
      all.map(({ customer, ordinal }) => `${customer} ${ordinal}`),
      ['1', '2', '3', '4', '5', '6'].map((ordinal) => `bela ${ordinal}`),
      'the events of all threads',
    )
    expectSame((await store.threads({ after: null, limit: 9 })).length, 1, 'how many threads there are')
  }),

  caseOf('Claims and findings follow, and the same claim of both threads counts once.', async (store) => {
    const claims = [
      claimRow('anna', '1'),
      claimRow('anna', '2'),
      claimRow('bela', '2'),
      claimRow('bela', '3'),
    ]
    const findings = [
      findingRow('anna', '1'),
      findingRow('anna', '2', { text: 'moved' }),
      findingRow('bela', '2'),
    ]
    await expectCommitted(
      store,
      together(newThread('anna', anna), newThread('bela', bela), { claims, findings }),
    )
    await expectCommitted(store, joined)
    expectSame(await countOf(store), 3, 'how many claims there are')
    expectSameSet(await store.findings(9), [findingRow('bela', '1'), findingRow('bela', '2')], 'the findings')
    await expectCommitted(store, { claims: [claimRow('bela', '1')] })
    expectSame(await countOf(store), 3, 'how many claims there are when a moved one comes again')
    await expectCommitted(store, { removedClaims: ['1', '2', '3'].map((id) => claimRow('bela', id)) })
    expectSame(await countOf(store), 0, 'how many claims are left when all are removed under the new id')
  }),

  caseOf('What is removed or claimed in the same change goes by the new id.', async (store) => {
    await expectCommitted(
      store,
      together(newThread('anna', anna), newThread('bela', bela), { claims: [claimRow('anna', '1')] }),
    )
    await expectCommitted(store, { ...joined, removedClaims: [claimRow('bela', '1')] })
    expectSame(await countOf(store), 0, 'how many claims there are')
  }),

  caseOf('A thread that goes by another id keeps its events at their ordinals.', async (store) => {
    await expectCommitted(store, together(newThread('anna', anna), { claims: [claimRow('anna', '1')] }))
    const row = { ...anna, customer: 'carl', aliases: ['anna', 'anna-2'] }
    await expectCommitted(store, {
      removedThreads: [{ ...keyOf('anna'), expected: 1 }],
      moves: [move('anna', 'carl', 0)],
      threads: [
        {
          row,
          expected: 0,
          events: eventRows(3, 3, 'carl'),
          snapshot: { length: 2, madeBy: 'v', text: 's' },
        },
      ],
      ids: [idChange('anna', 'carl', 'anna'), idChange('anna-2', 'carl', 'anna'), idChange('carl', 'carl')],
    })
    const { threads } = await store.load(wantedOf({ threads: [keyOf('anna-2')] }))
    expectSame(
      threads,
      [{ row, snapshot: { length: 2, madeBy: 'v', text: 's' }, tail: eventRows(3, 3, 'carl') }],
      'the thread',
    )
    expectSame((await textsOf(store, 'carl')).length, 3, 'how many events it has')
    expectSame(await customersOf(store, ['anna', 'carl']), ['carl'], 'the thread of both ids')
    expectSame(await countOf(store), 1, 'how many claims there are')
  }),

  caseOf('A move onto an ordinal that is taken is a conflict.', async (store) => {
    await expectCommitted(store, together(newThread('anna', anna), newThread('bela', bela)))
    const taken = { ...joined, moves: [move('anna', 'bela', 2)], threads: [nextThread(bela, 0)] }
    await expectConflict(store, taken, 'a moved event whose ordinal is taken')
    expectSame((await textsOf(store, 'anna')).length, 2, 'how many events stayed')
    await expectCommitted(store, joined)
  }),

  caseOf('Moves take effect one after the other.', async (store) => {
    await expectCommitted(store, together(newThread('anna', anna), newThread('bela', bela)))
    await expectCommitted(store, {
      removedThreads: [
        { ...keyOf('anna'), expected: 1 },
        { ...keyOf('bela'), expected: 1 },
      ],
      moves: [move('anna', 'bela', 3), move('bela', 'carl', 10)],
      ...newThread('carl'),
    })
    const events = await store.events(keyOf('carl'), { after: 0, limit: 100 })
    expectSame(
      events.map(({ ordinal }) => ordinal),
      [11, 12, 13, 14, 15],
      'the ordinals after two moves',
    )
  }),

  caseOf('A move leaves other phone numbers and threads alone.', async (store) => {
    const intent = intentRow('key', { recipient: 'anna', phoneNumberId: otherPhone })
    await expectCommitted(
      store,
      together(newThread('anna', anna), newThread('bela', bela), newThread('dora', { length: 1 }), {
        ...newThread('anna', { phoneNumberId: otherPhone, length: 2 }),
        claims: [claimRow('anna', '1', { phoneNumberId: otherPhone })],
        findings: [findingRow('anna', '1', { phoneNumberId: otherPhone })],
        intents: [intent],
      }),
    )
    await expectCommitted(store, joined)
    const events = await store.events(keyOf('anna', otherPhone), { after: 0, limit: 9 })
    expectSame(events.length, 2, 'how many events the other phone number has')
    const claims = await store.claimed({ phoneNumberIds: [otherPhone], month, until: noon, limit: 9 })
    expectSame(claims, 1, 'how many claims the other phone number has')
    expectSame(
      (await store.findings(9)).map(({ customer }) => customer),
      ['anna'],
      'the findings',
    )
    expectSame((await store.intentsTo(otherPhone, ['anna'], 9)).length, 1, 'how many intents there are')
    expectSame((await textsOf(store, 'dora')).length, 1, 'how many events another thread has')
  }),

  caseOf('A removed thread whose events were not moved has lost its row and its snapshot.', async (store) => {
    await expectCommitted(store, together(newThread('anna', { ...anna, windowClosesAt: noon })))
    await expectCommitted(store, {
      threads: [{ ...nextThread(anna, 0), snapshot: { length: 2, madeBy: 'v', text: 's' } }],
    })
    await expectCommitted(store, { removedThreads: [{ ...keyOf('anna'), expected: 2 }] })
    expectSame(await store.threads({ after: null, limit: 9 }), [], 'the threads')
    expectSame(await customersOf(store, ['anna', 'anna-2']), [], 'the thread of its ids')
    expectSame((await textsOf(store, 'anna')).length, 2, 'how many events are kept')
    const row = threadRow('anna', { length: 2 })
    await expectCommitted(store, { threads: [{ row, expected: 0, events: [], snapshot: null }] })
    const { threads } = await store.load(wantedOf({ threads: [keyOf('anna-2')] }))
    expectSame(threads[0]?.snapshot, null, 'the snapshot of a thread that came anew')
    expectSame(threads[0]?.tail.length, 2, 'how many events a thread has that came anew')
  }),
]
