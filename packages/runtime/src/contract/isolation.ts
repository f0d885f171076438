import { caseOfTwo, type ContractCase } from './case.ts'
import type { Change } from '../store/change.ts'
import type { Loaded, Page } from '../store/store.ts'
import type { ThreadKey } from '@guichet/core'
import { expectCommitted, expectSame, expectThat } from './expect.ts'
import {
  intentRow,
  keyOf,
  newThread,
  nextThread,
  phone,
  phoneNumberRow,
  templateRow,
  threadRow,
  together,
  upTo,
} from './given.ts'
import { allPages, wantedOf } from './survey.ts'

const commits = 60
const wanted = wantedOf({
  threads: [keyOf('anna'), keyOf('bela')],
  intentIds: ['id of key'],
  phoneNumbers: [phone],
})

/** Readers while others write. */
export const isolation: readonly ContractCase[] = [
  caseOfTwo('A reader sees all of a change or nothing of it.', async (writer, reader) => {
    await expectCommitted(writer, step(1))
    const writers = { areDone: false }
    const reading = (async () => {
      while (!writers.areDone) {
        expectWhole(await reader.load(wanted))
        await turn()
      }
    })()
    const writing = (async () => {
      for (let revision = 2; revision <= commits; revision += 1) await expectCommitted(writer, step(revision))
    })()
    await Promise.all([writing.finally(() => (writers.areDone = true)), reading])
    const last = await reader.load(wanted)
    expectSame(last.templates, commits, 'how many changes were stored')
    expectWhole(last)
  }),

  caseOfTwo('Many loads at once during commits are all whole.', async (writer, reader) => {
    await expectCommitted(writer, step(1))
    for (let revision = 2; revision <= 12; revision += 1) {
      const loads = upTo(10).map((index) => (index % 2 === 0 ? reader : writer).load(wanted))
      await expectCommitted(writer, step(revision))
      for (const loaded of await Promise.all(loads)) expectWhole(loaded)
    }
  }),

  caseOfTwo(
    'Pages miss nothing and repeat nothing that was there while others commit.',
    async (one, other) => {
      const names = upTo(30).map((index) => `customer ${String(index * 2).padStart(2, '0')}`)
      await expectCommitted(one, together(...names.map((name) => newThread(name, { length: 1 }))))
      let added = 0
      const pages = async (): Promise<readonly string[]> => {
        const rows = await allPages(
          async (page: Page<ThreadKey | null>) => {
            // Now before the place where the pages are, now behind it.
            const name = `customer ${String(added * 2 + 1).padStart(2, '0')} added`
            added += 1
            await expectCommitted(other, together(newThread(name, { length: 1 })))
            return one.threads(page)
          },
          null,
          ({ phoneNumberId, customer }) => ({ phoneNumberId, customer }),
          4,
        )
        return rows.map(({ customer }) => customer)
      }
      const read = await pages()
      expectSame(
        read.filter((name) => names.includes(name)),
        names,
        'the threads that were there all along',
      )
      expectSame(new Set(read).size, read.length, 'how many different threads the pages have')
    },
  ),
]

/** The change that brings everything to that revision. */
const step = (revision: number): Change => {
  const snapshot = { length: revision, madeBy: 'version-1', text: String(revision) }
  const next = (customer: string): Partial<Change> =>
    revision === 1
      ? newThread(customer, { length: 1 })
      : { threads: [nextThread(threadRow(customer, { revision: revision - 1, length: revision - 1 }), 1)] }
  const withSnapshot = changeOfThreads(next('anna'), revision % 3 === 0 ? snapshot : null)
  return together(withSnapshot, next('bela'), {
    phoneNumbers: [phoneNumberRow(phone, { revision })],
    templates: [templateRow(revision)],
    intents: [intentRow('key', { revision })],
  })
}

const changeOfThreads = (
  parts: Partial<Change>,
  snapshot: Change['threads'][number]['snapshot'],
): Partial<Change> => ({
  ...parts,
  threads: (parts.threads ?? []).map((thread) => ({ ...thread, snapshot })),
})

/** Lets whatever waits for a timer or for the disk go on, also where reading waits for neither. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** Everything in it has the same revision, and the threads have all of their events. */
const expectWhole = ({ threads, intents, phoneNumbers, templates }: Loaded): void => {
  const revisions = [...threads.map(({ row }) => row), ...intents, ...phoneNumbers].map((row) => row.revision)
  const expected = [templates, templates, templates, templates]
  expectSame(revisions, expected, 'the revisions of two threads, an intent and a phone number in one load')
  for (const { row, snapshot, tail } of threads) {
    const start = snapshot?.length ?? 0
    const ordinals = upTo(row.length - start).map((index) => start + index + 1)
    expectSame(
      tail.map(({ ordinal }) => ordinal),
      ordinals,
      'the events after the snapshot',
    )
    expectThat(snapshot === null || snapshot.text === String(snapshot.length), 'the snapshot is another one')
  }
}
