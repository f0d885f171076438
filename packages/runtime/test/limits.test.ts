import { describe, expect, test } from 'vitest'
import { DAY, isRight, type Event, type Instant } from '@guichet/core'
import { memoryPlace, memoryStore, type SendResult, type Store } from '../src/index.ts'
import { accepted, bodyOf, start, worldOf, type World } from './support/world.ts'

const limitOf = (limit: number | null, at: Instant = start - DAY): Event => ({
  type: 'messaging-limit-changed',
  id: `limit-${limit}-${at}`,
  at,
  account: 'A',
  limit,
})

const promo = { kind: 'template', name: 'promo', language: 'en', category: 'marketing' } as const

const says = (customer: string, at: Instant, phoneNumberId = '100'): Event => ({
  type: 'customer-messaged',
  id: `${customer}-${at}`,
  at,
  phoneNumberId,
  customer,
  account: 'A',
  kind: 'text',
})

const status = (
  message: string,
  customer: string,
  is: 'delivered' | 'failed',
  at: Instant,
  phoneNumberId = '100',
): Event => ({
  type: 'message-status',
  id: `${message}/${is}`,
  at,
  phoneNumberId,
  customer,
  account: 'A',
  message,
  status: is,
  ...(is === 'failed' ? { errorCode: 131026 } : {}),
})

const customer = (index: number): string => `1555${String(index).padStart(7, '0')}`

let keys = 0
const write = (
  { runtime }: World,
  to: string,
  content: typeof promo | { kind: 'service' } = promo,
  phoneNumberId = '100',
): Promise<SendResult> =>
  runtime.send({ phoneNumberId, recipient: to, content, body: { to, text: content.kind }, key: `${keys++}` })

const codesOf = (result: SendResult): readonly string[] =>
  result.outcome === 'refused-by-rule' && 'reasons' in result.answer
    ? result.answer.reasons.map(({ code }) => code)
    : []

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A process that takes its time between what it reads of others and its decision, so that others come between. */
const slow = (store: Store, name: number): Store => ({
  ...store,
  counting: async (query) => {
    const rows = await store.counting(query)
    await turns(3 + name)
    return rows
  },
  openTo: async (wanted) => {
    const rows = await store.openTo(wanted)
    await turns(3 + name)
    return rows
  },
})

/** Processes on the same data, each with message ids of its own. */
const processes = async (count: number): Promise<readonly World[]> => {
  const place = memoryPlace()
  return Promise.all(
    Array.from({ length: count }, async (_, name) => {
      const world = worldOf({ store: slow(await place.open(), name), largestBatch: 10 })
      world.answers.push(
        ...Array.from(
          { length: 3_000 },
          (_each, index) => () => Promise.resolve(accepted(`wamid.${name}.${index}`)),
        ),
      )
      return world
    }),
  )
}

