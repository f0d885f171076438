import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame, expectSameSet } from './expect.ts'
import {
  claimRow,
  eventRows,
  findingRow,
  idChange,
  intentRow,
  journalEntry,
  keyOf,
  newThread,
  noon,
  phoneNumberRow,
  templateRow,
  threadRow,
  together,
  unreadRow,
} from './given.ts'
import { wantedOf } from './survey.ts'
import { ordered, texts } from './words.ts'
import type { Store } from '../store/store.ts'

const all = { after: null, limit: 1000 }

/** Stores these texts wherever a text may be, and reads them again. */
export const keepsTexts = async (store: Store, kept: readonly string[]): Promise<void> => {
  const events = kept.map((text, index) => ({ ordinal: index + 1, recordedAt: noon + index, text }))
  const row = threadRow('anna', { length: kept.length, aliases: kept })
  const last = kept.at(-1) ?? ''
  const snapshot = { length: kept.length, madeBy: last, text: last }
  const intents = kept.map((text, index) => intentRow(`${index}`, { text }))
  await expectCommitted(store, {
    threads: [{ row, expected: 0, events, snapshot }],
    ids: [idChange('anna', 'anna')],
    journal: kept.map((body, index) => journalEntry(`${index}`, { body, receivedAt: noon + index })),
    phoneNumbers: [phoneNumberRow('number', { accounts: kept })],
    templates: kept.map((text, index) => templateRow(index + 1, { text })),
    intents,
    unread: kept.map((text, index) => unreadRow('source', index, { text })),
    findings: kept.map((text, index) => findingRow('anna', `${index}`, { text })),
  })
  const { threads } = await store.load(wantedOf({ threads: [keyOf('anna')] }))
  expectSame(threads, [{ row, snapshot, tail: [] }], 'a thread with its aliases and its snapshot')
  const page = { after: 0, limit: 1000 }
  expectSame(await store.events(keyOf('anna'), page), events, 'the events')
  expectSame(
    (await store.allEvents(all)).map(({ text }) => text),
    kept,
    'the events of all threads',
  )
  expectSame(
    (await store.journal(all)).map(({ body }) => body),
    kept,
    'the journal',
  )
  expectSame((await store.phoneNumbers())[0]?.accounts, kept, 'the accounts of a phone number')
  expectSame(
    (await store.templates(page)).map(({ text }) => text),
    kept,
    'the templates',
  )
  expectSameSet(
    (await store.openIntents(1000)).map(({ text }) => text),
    kept,
    'the intents',
  )
  expectSameSet(
    (await store.unread(1000)).map(({ text }) => text),
    kept,
    'the unread inputs',
  )
  expectSameSet(
    (await store.findings(1000)).map(({ text }) => text),
    kept,
    'the findings',
  )
}

