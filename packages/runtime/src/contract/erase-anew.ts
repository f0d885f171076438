import type { Anew, Erasure } from '../store/erasure.ts'
import type { Store } from '../store/store.ts'
import { caseOf, caseOfTwo, type ContractCase } from './case.ts'
import { expectCommitted, expectSame, expectSameSet, expectThat } from './expect.ts'
import {
  changeOf,
  claimRow,
  findingRow,
  idChange,
  intentRow,
  journalEntry,
  keyOf,
  month,
  newThread,
  nextThread,
  noon,
  otherPhone,
  phone,
  threadRow,
  together,
  unreadRow,
} from './given.ts'
import { survey, wantedOf, type SurveyOf } from './survey.ts'

const anna = threadRow('anna', { aliases: ['a-2'], length: 3 })
const bela = threadRow('bela', { aliases: ['b-2'], length: 5, windowClosesAt: noon })

/** Anna is erased; Bela, who shared a number with her, stays. */
const both = together(newThread('anna', anna), newThread('bela', bela), {
  journal: [journalEntry('1', { body: 'of anna' }), journalEntry('2', { body: 'of bela' })],
  intents: [
    intentRow('1', { recipient: 'anna' }),
    ...['2', '3'].map((key) => intentRow(key, { recipient: 'bela' })),
    intentRow('3', { recipient: 'bela', phoneNumberId: otherPhone, id: 'elsewhere' }),
  ],
  claims: [claimRow('anna', '1'), claimRow('anna', '2'), claimRow('bela', '3'), claimRow('bela', '4')],
  unread: [unreadRow('1', 0, { text: 'of anna' })],
  findings: [findingRow('anna', '1'), findingRow('bela', '3'), findingRow('bela', '4')],
})

const later = threadRow('bela', { aliases: ['b-2', 'a-2'], length: 2, revision: 9 })

const anew: Anew = {
  expectedThreads: [
    { ...keyOf('anna'), expected: 1 },
    { ...keyOf('bela'), expected: 1 },
  ],
  removedClaims: ['anna', 'bela'].flatMap((customer) => [claimRow(customer, '2'), claimRow(customer, '3')]),
  threads: newThread('bela', later).threads.map((thread) => ({
    ...thread,
    snapshot: { length: 1, madeBy: 'v', text: 'anew' },
  })),
  ids: ['bela', 'b-2', 'a-2'].map((id) => idChange(id, 'bela')),
  claims: [claimRow('bela', '2'), claimRow('bela', '3')],
  findings: [findingRow('bela', '3', { text: 'anew' })],
  removedIntents: [{ phoneNumberId: phone, recipient: 'bela', key: '3' }],
  intents: [intentRow('1', { recipient: 'bela', revision: 4, text: 'anew' })].map((row) => ({
    ...row,
    expected: 0,
  })),
}

const erasure: Erasure = {
  threads: [keyOf('anna'), keyOf('bela')],
  ids: ['anna'],
  tombstones: [{ digest: 'of anna', at: noon }],
  anew,
}

const names: SurveyOf = {
  threads: ['anna', 'a-2', 'bela', 'b-2'].map((id) => keyOf(id)),
  intents: [],
  intentIds: ['id of 1', 'id of 2', 'id of 3', 'elsewhere'],
  phoneNumbers: [phone],
  tombstones: ['of anna'],
}

const countOf = (store: Store): Promise<number> =>
  store.claimed({ phoneNumberIds: [phone], month, until: noon, limit: 99 })

/** Nothing is changed by an erasure that expects something else, or writes what cannot be. */
const expectNothingErased = async (store: Store, what: string, wrong: Partial<Anew>): Promise<void> => {
  const before = await survey(store, names)
  const erased = await store.erase({ ...erasure, anew: { ...anew, ...wrong } })
  expectSame(erased, 'conflict', what)
  expectSame(await survey(store, names), before, `what the store holds after ${what}`)
}

