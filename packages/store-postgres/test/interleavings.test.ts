import type { Change, Committed, Store } from '@guichet/runtime'
import { expect, test } from 'vitest'
import { changeOf, makeThreads, noon, phoneNumberId, threadPart } from './support/changes.ts'
import { newSchema, withStore } from './support/places.ts'
import { interleave, stallingEntry } from './support/stall.ts'
import { withServer } from './support/suite.ts'

const expecting = (customer: string, expected: number): Partial<Change> => ({
  expectedThreads: [{ phoneNumberId, customer, expected }],
})

const intent = (id: string, revision: number): Change['intents'][number] => ({
  phoneNumberId,
  recipient: 'anna',
  key: id,
  id,
  revision,
  expected: revision - 1,
  isOpen: true,
  claimedAt: noon,
  text: `revision ${revision}`,
})

const account = (id: string, revision: number): Change['phoneNumbers'][number] => ({
  id,
  revision,
  accounts: [],
  expected: revision - 1,
})

/** Pairs of changes: only one may be stored, after Anna's and Bela's threads, an intent and a number. */
const pairs: readonly (readonly [title: string, one: Partial<Change>, other: Partial<Change>])[] = [
  [
    'each changes the thread that the other decided upon',
    { ...expecting('anna', 1), threads: [threadPart('bela', 2)] },
    { ...expecting('bela', 1), threads: [threadPart('anna', 2)] },
  ],
  [
    'each makes the thread that the other found missing',
    { ...expecting('carl', 0), threads: [threadPart('dora', 1)] },
    { ...expecting('dora', 0), threads: [threadPart('carl', 1)] },
  ],
  [
    'one removes the thread that the other decided upon, and found the other’s missing',
    { ...expecting('dora', 0), removedThreads: [{ phoneNumberId, customer: 'anna', expected: 1 }] },
    { ...expecting('anna', 1), threads: [threadPart('dora', 1)] },
  ],
  [
    'one adds a template that the other did not know, and decided upon the thread that the other changes',
    { ...expecting('anna', 1), templates: [{ ordinal: 1, recordedAt: noon, text: '' }] },
    { expectedTemplates: 0, threads: [threadPart('anna', 2)] },
  ],
  [
    'one does not know a template that the other adds, and changes the thread that the other decided upon',
    { expectedTemplates: 0, threads: [threadPart('anna', 2)] },
    { ...expecting('anna', 1), templates: [{ ordinal: 1, recordedAt: noon, text: '' }] },
  ],
  ['both change a thread without an event', withoutEvents(2), withoutEvents(2)],
  ['both change an intent', { intents: [intent('old', 2)] }, { intents: [intent('old', 2)] }],
  ['both make an intent', { intents: [intent('new', 1)] }, { intents: [intent('new', 1)] }],
  ['both change a number', { phoneNumbers: [account('old', 2)] }, { phoneNumbers: [account('old', 2)] }],
  ['both lead an id elsewhere', leading('bela'), leading('carl')],
]

withServer('interleavings', (url) => {
  const inNewSchema = (use: (store: Store, schema: string) => Promise<void>): Promise<void> => {
    const schema = newSchema()
    return withStore({ url, schema }, async (store) => {
      await makeThreads(store, ['anna', 'bela'])
      await store.commit(changeOf({ intents: [intent('old', 1)], phoneNumbers: [account('old', 1)] }))
      await use(store, schema)
    })
  }

  const stalling = (store: Store, parts: Partial<Change>) => (): Promise<Committed> =>
    store.commit(changeOf({ ...parts, journal: [stallingEntry] }))

  for (const [title, one, other] of pairs)
    test(`of two commits one is stored when ${title}`, () =>
      inNewSchema(async (store, schema) => {
        const outcomes = await interleave(url, schema, stalling(store, one), () =>
          store.commit(changeOf(other)),
        )
        expect([...outcomes].sort()).toEqual(['committed', 'conflict'])
      }))

  test('a thread that comes about while its customer is erased is erased, too', () =>
    inNewSchema(async (store, schema) => {
      const birth: Partial<Change> = {
        expectedTombstones: [{ digest: 'carl', at: null }],
        threads: [threadPart('carl', 1)],
        ids: [{ phoneNumberId, id: 'carl', customer: 'carl', expected: null }],
      }
      await interleave(url, schema, stalling(store, birth), () =>
        store.erase({
          threads: [{ phoneNumberId, customer: 'carl' }],
          ids: ['carl'],
          tombstones: [{ digest: 'carl', at: noon }],
        }),
      )
      const left = await store.threads({ after: null, limit: 9 })
      expect(left.map(({ customer }) => customer)).toEqual(['anna', 'bela'])
      expect(await store.commit(changeOf(birth))).toBe('conflict')
    }))

  test('who learns that two ids are one customer waits for a claim by the id that had no thread, and sees it', () =>
    inNewSchema(async (store, schema) => {
      const claim = { ...expecting('dora', 0), intents: [{ ...intent('key', 1), recipient: 'dora' }] }
      const link: Partial<Change> = {
        threads: [threadPart('anna', 2)],
        ids: [{ phoneNumberId, id: 'dora', customer: 'anna', expected: null }],
      }
      const claimed = ['dora', 'anna'].map((recipient) => ({ phoneNumberId, recipient, key: 'key' }))
      const outcomes = await interleave(url, schema, stalling(store, claim), async () => {
        const linked = await store.commit(changeOf(link))
        const nothing = { threads: [], intentIds: [], phoneNumbers: [], tombstones: [] }
        const { intents } = await store.load({ ...nothing, intents: claimed })
        return [linked, intents.map(({ recipient }) => recipient)]
      })
      expect(outcomes).toEqual(['committed', ['committed', ['dora']]])
    }))

  test('commits that have nothing in common do not wait for each other', () =>
    inNewSchema(async (store, schema) => {
      const makes = (customer: string): Partial<Change> => ({ threads: [threadPart(customer, 1)] })
      const outcomes = await interleave(url, schema, stalling(store, makes('carl')), async () => [
        await store.commit(changeOf(makes('dora'))),
        await store.commit(changeOf({ threads: [threadPart('anna', 2)] })),
      ])
      expect(outcomes).toEqual(['committed', ['committed', 'committed']])
    }))
})

function withoutEvents(revision: number): Partial<Change> {
  return { threads: [{ ...threadPart('anna', revision), events: [] }] }
}

function leading(customer: string): Partial<Change> {
  return { ids: [{ phoneNumberId, id: 'anna', customer, expected: 'anna' }] }
}
