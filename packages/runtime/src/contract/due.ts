import type { ThreadRow } from '../store/rows.ts'
import type { Due, Store } from '../store/store.ts'
import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame } from './expect.ts'
import { keyOf, newThread, nextThread, noon, otherPhone, threadRow, together, upTo } from './given.ts'

const later = (seconds: number): number => noon + seconds * 1000

/** The customers whose windows, or entry points, are due in [from, to), in seconds after noon. */
const dueIn = async (
  store: Store,
  what: Due,
  [from, to]: readonly [number, number],
  limit = 100,
): Promise<readonly string[]> => {
  const rows = await store.due(what, { opensAt: later(from), closesAt: later(to) }, limit)
  return rows.map(({ customer }) => customer)
}

/** What is due, at a column of a thread's row. */
const dueCases = (what: Due, at: (instant: number | null) => Partial<ThreadRow>): readonly ContractCase[] => [
  caseOf(`What is due (${what}) lies in a half-open interval and comes soonest first.`, async (store) => {
    const seconds = [30, 10, 50, 20, 40]
    const threads = seconds.map((second) => newThread(`${60 - second}`, at(later(second))))
    await expectCommitted(store, together(...threads, newThread('never', at(null))))
    const all = ['50', '40', '30', '20', '10']
    expectSame(await dueIn(store, what, [0, 100]), all, 'all that are due')
    expectSame(await dueIn(store, what, [10, 50]), all.slice(0, 4), 'from the first to before the last')
    expectSame(await dueIn(store, what, [10, 50.001]), all, 'from the first to the last')
    expectSame(await dueIn(store, what, [10.001, 50]), all.slice(1, 4), 'from after the first')
    expectSame(await dueIn(store, what, [30, 30]), [], 'an empty interval')
    expectSame(await dueIn(store, what, [50, 10]), [], 'an interval that closes before it opens')
    for (const limit of [1, 2, 5, 6])
      expectSame(await dueIn(store, what, [0, 100], limit), all.slice(0, limit), `the soonest ${limit}`)
    const ever = { opensAt: 0, closesAt: Date.UTC(2100, 0, 1) }
    expectSame((await store.due(what, ever, 100)).length, 5, 'how many are due ever')
  }),

  caseOf(`What is due (${what}) is told with the whole row, of every phone number.`, async (store) => {
    const given = { ...at(noon), aliases: ['a'], length: 2 }
    const rows = [
      threadRow('anna', given),
      threadRow('anna', { ...given, phoneNumberId: otherPhone, ...at(noon + 1) }),
    ]
    await expectCommitted(store, together(...rows.map((row) => newThread('anna', row))))
    expectSame(await store.due(what, { opensAt: noon, closesAt: noon + 2 }, 9), rows, 'the rows')
  }),

  caseOf(`What is due (${what}) changes with the thread, and goes with it.`, async (store) => {
    const rows = ['anna', 'bela', 'carl'].map((name) => threadRow(name, at(later(10))))
    const [anna, bela] = rows.map((row) => nextThread(row, 0))
    await expectCommitted(store, together(...rows.map((row) => newThread(row.customer, row))))
    expectSame((await dueIn(store, what, [10, 11])).length, 3, 'how many are due')
    if (anna === undefined || bela === undefined) return
    await expectCommitted(store, {
      threads: [
        { ...anna, row: { ...anna.row, ...at(later(20)) } },
        { ...bela, row: { ...bela.row, ...at(null) } },
      ],
      removedThreads: [{ ...keyOf('carl'), expected: 1 }],
    })
    expectSame(await dueIn(store, what, [10, 11]), [], 'what was due before')
    expectSame(await dueIn(store, what, [0, 100]), ['anna'], 'what is due now')
    await store.erase({ threads: [keyOf('anna')], ids: ['anna'], tombstones: [] })
    expectSame(await dueIn(store, what, [0, 100]), [], 'what is due after all threads are gone')
  }),

  caseOf(`Of many that are due (${what}) at one instant as many come as asked for.`, async (store) => {
    const names = upTo(200).map((index) => `customer ${index}`)
    await expectCommitted(store, together(...names.map((name) => newThread(name, at(noon)))))
    for (const limit of [1, 50, 200, 201]) {
      const due = await dueIn(store, what, [0, 1], limit)
      expectSame(new Set(due).size, Math.min(limit, 200), `how many of ${limit} that were asked for`)
      expectSame(due.length, Math.min(limit, 200), `how many rows of ${limit} that were asked for`)
    }
  }),
]

/** The threads whose window closes, or whose entry point ends, in an interval. */
export const due: readonly ContractCase[] = [
  ...dueCases('window', (windowClosesAt) => ({ windowClosesAt })),
  ...dueCases('reply', (replyBy) => ({ replyBy })),
  ...dueCases('waiting', (waitingSince) => ({ waitingSince })),
  caseOf('Windows, entry points and waiting customers are due apart from each other.', async (store) => {
    const given = {
      windowClosesAt: later(10),
      replyBy: later(20),
      closedByMeta: later(30),
      waitingSince: later(40),
    }
    await expectCommitted(store, together(newThread('anna', given)))
    const asked = [
      [10, 11],
      [20, 21],
      [30, 31],
      [40, 41],
    ] as const
    for (const [index, interval] of asked.entries()) {
      const answers = [
        await dueIn(store, 'window', interval),
        await dueIn(store, 'reply', interval),
        await dueIn(store, 'waiting', interval),
      ]
      expectSame(
        answers.map((rows) => rows.length),
        [index === 0 ? 1 : 0, index === 1 ? 1 : 0, index === 3 ? 1 : 0],
        'what is due',
      )
    }
  }),
]
