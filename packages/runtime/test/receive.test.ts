import { describe, expect, test } from 'vitest'
import { DAY, HOUR, engine as engineOf, isRight, type Event, type ThreadKey } from '@guichet/core'
import { memoryStore, runtime as runtimeOf } from '../src/index.ts'
import { bodyOf, start, worldOf } from './support/world.ts'

const key: ThreadKey = { phoneNumberId: '100', customer: '15550100001' }
const spoken = (id: string, at: number, more: object = {}): Event => ({
  type: 'customer-messaged',
  id,
  at,
  kind: 'text',
  ...key,
  ...more,
})

describe('a webhook body', () => {
  test('is journalled as it came, once however often it comes', async () => {
    const { runtime, store } = worldOf()
    const body = bodyOf([spoken('c1', start)])
    expect(await runtime.receive(body)).toEqual({
      absorbed: 1,
      duplicates: 0,
      late: 0,
      erased: 0,
      unread: [],
      arrivals: [{ event: spoken('c1', start), became: 'absorbed' }],
    })
    expect(await runtime.receive(body)).toMatchObject({ absorbed: 0, duplicates: 1 })
    const journal = await store.journal({ after: null, limit: 10 })
    expect(journal.map((entry) => entry.body)).toEqual([body])
  })

  test('that is no JSON is kept and reported', async () => {
    const { runtime, store } = worldOf()
    expect(await runtime.receive('{"half')).toMatchObject({ absorbed: 0, unread: [{ reason: 'not JSON' }] })
    expect(await store.journal({ after: null, limit: 10 })).toMatchObject([{ body: '{"half' }])
    expect((await runtime.unread()).map(({ text }) => JSON.parse(text))).toEqual([
      { path: '$', reason: 'not JSON' },
    ])
  })

  test.each(['\0', 'a\0b', '\ud800', '\u0001x', ''])('of hostile text %j is kept', async (body) => {
    const { runtime, store } = worldOf()
    await runtime.receive(body)
    expect(await store.journal({ after: null, limit: 10 })).toHaveLength(1)
  })

  test('with an event older than the horizon tells so and loses nothing else', async () => {
    const { runtime } = worldOf()
    await runtime.receive(bodyOf([spoken('new', start)]))
    const receipt = await runtime.receive(
      bodyOf([spoken('old', start - 9 * DAY), spoken('newer', start + 1)]),
    )
    expect(receipt).toMatchObject({ absorbed: 1, late: 1 })
    const [unread] = await runtime.unread()
    expect(JSON.parse(unread?.text ?? '')).toMatchObject({
      reason: 'older than the lateness horizon',
      event: { id: 'old' },
    })
  })
})

describe('customers whose ids no store can hold', () => {
  test.each([
    ['\ud800', '\ud801'],
    ['a\0', 'a'],
    ['\u0001"a"', 'a'],
  ])('%j and %j are two', async (one, other) => {
    const { runtime } = worldOf()
    await runtime.receive(bodyOf([spoken('c1', start, { customer: one })]))
    expect(await runtime.events({ ...key, customer: one })).toHaveLength(1)
    expect(await runtime.events({ ...key, customer: other })).toEqual([])
  })
})

describe('templates', () => {
  const template = (status: string, at: number, id: string): Event => ({
    type: 'template-changed',
    id,
    at,
    account: 'A',
    name: 'order_ready',
    language: 'en',
    status,
  })
  const question = { kind: 'template', name: 'order_ready', language: 'en' } as const

  test('are known to every process, also those that another one received', async () => {
    const store = memoryStore()
    const [one, other] = [worldOf({ store }), worldOf({ store })]
    await one.runtime.receive(
      bodyOf([template('APPROVED', start, 't1'), spoken('c1', start, { account: 'A' })]),
    )
    expect(isRight(await other.runtime.ask(key, question, start))).toBe(true)
    await one.runtime.receive(bodyOf([template('PAUSED', start + HOUR, 't2')]))
    expect(await other.runtime.ask(key, question, start + HOUR)).toMatchObject({
      left: { reasons: [{ code: 'template-paused' }] },
    })
  })

  test('that were paused by another process just now are not sent', async () => {
    const store = memoryStore()
    const [one, other] = [worldOf({ store }), worldOf({ store })]
    await one.runtime.receive(
      bodyOf([template('APPROVED', start - HOUR, 't1'), spoken('c1', start, { account: 'A' })]),
    )
    const send = (idempotency: string) =>
      other.runtime.send({
        phoneNumberId: '100',
        recipient: key.customer,
        content: question,
        body: {},
        key: idempotency,
      })
    expect(await send('a')).toMatchObject({ outcome: 'accepted' })
    // Of the same instant as the send, so that the send does not prove the template approved again.
    await one.runtime.receive(bodyOf([template('PAUSED', start, 't2')]))
    expect(await send('b')).toMatchObject({ outcome: 'refused-by-rule' })
  })
})

