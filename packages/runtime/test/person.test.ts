import { describe, expect, test } from 'vitest'
import { HOUR, type Event } from '@guichet/core'
import {
  memoryStore,
  noChange,
  type DispatchOutcome,
  type SendRequest,
  type SendResult,
} from '../src/index.ts'
import { digestOf } from '../src/text.ts'
import { accepted, bodyOf, start, worldOf, type World } from './support/world.ts'

const phone = '15550100001'
const carol = 'FR.carol'
const dave = 'FR.dave'

const spoken = (id: string, customer: string, at: number, aliases?: readonly string[]): Event => ({
  type: 'customer-messaged',
  id,
  at,
  kind: 'text',
  phoneNumberId: '100',
  customer,
  ...(aliases === undefined ? {} : { aliases }),
})

/** As the two APIs address a customer: a number as `to`, a user id as `recipient`. */
const to = (recipient: string, words = 'hello'): SendRequest => ({
  phoneNumberId: '100',
  recipient,
  content: { kind: 'template', name: 'offer', language: 'en' },
  body: {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(recipient.includes('.') ? { recipient } : { to: recipient }),
    type: 'text',
    text: { body: words },
  },
  key: 'order-4711',
})

const replayed = { outcome: 'accepted', wamid: 'wamid.1', isReplay: true }

const known = async (): Promise<World> => {
  const world = worldOf()
  await world.runtime.receive(bodyOf([spoken('c1', carol, start - HOUR, [phone])]))
  return world
}

describe('one key for one customer, by number and by user id', () => {
  test.each([
    [phone, carol],
    [carol, phone],
  ])('sends once: %s, then %s', async (first, second) => {
    const { runtime, dispatched } = await known()
    expect(await runtime.send(to(first))).toMatchObject({ outcome: 'accepted', isReplay: false })
    for (const name of [second, first]) expect(await runtime.send(to(name))).toMatchObject(replayed)
    expect(dispatched).toHaveLength(1)
  })

  test('sends once by requests at the same time, also of two processes', async () => {
    const store = memoryStore()
    const worlds = [worldOf({ store }), worldOf({ store })]
    await worlds[0]?.runtime.receive(bodyOf([spoken('c1', carol, start - HOUR, [phone])]))
    const results = await Promise.all(
      worlds.flatMap(({ runtime }) => [phone, carol, phone, carol].map((name) => runtime.send(to(name)))),
    )
    expect(worlds.flatMap(({ dispatched }) => dispatched)).toHaveLength(1)
    expect(results.filter((one) => 'isReplay' in one && !one.isReplay)).toHaveLength(1)
  })

  test('is another request where more differs than the name', async () => {
    const { runtime, dispatched } = await known()
    await runtime.send(to(phone))
    expect(await runtime.send(to(carol, 'bye'))).toEqual({ outcome: 'key-reused' })
    expect(dispatched).toHaveLength(1)
  })

  test('leaves room for what the caller wants echoed, however long the key is', async () => {
    const { runtime, dispatched } = await known()
    const data = 'x'.repeat(467)
    await runtime.send({ ...to(phone), key: 'k'.repeat(255), callbackData: data })
    expect(dispatched[0]?.callbackData).toHaveLength(512)
  })

  test('is listed once, and given up by either', async () => {
    const { runtime, answers } = await known()
    answers.push(() => Promise.resolve({ outcome: 'unknown', reason: 'time-out' }))
    await runtime.send(to(carol))
    for (const customer of [phone, carol])
      expect(await runtime.intentsTo({ phoneNumberId: '100', customer })).toHaveLength(1)
    expect(await runtime.giveUp({ phoneNumberId: '100', recipient: phone, key: 'order-4711' })).toBe(true)
    for (const name of [phone, carol]) expect(await runtime.send(to(name))).toEqual({ outcome: 'given-up' })
  })
})

