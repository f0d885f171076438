import { DAY, HOUR, type Event, type Instant } from '@guichet/core'
import { describe, expect, test } from 'vitest'
import { memoryPlace, memoryStore, noChange, type FindingRow, type Runtime } from '../src/index.ts'
import { bodyOf, start, worldOf } from './support/world.ts'

const phoneNumberId = '106540352242922'
const customer = '16505551234'
const key = { phoneNumberId, customer }
const day = (days: number): Instant => start - 60 * DAY + days * DAY

const sent = (id: string, at: Instant, more: object = {}): Event => ({
  type: 'business-messaged',
  id,
  at,
  content: { kind: 'template', name: 'promo', language: 'fr' },
  ...key,
  ...more,
})
const delivered = (message: string, at: Instant, more: object = {}): Event => ({
  type: 'message-status',
  id: `${message}/delivered`,
  message,
  status: 'delivered',
  at,
  ...key,
  ...more,
})
const wrote = (id: string, at: Instant, more: object = {}): Event => ({
  type: 'customer-messaged',
  id,
  at,
  kind: 'text',
  ...key,
  ...more,
})
const registered = (at: Instant, more: object = {}): Event => ({
  type: 'template-changed',
  id: `registered ${at}`,
  at,
  name: 'promo',
  language: 'fr',
  category: 'MARKETING',
  ...more,
})

/** A message of the first day, and what the customer writes weeks later, by which it settles. */
const first = [sent('a', day(1)), delivered('a', day(1) + HOUR)]
const later = [wrote('b', day(20)), wrote('c', day(30))]

const worldAfter = async (...events: readonly Event[]): Promise<Runtime> => {
  const { runtime } = worldOf()
  for (const event of events) await runtime.record([event])
  return runtime
}

const late: FindingRow = {
  ...key,
  message: 'a',
  code: 'category-known-late',
  at: day(1),
  text: JSON.stringify({
    because: ['category-unknown', 'TPL-8'],
    template: { name: 'promo', language: 'fr', category: 'marketing' },
    explanation:
      'The template promo was sent at Sat 22 Aug 2026 12:00 UTC. Its category, marketing, became known only after ' +
      'its charge was settled with an unknown category. Until then the charge was shown as unknown.',
  }),
}

describe('a category that becomes known after the charge was settled', () => {
  test.each([
    ['by a change', registered(day(0))],
    [
      'by a list',
      {
        type: 'templates-listed',
        id: 'list',
        at: day(1),
        account: 'A',
        templates: [{ name: 'promo', language: 'fr', category: 'MARKETING' }],
      } satisfies Event,
    ],
  ])('is a finding, %s', async (_by, event) => {
    const runtime = await worldAfter(...first, ...later)
    expect(await runtime.findings()).toEqual([])
    await runtime.record([event])
    expect(await runtime.findings()).toEqual([late])
  })

  test('is a finding if the phone number turns out to be of the account that has it', async () => {
    const runtime = await worldAfter(
      registered(day(0), { account: 'A' }),
      wrote('w', day(0), { account: 'B' }),
      ...first,
      ...later,
    )
    expect(await runtime.findings()).toEqual([])
    await runtime.record([wrote('d', day(31), { account: 'A' })])
    expect(await runtime.findings()).toEqual([late])
  })

  test('is a finding if the charge settles after its message', async () => {
    // The silent message may still be delivered for 30 days, and holds back what came after it.
    const runtime = await worldAfter(
      sent('a', day(1)),
      sent('silent', day(1) + 1),
      delivered('a', day(1) + 2),
      ...later,
      wrote('d', day(50)),
    )
    await runtime.record([registered(day(0))])
    expect(await runtime.findings()).toEqual([late])
  })

  test('is a finding to another process, and after a restart', async () => {
    const place = memoryPlace()
    const processes = [worldOf({ store: await place.open() }), worldOf({ store: await place.open() })]
    const [one, other] = processes.map(({ runtime }) => runtime)
    await one?.record([...first, ...later])
    expect(await other?.findings()).toEqual([])
    await one?.record([registered(day(0))])
    expect(await other?.findings()).toEqual([late])
    expect(await worldOf({ store: await place.open() }).runtime.findings()).toEqual([late])
  })

  test('stands among the other findings by the instant, the newest first', async () => {
    const refused = (id: string, at: Instant): readonly Event[] => [
      wrote(`w${id}`, at - HOUR),
      sent(id, at, { content: { kind: 'service' } }),
      { ...delivered(id, at + 1), type: 'message-status', message: id, status: 'failed', errorCode: 131047 },
    ]
    const runtime = await worldAfter(
      ...refused('x', day(0)),
      ...first,
      ...refused('y', day(2)),
      ...later,
      registered(day(0)),
    )
    const messages = async (limit?: number): Promise<readonly string[]> =>
      (await runtime.findings(limit)).map(({ message }) => message)
    expect(await messages()).toEqual(['y', 'a', 'x'])
    expect(await messages(2)).toEqual(['y', 'a'])
    expect(await messages(1)).toEqual(['y'])
  })

  test('follows the customer to another id, and goes with them', async () => {
    const runtime = await worldAfter(...first, ...later, registered(day(0)))
    const userId = 'US.13491208655302741918'
    await runtime.record([wrote('d', day(31), { customer: userId, aliases: [customer] })])
    const [{ customer: known } = late] = await runtime.findings()
    expect([userId, customer]).toContain(known)
    await runtime.eraseCustomer(customer)
    expect(await runtime.findings()).toEqual([])
  })
})

