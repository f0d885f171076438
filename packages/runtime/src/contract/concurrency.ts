import { caseOfTwo, type ContractCase } from './case.ts'
import { expectCommitted, expectSame, expectSameSet, expectThat } from './expect.ts'
import {
  changeOf,
  eventRows,
  journalEntry,
  keyOf,
  newThread,
  nextThread,
  noon,
  templateRow,
  threadRow,
  together,
  upTo,
} from './given.ts'
import { wantedOf } from './survey.ts'
import type { Change } from '../store/change.ts'
import type { Store } from '../store/store.ts'

/** Writers at the same time, in two handles: as if one had come after the other. */
export const concurrency: readonly ContractCase[] = [
  caseOfTwo('What one handle committed the other reads.', async (one, other) => {
    await expectCommitted(one, together(newThread('anna', { length: 1 })))
    const wanted = wantedOf({ threads: [keyOf('anna')] })
    expectSame((await other.load(wanted)).threads.length, 1, 'how many threads the other reads')
    await expectCommitted(other, { threads: [nextThread(threadRow('anna', { length: 1 }), 1)] })
    expectSame((await one.load(wanted)).threads[0]?.row.revision, 2, 'the revision that the first reads')
  }),

  caseOfTwo('Of twenty commits with the same expectation one is stored.', async (one, other) => {
    await expectCommitted(one, together(newThread('anna')))
    for (let round = 1; round <= 5; round += 1) {
      const before = threadRow('anna', { revision: round, length: round - 1 })
      const attempts = upTo(20).map((writer) => {
        const events = eventRows(round, round, `writer ${writer}`)
        const change = { threads: [{ ...nextThread(before, 1), events }] }
        return (writer % 2 === 0 ? one : other).commit(
          changeOf({ ...change, journal: [entry(round, writer)] }),
        )
      })
      const outcomes = await Promise.all(attempts)
      const winners = upTo(20).filter((writer) => outcomes[writer] === 'committed')
      expectSame(winners.length, 1, 'how many of twenty concurrent commits were stored')
      const stored = await other.events(keyOf('anna'), { after: round - 1, limit: 10 })
      expectSame(stored, eventRows(round, round, `writer ${winners[0]}`), 'the event of the one that was')
      const entries = await one.journal({ after: null, limit: 1000 })
      expectSame(entries.length, round, 'how many journal entries were stored with them')
    }
  }),

  caseOfTwo('No update is lost: ten writers who read, change and try again.', async (one, other) => {
    await expectCommitted(one, together(newThread('anna')))
    await Promise.all(upTo(10).map((writer) => appendTwice(writer % 2 === 0 ? one : other, writer)))
    const events = await one.events(keyOf('anna'), { after: 0, limit: 100 })
    expectSame(
      events.map(({ ordinal }) => ordinal),
      upTo(20).map((index) => index + 1),
      'the ordinals',
    )
    const counted = events.map(({ text }) => text)
    expectSameSet(
      counted,
      upTo(10).flatMap((writer) => [`by ${writer}`, `by ${writer}`]),
      'the events',
    )
  }),

  ...overlapping('each changes the thread that the other decided upon', {
    before: together(newThread('anna'), newThread('bela')),
    first: {
      expectedThreads: [{ ...keyOf('anna'), expected: 1 }],
      threads: [nextThread(threadRow('bela'), 1)],
    },
    second: {
      expectedThreads: [{ ...keyOf('bela'), expected: 1 }],
      threads: [nextThread(threadRow('anna'), 1)],
    },
  }),

  ...overlapping('each makes the thread that the other found missing', {
    before: {},
    first: { expectedThreads: [{ ...keyOf('anna'), expected: 0 }], ...newThread('bela') },
    second: { expectedThreads: [{ ...keyOf('bela'), expected: 0 }], ...newThread('anna') },
  }),

  ...overlapping('one adds a template, the other counted none', {
    before: {},
    first: { expectedThreads: [{ ...keyOf('anna'), expected: 0 }], templates: [templateRow(1)] },
    second: { expectedTemplates: 0, ...newThread('anna') },
  }),

  ...overlapping('both give an id to a customer', {
    before: {},
    first: newThread('anna', { aliases: ['shared'] }),
    second: newThread('bela', { aliases: ['shared'] }),
  }),

  caseOfTwo('Commits that wait for each other all come to an end.', async (one, other) => {
    for (let round = 0; round < 10; round += 1) {
      const entries = upTo(20).map((index) => journalEntry(`round ${round} entry ${index}`))
      const outcomes = await Promise.all(
        upTo(6).map((writer) => {
          const journal = writer % 2 === 0 ? entries : [...entries].reverse()
          return (writer % 2 === 0 ? one : other).commit(changeOf({ journal }))
        }),
      )
      expectSame(
        outcomes,
        upTo(6).map(() => 'committed'),
        'commits with the same journal entries',
      )
    }
    expectSame((await one.journal({ after: null, limit: 1000 })).length, 200, 'how many entries are stored')
  }),

  caseOfTwo('What is erased does not come back with a commit at the same time.', async (one, other) => {
    for (let round = 0; round < 10; round += 1) {
      const customer = `customer ${round}`
      const change = together(newThread(customer), {
        expectedTombstones: [{ digest: customer, at: null }],
      })
      const erasure = {
        threads: [keyOf(customer)],
        ids: [customer],
        tombstones: [{ digest: customer, at: noon }],
      }
      await Promise.all(
        round % 2 === 0
          ? [one.erase(erasure), other.commit(change)]
          : [one.commit(change), other.erase(erasure)],
      )
      const { threads, tombstones } = await one.load(
        wantedOf({ threads: [keyOf(customer)], tombstones: [customer] }),
      )
      expectSame([threads.length, tombstones.length], [0, 1], 'how many threads and tombstones there are')
    }
  }),
]

const entry = (round: number, writer: number): Change['journal'][number] =>
  journalEntry(`round ${round} writer ${writer}`)

/** Reads the thread and appends an event, until two are stored. */
const appendTwice = async (store: Store, writer: number): Promise<void> => {
  for (let stored = 0, attempts = 0; stored < 2; attempts += 1) {
    expectThat(attempts < 1000, 'a writer never came to its turn')
    const { threads } = await store.load(wantedOf({ threads: [keyOf('anna')] }))
    const row = threads[0]?.row ?? threadRow('anna')
    const next = nextThread(row, 1)
    const events = next.events.map((event) => ({ ...event, text: `by ${writer}` }))
    if ((await store.commit(changeOf({ threads: [{ ...next, events }] }))) === 'committed') stored += 1
  }
}

interface Overlap {
  readonly before: Partial<Change>
  readonly first: Partial<Change>
  readonly second: Partial<Change>
}

/** Two changes that conflict with each other: the first is stored, the other is not, in either order. */
function overlapping(what: string, { before, first, second }: Overlap): readonly ContractCase[] {
  return [false, true].map((isReversed) =>
    caseOfTwo(
      `Of two commits at the same time one is stored when ${what}${isReversed ? ', the other way round' : ''}.`,
      async (one, other) => {
        await expectCommitted(one, before)
        const changes = isReversed ? [second, first] : [first, second]
        const attempts = changes.map((change, index) => (index === 0 ? one : other).commit(changeOf(change)))
        expectSameSet(await Promise.all(attempts), ['committed', 'conflict'], what)
      },
    ),
  )
}
