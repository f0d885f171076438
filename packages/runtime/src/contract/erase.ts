import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectConflict, expectSame } from './expect.ts'
import {
  claimRow,
  findingRow,
  idChange,
  intentRow,
  journalEntry,
  keyOf,
  newThread,
  nextThread,
  noon,
  otherPhone,
  phone,
  phoneNumberRow,
  templateRow,
  threadRow,
  together,
  unreadRow,
} from './given.ts'
import { wantedOf } from './survey.ts'

const all = { after: null, limit: 1000 }
const anna = threadRow('anna', { aliases: ['a-2'], length: 3, windowClosesAt: noon, replyBy: noon })

/** Anna, and Bela who stays. */
const both = together(
  newThread('anna', anna),
  newThread('bela', { length: 2, aliases: ['b-2'], windowClosesAt: noon }),
  {
    journal: [
      journalEntry('1', { body: 'of anna and bela' }),
      journalEntry('2', { body: 'of bela' }),
      journalEntry('3', { body: 'of a-2' }),
      journalEntry('4', { body: 'Johannanna is not she, and yet' }),
    ],
    phoneNumbers: [phoneNumberRow(phone)],
    templates: [templateRow(1)],
    intents: [
      intentRow('1', { recipient: 'anna' }),
      intentRow('2', { recipient: 'a-2' }),
      intentRow('3', { recipient: 'bela' }),
      intentRow('4', { recipient: 'anna', phoneNumberId: otherPhone }),
    ],
    claims: [claimRow('anna', '1'), claimRow('anna', '2'), claimRow('bela', '1')],
    unread: [
      unreadRow('1', 0, { text: 'of anna' }),
      unreadRow('1', 1, { text: 'of bela' }),
      unreadRow('1', 2, { text: 'ofa-2too' }),
    ],
    findings: [findingRow('anna', '1'), findingRow('bela', '1')],
  },
)

const erasure = {
  threads: [keyOf('anna')],
  ids: ['anna', 'a-2'],
  tombstones: [
    { digest: 'digest of anna', at: noon },
    { digest: 'digest of a-2', at: noon + 1 },
  ],
}

/** A customer who is forgotten. */
export const erase: readonly ContractCase[] = [
  caseOf('Every table forgets an erased customer, and keeps the others.', async (store) => {
    await expectCommitted(store, both)
    const snapshot = { length: 2, madeBy: 'v', text: 'anna' }
    await expectCommitted(store, { threads: [{ ...nextThread(anna, 0), snapshot }] })
    await store.erase(erasure)
    expectSame(
      (await store.threads(all)).map(({ customer }) => customer),
      ['bela'],
      'the threads',
    )
    expectSame(await store.events(keyOf('anna'), { after: 0, limit: 9 }), [], 'the events')
    expectSame(
      (await store.allEvents(all)).map(({ customer }) => customer),
      ['bela', 'bela'],
      'all events',
    )
    const ids = ['anna', 'a-2', 'bela', 'b-2'].map((id) => keyOf(id))
    const loaded = await store.load(
      wantedOf({ threads: ids, intentIds: ['1', '2', '3', '4'].map((key) => `id of ${key}`) }),
    )
    expectSame(
      loaded.threads.map(({ row }) => row.customer),
      ['bela'],
      'the loaded threads',
    )
    expectSame(
      loaded.intents.map(({ key }) => key),
      ['3'],
      'the intents',
    )
    expectSame(
      (await store.openIntents(9)).map(({ key }) => key),
      ['3'],
      'the open intents',
    )
    expectSame(await store.intentsTo(phone, ['anna', 'a-2'], 9), [], 'the intents to the erased')
    for (const what of ['window', 'reply'] as const) {
      const due = await store.due(what, { opensAt: 0, closesAt: noon + 1 }, 9)
      expectSame(
        due.map(({ customer }) => customer),
        what === 'window' ? ['bela'] : [],
        `what is due (${what})`,
      )
    }
    expectSame(
      (await store.journal(all)).map(({ id }) => id),
      ['2'],
      'the journal',
    )
    expectSame(
      (await store.unread(9)).map(({ text }) => text),
      ['of bela'],
      'the unread inputs',
    )
    expectSame(
      (await store.findings(9)).map(({ customer }) => customer),
      ['bela'],
      'the findings',
    )
    expectSame([loaded.templates, (await store.phoneNumbers()).length], [1, 1], 'templates and phone numbers')
  }),

  caseOf('What an erased customer left is not in the way of what comes later.', async (store) => {
    await expectCommitted(store, both)
    await store.erase(erasure)
    await expectConflict(store, { ids: [idChange('a-2', 'bela', 'anna')] }, 'an id that was erased')
    const {
      intents: [intent],
      journal: [, , entry],
    } = both
    const again = { ...newThread('anna', anna), findings: [findingRow('anna', '1', { text: 'later' })] }
    await expectCommitted(store, {
      ...again,
      intents: intent === undefined ? [] : [intent],
      journal: entry === undefined ? [] : [entry],
      expectedTombstones: [{ digest: 'digest of anna', at: noon }],
    })
    const { threads } = await store.load(wantedOf({ threads: [keyOf('a-2')] }))
    expectSame([threads[0]?.snapshot, threads[0]?.tail.length], [null, 3], 'the thread that came anew')
    expectSame((await store.findings(9)).filter(({ text }) => text === 'later').length, 1, 'the new findings')
  }),

  caseOf('A thread of the same customer at another phone number stays unless it is named.', async (store) => {
    const elsewhere = newThread('anna', { phoneNumberId: otherPhone, length: 1 })
    await expectCommitted(
      store,
      together(both, elsewhere, {
        claims: [claimRow('anna', '1', { phoneNumberId: otherPhone })],
        findings: [findingRow('anna', '1', { phoneNumberId: otherPhone })],
      }),
    )
    await store.erase({ threads: [keyOf('anna')], ids: [], tombstones: [] })
    const { threads } = await store.load(wantedOf({ threads: [keyOf('anna', otherPhone), keyOf('anna')] }))
    expectSame(
      threads.map(({ row, tail }) => [row.phoneNumberId, tail.length]),
      [[otherPhone, 1]],
      'the thread',
    )
    expectSame((await store.findings(9)).length, 2, 'how many findings are left')
    expectSame((await store.journal(all)).length, 4, 'how many journal entries are left when no id is named')
    expectSame((await store.openIntents(9)).length, 4, 'how many intents are left when no id is named')
  }),
]