describe('the messaging limit (LIM-20)', () => {
  test('is not exceeded by two processes that write to many customers at once', async () => {
    const [one, other] = await processes(2)
    if (one === undefined || other === undefined) throw new Error('there are two')
    await one.runtime.receive(bodyOf([limitOf(15), says(customer(9_999), start - 2 * DAY)]))
    const sent = await Promise.all(
      Array.from({ length: 100 }, (_, index) => write(index % 2 === 0 ? one : other, customer(index))),
    )
    expect(one.dispatched.length + other.dispatched.length).toBe(15)
    expect(sent.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(15)
    const refused = sent.filter(({ outcome }) => outcome !== 'accepted')
    expect(new Set(refused.flatMap(codesOf))).toEqual(new Set(['messaging-limit-reached']))
  })

  test('counts a customer once, and leaves those in peace who count already or who wrote', async () => {
    const [world] = await processes(1)
    if (world === undefined) throw new Error('there is one')
    await world.runtime.receive(bodyOf([limitOf(2), says(customer(7), start - 1_000)]))
    expect((await write(world, customer(1))).outcome).toBe('accepted')
    world.clock.now += 60_000
    expect((await write(world, customer(1))).outcome).toBe('accepted')
    expect((await write(world, customer(7))).outcome).toBe('accepted')
    expect((await write(world, customer(2))).outcome).toBe('accepted')
    expect(codesOf(await write(world, customer(3)))).toEqual(['messaging-limit-reached'])
  })

  test('frees a place when a message fails, and a day after it was delivered', async () => {
    const [world] = await processes(1)
    if (world === undefined) throw new Error('there is one')
    const { runtime, clock } = world
    await runtime.receive(bodyOf([limitOf(1)]))
    await write(world, customer(1))
    expect(codesOf(await write(world, customer(2)))).toEqual(['messaging-limit-reached'])
    await runtime.receive(bodyOf([status('wamid.0.0', customer(1), 'failed', start + 1_000)]))
    clock.now = start + 2_000
    expect((await write(world, customer(2))).outcome).toBe('accepted')
    await runtime.receive(bodyOf([status('wamid.0.1', customer(2), 'delivered', start + 9_000)]))
    clock.now = start + 9_000 + DAY - 1
    const answer = await runtime.ask({ phoneNumberId: '100', customer: customer(3) }, promo)
    expect(isRight(answer) ? null : answer.left).toMatchObject({
      reasons: [{ code: 'messaging-limit-reached', limit: 1, freesAt: start + 9_000 + DAY }],
    })
    clock.now += 1
    expect((await write(world, customer(3))).outcome).toBe('accepted')
  })

  test('is freed when nothing was sent, and held while nobody knows', async () => {
    const world = worldOf()
    await world.runtime.receive(bodyOf([limitOf(1)]))
    world.answers.push(
      () => Promise.resolve({ outcome: 'failed', reason: 'no connection', retryAfter: 0 }),
      () => Promise.resolve({ outcome: 'unknown', reason: 'time-out' }),
    )
    expect((await write(world, customer(1))).outcome).toBe('failed')
    expect((await write(world, customer(2))).outcome).toBe('unknown')
    expect(codesOf(await write(world, customer(3)))).toEqual(['messaging-limit-reached'])
    world.clock.now += DAY
    expect((await write(world, customer(3))).outcome).toBe('accepted')
  })

  test('is free for what waits behind the outcome in one batch', async () => {
    const store = memoryStore()
    const held = { commits: 0, letGo: (): void => undefined }
    const gate = new Promise<void>((resolve) => (held.letGo = resolve))
    const world = worldOf({
      store: {
        ...store,
        commit: async (change) => {
          held.commits++
          // The limit, the claim; then everybody waits.
          if (held.commits === 3) await gate
          return store.commit(change)
        },
      },
    })
    const { runtime, answers } = world
    await runtime.receive(bodyOf([limitOf(1)]))
    let fail = (): void => undefined
    answers.push(
      () =>
        new Promise((resolve) => {
          fail = () => resolve({ outcome: 'failed', reason: 'no connection', retryAfter: 0 })
        }),
    )
    const first = write(world, customer(1))
    await turns(20)
    const other = runtime.receive(bodyOf([says(customer(9), start - 1_000)]))
    await turns(20)
    fail()
    await turns(20)
    const second = write(world, customer(2))
    await turns(20)
    held.letGo()
    await other
    expect((await first).outcome).toBe('failed')
    expect((await second).outcome).toBe('accepted')
  })

  test('is shared by the phone numbers of the account, and the same customer counts once', async () => {
    const world = worldOf()
    const { runtime } = world
    await runtime.receive(
      bodyOf([limitOf(2), says(customer(8), start - 2 * DAY), says(customer(9), start - 2 * DAY, '200')]),
    )
    expect((await write(world, customer(1), promo, '100')).outcome).toBe('accepted')
    expect((await write(world, customer(1), promo, '200')).outcome).toBe('accepted')
    expect((await write(world, customer(2), promo, '200')).outcome).toBe('accepted')
    expect(codesOf(await write(world, customer(3), promo, '100'))).toEqual(['messaging-limit-reached'])
  })

  test('keeps nothing of whom an unlimited account writes to', async () => {
    const store = memoryStore()
    const world = worldOf({ store })
    await world.runtime.receive(bodyOf([limitOf(null)]))
    await Promise.all(Array.from({ length: 20 }, (_, index) => write(world, customer(index))))
    expect(await store.counting({ phoneNumberIds: ['100'], month: 'customers', after: -Infinity })).toEqual(
      [],
    )
  })
})

describe('rates', () => {
  test('the pair rate is not exceeded by two processes that write to one customer at once (LIM-25)', async () => {
    const [one, other] = await processes(2)
    if (one === undefined || other === undefined) throw new Error('there are two')
    await one.runtime.receive(bodyOf([says(customer(1), start - 1_000)]))
    const sent = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        write(index % 2 === 0 ? one : other, customer(1), { kind: 'service' }),
      ),
    )
    expect(one.dispatched.length + other.dispatched.length).toBe(45)
    expect(new Set(sent.flatMap(codesOf))).toEqual(new Set(['pair-rate-reached']))
  })

  test('what a phone number passes in a second is counted, with what comes in (LIM-35)', async () => {
    const world = worldOf()
    const rate: Event = {
      type: 'throughput-changed',
      id: 'rate',
      at: start - DAY,
      phoneNumberId: '100',
      perSecond: 5,
    }
    await world.runtime.receive(
      bodyOf([rate, ...[1, 2, 3, 4].map((index) => says(customer(index), start - index))]),
    )
    const sent = []
    for (const index of [1, 2, 3]) sent.push(await write(world, customer(index), { kind: 'service' }))
    expect(sent.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused-by-rule', 'refused-by-rule'])
    expect(codesOf(sent[1] as SendResult)).toEqual(['throughput-reached'])
    world.clock.now = start + 996
    expect((await write(world, customer(2), { kind: 'service' })).outcome).toBe('accepted')
  })
})

test('an event about an account says whose a phone number is', async () => {
  const { runtime } = worldOf()
  const restricted: Event = {
    type: 'account-restricted',
    id: 'r',
    at: start - 1_000,
    account: 'A',
    phoneNumberId: '300',
    restriction: 'business-initiated-calls',
  }
  await runtime.receive(bodyOf([restricted]))
  expect(await runtime.phoneNumbers()).toEqual([{ id: '300', accounts: ['A'] }])
  await runtime.receive(bodyOf([{ ...restricted, id: 's', account: 'B' }]))
  expect(await runtime.phoneNumbers()).toEqual([{ id: '300', accounts: ['A', 'B'] }])
})

test('so it does where another process has seen the phone number under another account meanwhile', async () => {
  const place = memoryPlace()
  const [one, other] = [worldOf({ store: await place.open() }), worldOf({ store: await place.open() })]
  const seen = (id: string, account: string): Event => ({
    ...says(customer(1), start - 1_000),
    id,
    account,
  })
  await one.runtime.receive(bodyOf([seen('1', 'A')]))
  await other.runtime.receive(bodyOf([seen('2', 'B')]))
  const released: Event = {
    type: 'account-released',
    id: 'r',
    at: start - 1_000,
    account: 'C',
    phoneNumberId: '100',
  }
  await one.runtime.receive(bodyOf([released]))
  expect(await one.runtime.phoneNumbers()).toEqual([{ id: '100', accounts: ['A', 'B', 'C'] }])
})