test('a category is known in time if the same commit shows that the phone number is of its account', async () => {
  const { runtime } = worldOf()
  await runtime.record([wrote('w', day(0), { account: 'A' }), registered(day(0), { account: 'B' })])
  const ofAccountB = {
    type: 'throughput-changed',
    id: 'faster',
    at: day(0),
    account: 'B',
    perSecond: 1000,
  } as const
  await runtime.record([{ ...ofAccountB, phoneNumberId }, ...first, ...later])
  expect(await runtime.findings()).toEqual([])
})

test('a category is known in time if it is handed in before what settles the charge, though commits take a while', async () => {
  const store = memoryStore()
  const commit: typeof store.commit = async (change) => {
    for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setImmediate(resolve))
    return store.commit(change)
  }
  const { runtime } = worldOf({ store: { ...store, commit }, largestBatch: 1, enoughForAnotherCommit: 1 })
  await runtime.record(first)
  await Promise.all([registered(day(0)), ...later].map((event) => runtime.record([event])))
  expect(await runtime.findings()).toEqual([])
})

test('it is looked for among the newest 10,000 charges of unknown category', async () => {
  const { runtime, store } = worldOf()
  for (const event of [...first, ...later, registered(day(0))]) await runtime.record([event])
  const unknown = (count: number): readonly FindingRow[] =>
    Array.from({ length: count }, (_, index) => ({
      ...key,
      message: `unknown ${index}`,
      code: 'category-unknown',
      at: day(2),
      text: JSON.stringify({ name: 'other', language: 'fr' }),
    }))
  await store.commit({ ...noChange, findings: unknown(9_999) })
  expect(await runtime.findings()).toEqual([late])
  await store.commit({ ...noChange, findings: unknown(10_000) })
  expect(await runtime.findings()).toEqual([])
})

describe('is no finding', () => {
  test.each([
    ['a category that is known in time', [registered(day(0)), ...first, ...later]],
    ['one that becomes known before the charge is settled', [...first, registered(day(0)), ...later]],
    ['one that the template has only after the message', [...first, ...later, registered(day(2))]],
    ['one that is never known', [...first, ...later]],
    [
      'one that counts because another phone number sent, and so showed that its account is there',
      [
        // The list of A is without the template. The change speaks for all accounts, so also for B.
        { type: 'templates-listed', id: 'list', at: day(0), account: 'A', templates: [] } satisfies Event,
        registered(day(0)),
        sent('other', day(0), { phoneNumberId: '200', account: 'B' }),
        ...first,
        ...later,
      ],
    ],
    [
      'one that WhatsApp named with the charge',
      [
        sent('a', day(1)),
        delivered('a', day(1) + 1, { pricing: { model: 'PMP', category: 'marketing', type: 'regular' } }),
        ...later,
        registered(day(0)),
      ],
    ],
  ])('%s, whether the events come one by one or together', async (_what, events) => {
    expect(await (await worldAfter(...events)).findings()).toEqual([])
    const { runtime } = worldOf()
    await runtime.record(events)
    expect(await runtime.findings()).toEqual([])
  })
})

test('a finding is its customer’s also if the same commit makes one customer of two', async () => {
  const { runtime } = worldOf()
  const userId = 'US.13491208655302741918'
  const refusedTo = (one: string, id: string): readonly Event[] => [
    wrote(`w${id}`, day(1), { customer: one }),
    sent(id, day(1) + 1, { customer: one, content: { kind: 'service' } }),
    {
      type: 'message-status',
      id: `${id}/failed`,
      message: id,
      status: 'failed',
      errorCode: 131047,
      at: day(1) + 2,
      phoneNumberId,
      customer: one,
    },
  ]
  const together = wrote('both', day(1) + 3, { customer: userId, aliases: [customer] })
  await runtime.receive(bodyOf([...refusedTo(customer, 'x'), ...refusedTo(userId, 'y'), together]))
  const row = await runtime.find(key)
  expect((await runtime.findings()).map((finding) => finding.customer)).toEqual([
    row?.customer,
    row?.customer,
  ])
  await runtime.eraseCustomer(customer)
  expect(await runtime.findings()).toEqual([])
})