/** What is written in place of what is erased. */
export const eraseAnew: readonly ContractCase[] = [
  caseOf('In place of threads that are erased others are written, in the same step.', async (store) => {
    await expectCommitted(store, both)
    expectSame(await store.erase(erasure), 'committed', 'an erasure whose expectations all hold')
    const loaded = await store.load(wantedOf(names))
    const [thread] = anew.threads
    const stored = { row: later, snapshot: thread?.snapshot ?? null, tail: thread?.events.slice(1) ?? [] }
    expectSame(loaded.threads, [stored], 'the thread that was written anew')
    for (const id of ['bela', 'b-2', 'a-2']) {
      const { threads } = await store.load(wantedOf({ threads: [keyOf(id)] }))
      expectSame(threads.length, 1, `how many threads ${id} leads to`)
    }
    expectSame((await store.load(wantedOf({ threads: [keyOf('anna')] }))).threads, [], 'the erased thread')
    const events = await store.allEvents({ after: null, limit: 99 })
    expectSame(
      events.map(({ customer, ordinal }) => `${customer} ${ordinal}`),
      ['bela 1', 'bela 2'],
      'all events',
    )
    expectSame(await store.due('window', { opensAt: 0, closesAt: noon + 1 }, 9), [], 'what is due')
    expectSame(await store.findings(9), anew.findings, 'the findings')
    expectSameSet(
      loaded.intents.map(({ key, recipient, revision, text }) => [key, recipient, revision, text]),
      [
        ['1', 'bela', 4, 'anew'],
        ['2', 'bela', 1, JSON.stringify({ intent: '2' })],
        ['3', 'bela', 1, JSON.stringify({ intent: '3' })],
      ],
      'the intents',
    )
    expectSame((await store.intentsTo(phone, ['bela'], 9)).length, 2, 'how many intents this number has')
    expectSame(
      (await store.journal({ after: null, limit: 9 })).map(({ id }) => id),
      ['2'],
      'the journal',
    )
    expectSame(loaded.tombstones, erasure.tombstones, 'the tombstones')
  }),

  caseOf(
    'Claims that are removed by an erasure count no more, and those it makes count anew.',
    async (store) => {
      await expectCommitted(store, both)
      await store.erase(erasure)
      expectSame(await countOf(store), 4, 'how many claims there are')
      await expectCommitted(store, { removedClaims: [...both.claims, ...anew.claims] })
      expectSame(await countOf(store), 2, 'how many claims are hidden')
    },
  ),

  caseOf('An erasure whose expectations do not hold does nothing.', async (store) => {
    await expectCommitted(store, both)
    const expecting = (customer: string, expected: number): Partial<Anew> => ({
      expectedThreads: [...anew.expectedThreads.slice(0, 1), { ...keyOf(customer), expected }],
    })
    await expectNothingErased(store, 'another revision', expecting('bela', 2))
    await expectNothingErased(store, 'a thread that should not be there', expecting('bela', 0))
    await expectNothingErased(store, 'a thread that is not there', expecting('dora', 1))
    expectSame(await store.erase(erasure), 'committed', 'the erasure when all is as expected')
  }),

  caseOf('An erasure that cannot write what it has to write does nothing.', async (store) => {
    await expectCommitted(store, together(both, newThread('dora')))
    await expectNothingErased(store, 'an id that is taken', { ids: [idChange('dora', 'bela')] })
    const taken = intentRow('9', { recipient: 'bela', id: 'id of 2' })
    await expectNothingErased(store, 'an id of an intent that is taken', { intents: [taken] })
    await expectNothingErased(store, 'a thread that is there', newThread('dora', { revision: 3 }))
    const [thread] = anew.threads
    const twice = thread === undefined ? [] : [{ ...thread, events: [...thread.events, ...thread.events] }]
    await expectNothingErased(store, 'an ordinal that is taken', { threads: twice })
  }),

  caseOf('A commit that went by what was erased is a conflict.', async (store) => {
    await expectCommitted(store, both)
    await store.erase(erasure)
    const stale = await store.commit(changeOf({ threads: [nextThread(bela, 1)] }))
    expectSame(stale, 'conflict', 'a commit that goes by the thread of before')
    await expectCommitted(store, { threads: [nextThread(later, 1)] })
  }),

  caseOfTwo('Of an erasure and a commit at once, one goes by the other.', async (one, other) => {
    for (let round = 1; round <= 5; round += 1) {
      const [erased, own] = [`anna ${round}`, `bela ${round}`]
      const row = threadRow(own, { length: 2 })
      await expectCommitted(one, together(newThread(erased), newThread(own, row)))
      const anewOwn = { ...threadRow(own, { length: 1, revision: 7 }) }
      const outcomes = await Promise.all([
        one.erase({
          threads: [keyOf(erased), keyOf(own)],
          ids: [],
          tombstones: [],
          anew: {
            ...anew,
            expectedThreads: [erased, own].map((customer) => ({ ...keyOf(customer), expected: 1 })),
            removedClaims: [],
            claims: [],
            findings: [],
            intents: [],
            ...newThread(own, anewOwn),
          },
        }),
        other.commit(changeOf({ threads: [nextThread(row, 1)] })),
      ])
      expectSameSet(outcomes, ['committed', 'conflict'], `what became of both in round ${round}`)
      const events = await one.events(keyOf(own), { after: 0, limit: 9 })
      const isErased = outcomes[0] === 'committed'
      expectThat(events.length === (isErased ? 1 : 3), `round ${round} left ${events.length} events`)
    }
  }),
]