describe('what closes soon', () => {
  test('windows, the soonest first, and entry points that wait for an answer', async () => {
    const { runtime, clock } = worldOf()
    await runtime.receive(
      bodyOf([
        spoken('c1', start - 23 * HOUR),
        spoken('c2', start - 23.5 * HOUR, { customer: '15550100002' }),
        spoken('c3', start - HOUR, { customer: '15550100003', entryPoint: { source: 'ad' } }),
        spoken('c4', start - 25 * HOUR, { customer: '15550100004' }),
      ]),
    )
    const customers = async (what: 'window' | 'reply', within: number): Promise<readonly string[]> =>
      (await runtime.due(what, within)).map(({ customer }) => customer.slice(-1))
    expect(await customers('window', HOUR - 1)).toEqual(['2'])
    expect(await customers('window', HOUR)).toEqual(['2', '1'])
    expect(await customers('window', DAY)).toEqual(['2', '1', '3'])
    expect(await customers('reply', DAY)).toEqual(['3'])
    await runtime.send({
      phoneNumberId: '100',
      recipient: '15550100003',
      content: { kind: 'service' },
      body: {},
    })
    expect(await customers('reply', DAY)).toEqual([])
    clock.now += HOUR - 1
    expect(await customers('window', HOUR)).toEqual(['1'])
    // It is closed from that instant on.
    clock.now += 1
    expect(await customers('window', HOUR)).toEqual([])
  })
})

describe('the journal', () => {
  test('may be pruned by age without changing an answer', async () => {
    const { runtime, store, clock } = worldOf()
    await runtime.receive(bodyOf([spoken('c1', start)]))
    clock.now += DAY / 2
    await runtime.receive(bodyOf([spoken('c2', start + HOUR)]))
    const before = JSON.stringify([await runtime.view(key), await runtime.events(key)])
    expect(await runtime.pruneJournal(start + 1)).toBe(1)
    expect(await store.journal({ after: null, limit: 10 })).toHaveLength(1)
    expect(JSON.stringify([await runtime.view(key), await runtime.events(key)])).toBe(before)
    const fresh = worldOf({ store, now: clock.now })
    expect(JSON.stringify([await fresh.runtime.view(key), await fresh.runtime.events(key)])).toBe(before)
  })

  test('is exported and taken in again with the same answers', async () => {
    const { runtime } = worldOf()
    await runtime.receive(
      bodyOf([
        { type: 'template-changed', id: 't', at: start, name: 'hi', language: 'en', status: 'APPROVED' },
        spoken('c1', start),
        spoken('c2', start, { customer: 'US.7', aliases: ['15550100001'] }),
      ]),
    )
    await runtime.send({ phoneNumberId: '100', recipient: 'US.7', content: { kind: 'service' }, body: {} })
    const lines: string[] = []
    for await (const line of runtime.exportEvents()) lines.push(line)
    const copy = worldOf()
    await copy.runtime.receive(`{"events":[${lines.join()}]}`)
    const again: string[] = []
    for await (const line of copy.runtime.exportEvents()) again.push(line)
    expect(again.sort()).toEqual(lines.sort())
    expect(await copy.runtime.history(key)).toEqual(await runtime.history(key))
    expect(await copy.runtime.view(key)).toEqual(await runtime.view(key))
  })
})

describe('ids as long as an event can carry', () => {
  test('are kept apart and found again', async () => {
    const { runtime } = worldOf()
    const [one, other] = ['x'.repeat(1000), `${'x'.repeat(1000)}y`]
    await runtime.receive(
      bodyOf([spoken('c1', start, { customer: one }), spoken('c2', start, { customer: other })]),
    )
    expect((await runtime.events({ ...key, customer: one })).map(({ id }) => id)).toEqual(['c1'])
    expect((await runtime.events({ ...key, customer: other })).map(({ id }) => id)).toEqual(['c2'])
  })
})

test('a clock that is set back does not change the order in which events are exported', async () => {
  const { runtime, clock } = worldOf()
  await runtime.receive(bodyOf([spoken('c1', start)]))
  clock.now -= HOUR
  await runtime.receive(bodyOf([spoken('c2', start)]))
  clock.now += 2 * HOUR
  await runtime.receive(bodyOf([spoken('c3', start)]))
  const ids: string[] = []
  for await (const line of runtime.exportEvents()) ids.push((JSON.parse(line) as { id: string }).id)
  expect(ids).toEqual(['c1', 'c2', 'c3'])
})

describe('webhooks that come at once', () => {
  const commitsFor = async (sizes: readonly number[], largestBatch: number): Promise<readonly number[]> => {
    const store = memoryStore()
    const commits: number[] = []
    const { runtime } = worldOf({
      largestBatch,
      store: {
        ...store,
        commit: (change) => {
          commits.push(change.journal.length)
          return store.commit(change)
        },
      },
    })
    await Promise.all(
      sizes.map((size, index) =>
        runtime.receive(JSON.stringify({ events: [], number: index, text: 'x'.repeat(size) })),
      ),
    )
    return commits
  }

  test('share a commit', async () => {
    expect(
      await commitsFor(
        Array.from({ length: 50 }, () => 10),
        100,
      ),
    ).toEqual([50])
  })

  test('share one with so many others at most', async () => {
    expect(
      await commitsFor(
        Array.from({ length: 50 }, () => 10),
        20,
      ),
    ).toEqual([20, 20, 10])
    expect(await commitsFor([10, 10], 1)).toEqual([1, 1])
  })

  test('share one of so many characters at most', async () => {
    expect(await commitsFor([7_000_000, 7_000_000, 7_000_000, 20_000_000, 10], 100)).toEqual([2, 1, 1, 1])
  })
})