describe('a link between two ids that becomes known after the send', () => {
  /** How the link becomes known. */
  const links: readonly (readonly [string, (world: World) => Promise<unknown>])[] = [
    ['by a message', ({ runtime }) => runtime.receive(bodyOf([spoken('c1', carol, start, [phone])]))],
    [
      'by messages of both and then by one that names both',
      async ({ runtime }) => {
        await runtime.receive(bodyOf([spoken('c1', carol, start)]))
        await runtime.receive(bodyOf([spoken('c2', phone, start + 1)]))
        await runtime.receive(bodyOf([spoken('c3', carol, start + 2, [phone])]))
      },
    ],
    [
      'in one webhook with a message before',
      ({ runtime }) =>
        runtime.receive(bodyOf([spoken('c1', carol, start), spoken('c3', carol, start + 2, [phone])])),
    ],
  ]

  for (const [how, link] of links)
    test.each([
      [phone, carol],
      [carol, phone],
    ])(`${how}: %s, then %s`, async (first, second) => {
      const world = worldOf()
      await world.runtime.send(to(first))
      await link(world)
      world.clock.now = start + HOUR
      for (const name of [second, first]) expect(await world.runtime.send(to(name))).toMatchObject(replayed)
      expect(world.dispatched).toHaveLength(1)
    })

  test('by the answer of the send', async () => {
    const { runtime, answers, dispatched } = worldOf()
    answers.push(() => Promise.resolve(accepted('wamid.1', { waId: phone, userId: carol })))
    await runtime.send(to(phone))
    expect(await runtime.send(to(carol))).toMatchObject(replayed)
    expect(dispatched).toHaveLength(1)
  })

  test('by a webhook of the same batch as the second send', async () => {
    const { runtime, dispatched } = worldOf()
    await runtime.send(to(phone))
    const link = runtime.receive(bodyOf([spoken('c1', carol, start, [phone])]))
    expect(await runtime.send(to(carol))).toMatchObject(replayed)
    await link
    expect(dispatched).toHaveLength(1)
  })

  test('while the message is on its way: its outcome is still recorded', async () => {
    const { runtime, answers, dispatched } = worldOf()
    let answer: () => void = () => {}
    answers.push(() => new Promise((resolve) => (answer = () => resolve(accepted('wamid.1')))))
    await runtime.receive(bodyOf([spoken('c0', carol, start - 1)]))
    const first = runtime.send(to(phone))
    while (dispatched.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await runtime.receive(bodyOf([spoken('c1', carol, start, [phone])]))
    answer()
    expect(await first).toMatchObject({ outcome: 'accepted', isRecorded: true })
    expect(await runtime.openIntents()).toEqual([])
    for (const name of [carol, phone]) expect(await runtime.send(to(name))).toMatchObject(replayed)
  })
})

describe('two messages under one key, of two that turn out to be one customer', () => {
  const refused: DispatchOutcome = { outcome: 'failed', reason: 'throttled', retryAfter: 0 }
  const outcomes: readonly (readonly [
    string,
    DispatchOutcome,
    DispatchOutcome,
    Partial<SendResult> & object,
  ])[] = [
    ['both went out', accepted('wamid.1'), accepted('wamid.2'), { outcome: 'accepted', isReplay: true }],
    ['the first went out', accepted('wamid.1'), refused, { outcome: 'accepted', isReplay: true }],
    ['the second went out', refused, accepted('wamid.1'), { outcome: 'accepted', isReplay: true }],
    [
      'of one nobody knows',
      refused,
      { outcome: 'unknown', reason: 'time-out' },
      { outcome: 'unknown', isReplay: true },
    ],
  ]

  test.each(outcomes)('never send again when %s', async (_, one, other, told) => {
    for (const order of [
      [phone, carol],
      [carol, phone],
    ]) {
      const { runtime, answers, dispatched } = worldOf()
      await runtime.receive(bodyOf(order.map((id, index) => spoken(`c${index}`, id, start - HOUR))))
      answers.push(
        () => Promise.resolve(one),
        () => Promise.resolve(other),
      )
      await runtime.send(to(phone))
      await runtime.send(to(carol))
      await runtime.receive(bodyOf([spoken('both', carol, start, [phone])]))
      for (const name of [phone, carol]) expect(await runtime.send(to(name))).toMatchObject(told)
      expect(dispatched).toHaveLength(2)
    }
  })
})

describe('a number that is handed on', () => {
  const histories: readonly (readonly [string, readonly (Event | SendRequest)[]])[] = [
    ['after a send to its user', [spoken('a', carol, start - 5 * HOUR, [phone]), to(phone)]],
    ['after a send to its user’s id', [spoken('a', carol, start - 5 * HOUR, [phone]), to(carol)]],
    ['after a send before the user was known', [to(phone), spoken('a', carol, start - 5 * HOUR, [phone])]],
    [
      'after a send before two threads became one',
      [spoken('a0', carol, start - 6 * HOUR), to(phone), spoken('a', carol, start - 5 * HOUR, [phone])],
    ],
  ]

  test.each(histories)('is another person under the same key: %s', async (_, history) => {
    const { runtime, dispatched } = worldOf()
    for (const one of history) await ('type' in one ? runtime.receive(bodyOf([one])) : runtime.send(one))
    expect(dispatched).toHaveLength(1)
    await runtime.receive(bodyOf([spoken('b', dave, start - HOUR, [phone])]))
    expect(await runtime.send(to(carol))).toMatchObject(replayed)
    expect(await runtime.send(to(dave))).toMatchObject({ outcome: 'accepted', isReplay: false })
    expect(await runtime.send(to(carol))).toMatchObject(replayed)
    expect(dispatched).toHaveLength(2)
  })

  const askedForTheNumber = histories.filter(([, history]) =>
    history.some((one) => 'key' in one && one.recipient === phone),
  )

  test.each(askedForTheNumber)(
    'is not sent what was asked for before, in the same words: %s',
    async (_, history) => {
      const { runtime, dispatched } = worldOf()
      for (const one of history) await ('type' in one ? runtime.receive(bodyOf([one])) : runtime.send(one))
      await runtime.receive(bodyOf([spoken('b', dave, start - HOUR, [phone])]))
      expect(await runtime.send(to(phone))).toMatchObject(replayed)
      expect(await runtime.send(to(phone, 'bye'))).toEqual({ outcome: 'key-reused' })
      expect(dispatched).toHaveLength(1)
    },
  )

  test('gets what surely did not reach the one before', async () => {
    const { runtime, dispatched, answers, clock } = worldOf()
    await runtime.receive(bodyOf([spoken('a', carol, start - 5 * HOUR, [phone])]))
    answers.push(() => Promise.resolve({ outcome: 'failed', reason: 'throttled', retryAfter: 1000 }))
    expect(await runtime.send(to(phone))).toMatchObject({ outcome: 'failed' })
    await runtime.receive(bodyOf([spoken('b', dave, start - HOUR, [phone])]))
    clock.now += 1000
    for (const isReplay of [false, true])
      expect(await runtime.send(to(phone))).toMatchObject({ outcome: 'accepted', isReplay })
    expect(await runtime.send(to(dave))).toMatchObject({ outcome: 'accepted', isReplay: true })
    expect(dispatched).toHaveLength(2)
    const events = await runtime.events({ phoneNumberId: '100', customer: dave })
    expect(events.map(({ type }) => type)).toContain('business-messaged')
  })
})

describe('intents that an earlier version wrote', () => {
  /** It named an intent as the caller named the customer, and that name was a part of what made requests the same. */
  const older = (recipient: string): Promise<unknown> => {
    const { content, body } = to(recipient)
    const state = { is: 'accepted', wamid: 'wamid.1', by: 'answer' }
    const fingerprint = digestOf(JSON.stringify([content, body]))
    return store.commit({
      ...noChange,
      intents: [
        {
          phoneNumberId: '100',
          recipient,
          key: 'order-4711',
          id: 'older',
          revision: 1,
          expected: 0,
          isOpen: false,
          claimedAt: start - HOUR,
          text: JSON.stringify({ fingerprint, content, allowed: null, attempt: 0, state }),
        },
      ],
    })
  }
  const store = memoryStore()

  test('are replayed under their own name, and send under no other', async () => {
    const { runtime, dispatched } = worldOf({ store })
    await runtime.receive(bodyOf([spoken('c1', phone, start - HOUR), spoken('c2', carol, start, [phone])]))
    await older(carol)
    expect(await runtime.send(to(carol))).toMatchObject(replayed)
    expect(await runtime.send(to(phone))).toEqual({ outcome: 'key-reused' })
    expect(await runtime.intentsTo({ phoneNumberId: '100', customer: phone })).toHaveLength(1)
    expect(dispatched).toEqual([])
  })
})
