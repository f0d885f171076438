import type { Within } from '../store/erasure.ts'
import type { Store } from '../store/store.ts'
import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame, expectSameSet } from './expect.ts'
import { list, idsOf, newJob } from './given-jobs.ts'
import {
  intentRow,
  journalEntry,
  keyOf,
  newThread,
  noon,
  otherPhone,
  phone,
  together,
  unreadRow,
  upTo,
} from './given.ts'
import { wantedOf } from './survey.ts'

const all = { after: null, limit: 1000 }

/** One of two who share the store; the other one has the other phone number. */
const within: Within = { phoneNumbers: [phone], texts: [`"${phone}"`, '"of":"one"'], queueEnd: '@one' }

const bodyOf = (phoneNumberId: string, text: string): string => JSON.stringify({ phoneNumberId, text })

/** Both know Anna, and one of them Bela. */
const both = together(
  newThread('anna', { length: 2 }),
  newThread('anna', { length: 1, phoneNumberId: otherPhone }),
  {
    journal: [
      journalEntry('1', { body: bodyOf(phone, 'of anna') }),
      journalEntry('2', { body: bodyOf(otherPhone, 'of anna') }),
      journalEntry('3', { body: bodyOf(phone, 'of bela') }),
      journalEntry('4', { body: bodyOf(otherPhone, `of anna, who writes "${phone}"`) }),
      journalEntry('5', { body: 'of anna, and of no phone number' }),
      journalEntry('6', { body: bodyOf(`${phone}0`, 'of anna') }),
    ],
    intents: [
      intentRow('1', { recipient: 'anna' }),
      intentRow('2', { recipient: 'anna', phoneNumberId: otherPhone }),
      intentRow('3', { recipient: 'bela' }),
    ],
    unread: [
      unreadRow('1', 0, { text: bodyOf(phone, 'of anna') }),
      unreadRow('1', 1, { text: '{"of":"one","from":"anna"}' }),
      unreadRow('1', 2, { text: '{"of":"one","from":"bela"}' }),
      unreadRow('2', 0, { text: '{"of":"another","from":"anna"}' }),
    ],
    jobs: [
      newJob('a', { queue: 'queue@one', text: 'of anna' }),
      newJob('b', { queue: 'queue@one', payload: 'of anna' }),
      newJob('c', { queue: 'queue@one', text: 'of bela' }),
      newJob('d', { queue: 'queue@another', text: 'of anna' }),
      newJob('e', { queue: '@one@', text: 'of anna' }),
      newJob('f', { queue: 'one', text: 'of anna' }),
      newJob('g', { queue: '@one', text: 'of anna' }),
    ],
  },
)

const queues = ['queue@one', 'queue@another', '@one@', 'one', '@one']

const jobsLeft = async (store: Store): Promise<readonly string[]> => {
  const lists = await Promise.all(queues.map((queue) => list(store, { queue })))
  return lists.flatMap(idsOf)
}

const journalLeft = async (store: Store): Promise<readonly string[]> =>
  (await store.journal(all)).map(({ id }) => id)

/** What ends for one of several who share a store. */
export const eraseWithin: readonly ContractCase[] = [
  caseOf('A customer who is erased within a part of the store stays whole in the others.', async (store) => {
    await expectCommitted(store, both)
    const tombstones = [{ digest: 'digest of anna', at: noon }]
    const erasure = { threads: [keyOf('anna')], ids: ['anna', ''], tombstones, within }
    expectSame(await store.erase(erasure), 'committed', 'the erasure')
    const loaded = await store.load(
      wantedOf({
        threads: [keyOf('anna'), keyOf('anna', otherPhone)],
        intentIds: ['1', '2', '3'].map((key) => `id of ${key}`),
        tombstones: ['digest of anna'],
      }),
    )
    expectSame(
      loaded.threads.map(({ row, tail }) => [row.phoneNumberId, tail.length]),
      [[otherPhone, 1]],
      'the threads',
    )
    expectSame(loaded.tombstones, tombstones, 'the tombstones')
    expectSameSet(
      loaded.intents.map(({ key }) => key),
      ['2', '3'],
      'the intents',
    )
    expectSame(await journalLeft(store), ['2', '3', '4', '5', '6'], 'the journal')
    expectSameSet(
      (await store.unread(9)).map(({ text }) => text),
      ['{"of":"one","from":"bela"}', '{"of":"another","from":"anna"}'],
      'the unread inputs',
    )
    expectSame(await jobsLeft(store), ['c', 'd', 'e', 'f'], 'the jobs')
  }),

  caseOf('Within a part that has nothing, nothing is erased but what is named.', async (store) => {
    await expectCommitted(store, both)
    const nothing: Within = { phoneNumbers: [], texts: [], queueEnd: '@nobody' }
    const names = { threads: [keyOf('anna')], ids: ['anna'], tombstones: [], within: nothing }
    expectSame(await store.erase(names), 'committed', 'the erasure')
    expectSame((await store.threads(all)).length, 1, 'how many threads are left')
    expectSame((await journalLeft(store)).length, 6, 'how many journal entries are left')
    expectSame((await store.openIntents(9)).length, 3, 'how many intents are left')
    expectSame((await store.unread(9)).length, 4, 'how many unread inputs are left')
    expectSame((await jobsLeft(store)).length, 7, 'how many jobs are left')
    expectSame(await store.pruneJournal(noon + 1, []), 0, 'how many entries are of nobody')
  }),

  caseOf('Entries of a part of the store are forgotten by age, and the others stay.', async (store) => {
    const bodies = [phone, otherPhone, phone, 'nobody', phone, otherPhone]
    await expectCommitted(store, {
      journal: bodies.map((phoneNumberId, index) =>
        journalEntry(`${index}`, { receivedAt: noon + index, body: bodyOf(phoneNumberId, 'text') }),
      ),
    })
    expectSame(await store.pruneJournal(noon + 4, within.texts), 2, 'how many are old and of the part')
    expectSame(await journalLeft(store), ['1', '3', '4', '5'], 'the journal')
    expectSame(await store.pruneJournal(noon + 4, within.texts), 0, 'how many are when asked again')
    expectSame(
      await store.pruneJournal(noon + 9, [`"${phone}"`, `"${otherPhone}"`]),
      3,
      'how many are of both',
    )
    expectSame(await journalLeft(store), ['3'], 'the journal')
  }),

  caseOf('Entries of a part are found behind thousands of others.', async (store) => {
    const count = 12_000
    const entries = upTo(count).map((index) =>
      journalEntry(String(index).padStart(6, '0'), {
        receivedAt: noon + Math.floor(index / 100),
        body: bodyOf(index % 4000 === 3999 ? phone : otherPhone, 'text'),
      }),
    )
    for (let from = 0; from < count; from += 4000)
      await expectCommitted(store, { journal: entries.slice(from, from + 4000) })
    expectSame(await store.pruneJournal(noon + 100, within.texts), 2, 'how many are old and of the part')
    expectSame(await store.pruneJournal(noon + count, within.texts), 1, 'how many come later')
    expectSame(await store.pruneJournal(noon + count), count - 3, 'how many are of others')
  }),
]