test('an event that nobody could read back is told, and spoils nothing', async () => {
  const { runtime } = worldOf()
  const wrong = [
    spoken('c1', Math.floor(start / 1000)),
    spoken('c2', Number.NaN),
    spoken('', start),
    spoken('c3', start),
  ]
  expect(await runtime.record(wrong)).toMatchObject({ absorbed: 1 })
  expect(await runtime.unread()).toHaveLength(3)
  const { runtime: next } = worldOf({ store: memoryStore() })
  expect(await next.record([spoken('c1', start, { customer: '' })])).toMatchObject({ absorbed: 0 })
})

test('an answer that failed was none: the customer’s click waits again', async () => {
  const { runtime, answers } = worldOf()
  await runtime.receive(bodyOf([spoken('c1', start - HOUR, { entryPoint: { source: 'ad' } })]))
  answers.push(() =>
    Promise.resolve({ outcome: 'refused', code: 131026, message: '', retryAfter: null, raw: null }),
  )
  await runtime.send({
    phoneNumberId: '100',
    recipient: key.customer,
    content: { kind: 'service' },
    body: {},
  })
  expect(await runtime.due('reply', DAY)).toHaveLength(1)
})

test('an event that a webhook’s reader should not have made is told, and the rest is taken in', async () => {
  const store = memoryStore()
  const careless = runtimeOf({
    engine: engineOf(),
    store,
    transport: { send: () => Promise.resolve({ outcome: 'unknown', reason: 'nothing is sent here' }) },
    read: () => ({ events: [spoken('c1', 1), spoken('c2', start)], unread: [], echoes: [] }),
  })
  expect(await careless.receive('{}')).toMatchObject({
    absorbed: 1,
    unread: [{ path: '$', reason: expect.stringContaining('c1') as string }],
  })
  expect(await careless.unread()).toHaveLength(1)
})

describe('webhooks that come while a commit is under way', () => {
  /** A runtime whose first commit waits until it is let go; tells the customers of the events, commit by commit. */
  const held = async () => {
    const store = memoryStore()
    // It knows the phone number, which the first two commits would else both add.
    await worldOf({ store }).runtime.receive(bodyOf([spoken('c0', start, { customer: '15550100000' })]))
    const commits: (readonly string[])[] = []
    let [begin, letGo]: (() => void)[] = []
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const gone = new Promise<void>((resolve) => (letGo = resolve))
    let isFirst = true
    const { runtime } = worldOf({
      store: {
        ...store,
        commit: async (change) => {
          const isHeld = isFirst
          isFirst = false
          begin?.()
          if (isHeld) await gone
          commits.push(change.threads.flatMap(({ row, events }) => events.map(() => row.customer)))
          return store.commit(change)
        },
      },
    })
    const speak = (customer: string, id: string) => runtime.receive(bodyOf([spoken(id, start, { customer })]))
    return { runtime, commits, begun, letGo: () => letGo?.(), speak }
  }
  const customers = Array.from({ length: 64 }, (_, index) => `1555020${1000 + index}`)
  const busy = '15550100001'

  test('get one of their own when there are many, unless they concern its threads', async () => {
    const { runtime, commits, begun, letGo, speak } = await held()
    const first = speak(busy, 'c1')
    await begun
    const others = customers.map((customer) => speak(customer, `of ${customer}`))
    const again = speak(busy, 'c2')
    await Promise.all(others)
    expect(commits).toEqual([customers])
    letGo()
    expect(await first).toMatchObject({ absorbed: 1 })
    expect(await again).toMatchObject({ absorbed: 1 })
    expect(commits.slice(1)).toEqual([[busy], [busy]])
    expect((await runtime.events({ ...key, customer: busy })).map(({ id }) => id)).toEqual(['c1', 'c2'])
  })

  test('share the next one when there are few', async () => {
    const { commits, begun, letGo, speak } = await held()
    const first = speak(busy, 'c1')
    await begun
    const few = customers.slice(1).map((customer) => speak(customer, `of ${customer}`))
    letGo()
    await Promise.all([first, ...few])
    expect(commits).toEqual([[busy], customers.slice(1)])
  })

  test('are all done when the runtime has closed', async () => {
    const { runtime, commits, begun, letGo, speak } = await held()
    const first = speak(busy, 'c')
    await begun
    const others = [...customers, busy].map((customer, index) => speak(customer, `c${index}`))
    const closed = runtime.close()
    letGo()
    await closed
    expect(await Promise.all([first, ...others])).toHaveLength(66)
    expect(commits.flat()).toHaveLength(66)
  })
})
