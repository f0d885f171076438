import type { Change } from '../store/change.ts'
import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame } from './expect.ts'
import {
  eventRows,
  journalEntry,
  keyOf,
  newThread,
  nextThread,
  noon,
  phoneNumberRow,
  templateRow,
  threadRow,
  together,
  upTo,
} from './given.ts'
import { allPages } from './survey.ts'
import { ordered } from './words.ts'

const limits = [1, 2, 3, 7, 1000]
const shuffled = [...ordered].sort((one, other) => one.length - other.length || (one > other ? -1 : 1))

/** Lists that are read page by page: complete, in order, without repetition. */
export const pages: readonly ContractCase[] = [
  caseOf('Threads come by phone number and customer, in the order of code points.', async (store) => {
    const phones = ['B', 'a', 'é', '10', '9']
    const inOrder = ['10', '9', 'B', 'a', 'é']
    const rows = phones.flatMap((id) => shuffled.map((name) => newThread(name, { phoneNumberId: id })))
    await expectCommitted(store, together(...rows))
    const expected = inOrder.flatMap((id) => ordered.map((name) => keyOf(name, id)))
    for (const limit of limits) {
      const read = await allPages(
        store.threads,
        null,
        ({ phoneNumberId, customer }) => keyOf(customer, phoneNumberId),
        limit,
      )
      expectSame(
        read.map(({ phoneNumberId, customer }) => keyOf(customer, phoneNumberId)),
        expected,
        `pages of ${limit}`,
      )
    }
    expectSame(
      await store.threads({ after: keyOf('anything', 'z'), limit: 3 }),
      (await store.threads({ after: null, limit: 1000 })).slice(-ordered.length).slice(0, 3),
      'the page after a thread that is not there',
    )
  }),

  caseOf('Phone numbers come by id, in the order of code points.', async (store) => {
    await expectCommitted(store, { phoneNumbers: shuffled.map((id) => phoneNumberRow(id)) })
    expectSame(
      (await store.phoneNumbers()).map(({ id }) => id),
      ordered,
      'the phone numbers',
    )
  }),

  caseOf('The journal comes by arrival and id.', async (store) => {
    const entries = shuffled.flatMap((id, index) => [
      journalEntry(`a ${id}`, { receivedAt: noon + (index % 3) }),
      journalEntry(`b ${id}`, { receivedAt: noon + 9 + index }),
    ])
    await expectCommitted(store, { journal: entries })
    const sameInstant = [0, 1, 2].flatMap((rest) =>
      ordered
        .map((id) => `a ${id}`)
        .filter((id) => entries.some((entry) => entry.id === id && entry.receivedAt === noon + rest)),
    )
    const expected = [...sameInstant, ...shuffled.map((id) => `b ${id}`)]
    for (const limit of limits) {
      const read = await allPages(store.journal, null, ({ receivedAt, id }) => ({ receivedAt, id }), limit)
      expectSame(
        read.map(({ id }) => id),
        expected,
        `pages of ${limit}`,
      )
    }
    const after = await store.journal({ after: { receivedAt: noon + 2, id: 'z' }, limit: 1 })
    expectSame(
      after.map(({ id }) => id),
      [`b ${shuffled[0]}`],
      'the page after an entry that is not there',
    )
  }),

  caseOf('The events of all threads come by recording, thread and ordinal.', async (store) => {
    const names = ['a', 'B', 'b', 'ab', '10', '9']
    const inOrder = ['10', '9', 'B', 'a', 'ab', 'b']
    const instants = [noon + 5, noon, noon + 5, noon + 5, noon + 12]
    await expectCommitted(
      store,
      together(
        ...names.map((name): Partial<Change> => ({
          threads: [
            {
              row: threadRow(name, { length: 5 }),
              expected: 0,
              events: instants.map((recordedAt, index) => ({ ordinal: index + 8, recordedAt, text: name })),
              snapshot: null,
            },
          ],
        })),
      ),
    )
    const expected = [[9], [8, 10, 11], [12]].flatMap((ordinals) =>
      inOrder.flatMap((name) => ordinals.map((ordinal) => `${name} ${ordinal}`)),
    )
    for (const limit of limits) {
      const read = await allPages(
        store.allEvents,
        null,
        ({ phoneNumberId, customer, recordedAt, ordinal }) => ({
          phoneNumberId,
          customer,
          recordedAt,
          ordinal,
        }),
        limit,
      )
      expectSame(
        read.map(({ customer, ordinal }) => `${customer} ${ordinal}`),
        expected,
        `pages of ${limit}`,
      )
    }
  }),

  caseOf('The events of a thread and the template changes come by ordinal.', async (store) => {
    const row = threadRow('anna', { length: 12 })
    await expectCommitted(
      store,
      together(newThread('anna', row), newThread('anna ', { length: 3 }), {
        templates: upTo(12).map((index) => templateRow(index + 1)),
      }),
    )
    await expectCommitted(store, { threads: [nextThread(row, 3)] })
    for (const limit of limits) {
      const events = await allPages(
        (page) => store.events(keyOf('anna'), page),
        0,
        ({ ordinal }) => ordinal,
        limit,
      )
      expectSame(events, eventRows(1, 15, 'anna'), `pages of ${limit} events`)
      const templates = await allPages(store.templates, 0, ({ ordinal }) => ordinal, limit)
      expectSame(
        templates,
        upTo(12).map((index) => templateRow(index + 1)),
        `pages of ${limit} templates`,
      )
    }
  }),
]