/** Texts are kept letter by letter, and names that differ in anything are different names. */
export const textsAreKept: readonly ContractCase[] = [
  caseOf('Every text is read as it was written.', (store) => keepsTexts(store, texts)),

  caseOf('Customers whose ids differ in anything are different customers.', async (store) => {
    await expectCommitted(
      store,
      together(...ordered.map((name) => newThread(name, { length: 1, aliases: [`${name}+`] }))),
    )
    for (const name of ordered) {
      const key = keyOf(name)
      const row = threadRow(name, { length: 1, aliases: [`${name}+`] })
      const thread = { row, snapshot: null, tail: eventRows(1, 1, name) }
      for (const id of [name, `${name}+`]) {
        const { threads } = await store.load(wantedOf({ threads: [keyOf(id)] }))
        expectSame(threads, [thread], `the thread of ${JSON.stringify(id)}`)
      }
      const events = await store.events(key, { after: 0, limit: 9 })
      expectSame(events, eventRows(1, 1, name), `the events of ${JSON.stringify(name)}`)
    }
    const { threads } = await store.load(wantedOf({ threads: ordered.map((name) => keyOf(name)) }))
    expectSameSet(
      threads.map(({ row }) => row.customer),
      ordered,
      'all of them loaded at once',
    )
  }),

  caseOf('Names of everything else are different when they differ in anything.', async (store) => {
    await expectCommitted(store, {
      journal: ordered.map((id) => journalEntry(id)),
      phoneNumbers: ordered.map((id) => phoneNumberRow(id)),
      intents: ordered.flatMap((name) => [
        intentRow(name),
        intentRow('same', { recipient: name, id: `recipient ${name}` }),
        intentRow('same', { phoneNumberId: name, id: `phone number ${name}` }),
      ]),
      claims: ordered.map((message) => claimRow('anna', message)),
      unread: ordered.map((source) => unreadRow(source, 0)),
      findings: ordered.flatMap((name) => [
        findingRow('anna', name),
        findingRow('anna', 'message', { code: name }),
      ]),
    })
    await store.erase({ threads: [], ids: [], tombstones: ordered.map((digest) => ({ digest, at: noon })) })
    expectSameSet(
      (await store.journal(all)).map(({ id }) => id),
      ordered,
      'the journal',
    )
    expectSame((await store.openIntents(1000)).length, 3 * ordered.length, 'how many intents there are')
    expectSameSet(
      (await store.unread(1000)).map(({ source }) => source),
      ordered,
      'the unread inputs',
    )
    expectSame((await store.findings(1000)).length, 2 * ordered.length, 'how many findings there are')
    const query = { month: '2026-10', until: noon, limit: 1000 }
    const claims = await store.claimed({ ...query, phoneNumberIds: [keyOf('').phoneNumberId] })
    expectSame(claims, ordered.length, 'how many claims there are')
    for (const name of ordered) {
      const loaded = await store.load({
        threads: [],
        intents: [{ ...keyOf(''), recipient: name, key: 'same' }],
        intentIds: [`id of ${name}`],
        phoneNumbers: [name],
        tombstones: [name],
      })
      const names = loaded.intents.map(({ key, recipient }) => (key === 'same' ? recipient : key))
      const found = [
        ...names,
        ...loaded.phoneNumbers.map(({ id }) => id),
        ...loaded.tombstones.map(({ digest }) => digest),
      ]
      const once = name === 'same' ? [] : [name, name]
      expectSame(found, [...once, name, name], `what goes by the name of ${JSON.stringify(name)}`)
      const intents = await store.intentsTo(name, [keyOf('').customer, '16505551234'], 9)
      expectSame(
        intents.map(({ id }) => id),
        [`phone number ${name}`],
        'the intents of a phone number',
      )
    }
  }),

  caseOf('Long names that differ at their end alone are different names.', async (store) => {
    const [one, other] = ['1', '2'].map((end) => `${'\u00e9'.repeat(254)}${end}`)
    if (one === undefined || other === undefined) return
    const given = { phoneNumberId: one, length: 1 }
    const finding = findingRow(one, one, { phoneNumberId: one, code: one })
    await expectCommitted(
      store,
      together(newThread(one, given), newThread(other, given), {
        claims: [one, other].map((message) => claimRow(one, message, { phoneNumberId: one })),
        findings: [finding, { ...finding, code: other }],
        intents: [one, other].map((key) => intentRow(key, { phoneNumberId: one, recipient: one })),
      }),
    )
    const { threads, intents } = await store.load(
      wantedOf({
        threads: [keyOf(other, one)],
        intents: [{ phoneNumberId: one, recipient: one, key: other }],
      }),
    )
    const found = [...threads.map(({ row }) => row.customer), ...intents.map(({ key }) => key)]
    expectSame(found, [other, other], 'the thread and the intent of one of them')
    const counts = [
      await store.claimed({ phoneNumberIds: [one], month: '2026-10', until: noon, limit: 9 }),
      (await store.findings(9)).length,
      (await store.intentsTo(one, [one], 9)).length,
    ]
    expectSame(counts, [2, 2, 2], 'how many claims, findings and intents there are')
  }),

  caseOf('Where one part of a key ends and the next begins matters.', async (store) => {
    const separators = ['', '/', ':', '|', ',', '-', '\u0001', '\u001f', '"', '","', ' ']
    const pairs = separators.flatMap((between) => [keyOf(`2${between}3`, '1'), keyOf('3', `1${between}2`)])
    const keys = [...new Map(pairs.map((key) => [JSON.stringify(key), key])).values()]
    await expectCommitted(
      store,
      together(
        ...keys.map(({ customer, phoneNumberId }) => newThread(customer, { phoneNumberId, length: 1 })),
        {
          intents: keys.map(({ customer, phoneNumberId }, index) =>
            intentRow(phoneNumberId, { recipient: customer, id: `${index}`, phoneNumberId: 'number' }),
          ),
        },
      ),
    )
    for (const key of keys) {
      const intent = { phoneNumberId: 'number', recipient: key.customer, key: key.phoneNumberId }
      const { threads, intents } = await store.load(wantedOf({ threads: [key], intents: [intent] }))
      const rows = threads.map(({ row: { phoneNumberId, customer } }) => ({ phoneNumberId, customer }))
      expectSame(rows, [key], 'the thread')
      expectSame(
        intents.map(({ recipient }) => recipient),
        [key.customer],
        'the intent',
      )
    }
    expectSame((await store.allEvents(all)).length, keys.length, 'how many events there are')
  }),
]
