import { caseOf, caseOfTwo, type ContractCase } from './case.ts'
import { expectCommitted, expectConflict, expectSame } from './expect.ts'
import { changeOf, findingRow, intentRow, noon, otherPhone, phone, upTo } from './given.ts'
import { wantedOf } from './survey.ts'
import type { IntentRow } from '../store/rows.ts'

const keysOf = (rows: readonly IntentRow[]): readonly string[] => rows.map(({ key }) => key)

/** Intents to send: found by key, by the id that is echoed, by recipient, and while they are open. */
export const intents: readonly ContractCase[] = [
  caseOf('An intent is found by its key and by its id, and once by both.', async (store) => {
    const { expected: _, ...row } = intentRow('key')
    await expectCommitted(store, { intents: [{ ...row, expected: 0 }, intentRow('other')] })
    const [byKey, byId] = [{ intents: [row] }, { intentIds: [row.id] }]
    for (const names of [byKey, byId, { ...byKey, ...byId }])
      expectSame(
        (await store.load(wantedOf(names))).intents,
        [row],
        `what is loaded by ${Object.keys(names)}`,
      )
    const elsewhere = [
      { ...row, phoneNumberId: otherPhone },
      { ...row, recipient: 'another' },
    ]
    expectSame((await store.load(wantedOf({ intents: elsewhere }))).intents, [], 'intents of another thread')
  }),

  caseOf('An intent changes from revision to revision.', async (store) => {
    await expectCommitted(store, { intents: [intentRow('key')] })
    const second = intentRow('key', { revision: 2, isOpen: false, text: 'sent', claimedAt: noon + 5 })
    await expectCommitted(store, { intents: [second] })
    await expectConflict(store, { intents: [second] }, 'an intent of an earlier revision')
    const { expected: _, ...row } = second
    expectSame((await store.load(wantedOf({ intentIds: [row.id] }))).intents, [row], 'the intent')
    expectSame(await store.openIntents(9), [], 'the open intents')
    await expectCommitted(store, { intents: [intentRow('key', { revision: 3 })] })
    expectSame(keysOf(await store.openIntents(9)), ['key'], 'the open intents when it is open again')
  }),

  caseOf('The open intents come oldest first.', async (store) => {
    const ages = [5, 1, 9, 3, 7, 2, 8, 4, 6, 10]
    const rows = ages.map((age) =>
      intentRow(`${age}`, {
        claimedAt: noon - age * 1000,
        isOpen: age % 2 === 0,
        recipient: `to ${10 - age}`,
      }),
    )
    await expectCommitted(store, { intents: rows })
    expectSame(keysOf(await store.openIntents(100)), ['10', '8', '6', '4', '2'], 'all open intents')
    expectSame(keysOf(await store.openIntents(2)), ['10', '8'], 'the two oldest')
    await expectCommitted(store, {
      intents: [intentRow('10', { recipient: 'to 0', revision: 2, isOpen: false, claimedAt: noon - 10_000 })],
    })
    expectSame(keysOf(await store.openIntents(2)), ['8', '6'], 'the two oldest after one was closed')
  }),

  caseOf('The open intents to some customers are read.', async (store) => {
    const rows = ['anna', 'anna', 'bela', 'cara'].map((recipient, index) =>
      intentRow(`${index}`, { recipient, isOpen: index !== 1 }),
    )
    const elsewhere = intentRow('4', { recipient: 'anna', phoneNumberId: otherPhone })
    await expectCommitted(store, { intents: [...rows, elsewhere] })
    const open = async (...customers: readonly string[]): Promise<readonly string[]> =>
      keysOf(await store.openTo(customers.map((customer) => ({ phoneNumberId: phone, customer })))).toSorted()
    expectSame(await open('anna'), ['0'], 'the open intents to one')
    expectSame(await open('anna', 'bela', 'anna', 'nobody'), ['0', '2'], 'the open intents to several')
    expectSame(await open(), [], 'the open intents to nobody')
    expectSame(
      keysOf(await store.openTo([{ phoneNumberId: otherPhone, customer: 'anna' }])),
      ['4'],
      'the open intents of another phone number',
    )
  }),

  caseOf('The intents to a customer come newest first, by any id that was addressed.', async (store) => {
    const addressed = ['anna', 'a', 'anna', 'bela', 'a', 'anna', 'A']
    const rows = addressed.map((recipient, index) =>
      intentRow(`${index}`, { recipient, claimedAt: noon + ((index * 3) % 7), isOpen: index % 2 === 0 }),
    )
    const elsewhere = intentRow('elsewhere', { recipient: 'anna', phoneNumberId: otherPhone })
    await expectCommitted(store, { intents: [...rows, elsewhere] })
    const newest = async (recipients: readonly string[], limit: number): Promise<readonly string[]> =>
      keysOf(await store.intentsTo(phone, recipients, limit))
    expectSame(await newest(['anna', 'a'], 100), ['2', '4', '1', '5', '0'], 'the intents to both ids')
    expectSame(await newest(['anna', 'a'], 2), ['2', '4'], 'the latest two')
    expectSame(await newest(['anna'], 100), ['2', '5', '0'], 'the intents to one id')
    expectSame(await newest(['nobody'], 100), [], 'the intents to nobody')
    expectSame(await newest([], 100), [], 'the intents to no id')
  }),

  caseOf('The unread inputs and the findings come newest first.', async (store) => {
    const order = [3, 1, 4, 2, 5]
    await expectCommitted(store, {
      unread: order.map((at) => ({ source: `${9 - at}`, index: 0, receivedAt: noon + at, text: `${at}` })),
      findings: order.map((at) => ({
        phoneNumberId: phone,
        customer: `${9 - at}`,
        message: 'message',
        code: 'code',
        at: noon + at,
        text: `${at}`,
      })),
    })
    for (const limit of [1, 3, 100]) {
      const expected = ['5', '4', '3', '2', '1'].slice(0, limit)
      const [unread, findings] = [await store.unread(limit), await store.findings(limit)]
      expectSame(
        unread.map(({ text }) => text),
        expected,
        `the newest ${limit} unread inputs`,
      )
      expectSame(
        findings.map(({ text }) => text),
        expected,
        `the newest ${limit} findings`,
      )
    }
  }),

  caseOf('The findings of a code are the newest of that code.', async (store) => {
    const codes = ['one', 'other', 'One', 'one', 'other', 'one']
    await expectCommitted(store, {
      findings: codes.map((code, at) => findingRow('anna', `${at}`, { code, at: noon + at })),
    })
    const newest = async (limit: number, code: string): Promise<readonly string[]> =>
      (await store.findings(limit, code)).map(({ message }) => message)
    expectSame(await newest(100, 'one'), ['5', '3', '0'], 'all findings of a code')
    expectSame(await newest(2, 'one'), ['5', '3'], 'the newest two of a code')
    expectSame(await newest(2, 'other'), ['4', '1'], 'the newest two of a code that is older')
    expectSame(await newest(100, 'on'), [], 'the findings of a code that is not there')
    const others = await store.findings(100)
    expectSame(others.length, codes.length, 'how many findings of all codes there are')
  }),

  caseOfTwo('Of several at the same time that claim the same key one is stored.', async (one, other) => {
    for (let round = 0; round < 5; round += 1) {
      const outcomes = await Promise.all(
        upTo(10).map((writer) => {
          const rows = [intentRow(`key ${round}`, { id: `${round} ${writer}` })]
          return (writer % 2 === 0 ? one : other).commit(changeOf({ intents: rows }))
        }),
      )
      expectSame(outcomes.filter((outcome) => outcome === 'committed').length, 1, 'how many were stored')
      const { intents: stored } = await other.load(
        wantedOf({ intentIds: upTo(10).map((writer) => `${round} ${writer}`) }),
      )
      expectSame(
        stored.map(({ id }) => id),
        [`${round} ${outcomes.indexOf('committed')}`],
        'the intent',
      )
    }
  }),

  caseOfTwo('Of several at the same time that have the same id one is stored.', async (one, other) => {
    const outcomes = await Promise.all(
      upTo(10).map((writer) =>
        (writer % 2 === 0 ? one : other).commit(
          changeOf({ intents: [intentRow(`${writer}`, { id: 'same' })] }),
        ),
      ),
    )
    expectSame(outcomes.filter((outcome) => outcome === 'committed').length, 1, 'how many were stored')
    expectSame((await one.openIntents(100)).length, 1, 'how many intents there are')
  }),
]
