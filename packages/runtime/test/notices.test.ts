import { DAY, HOUR, MINUTE, toIso, type Event } from '@guichet/core'
import { describe, expect, test } from 'vitest'
import { callbackDataOf, noticeKinds, type SendRequest } from '../src/index.ts'
import { noticedWorld, queue, type NoticedWorld } from './support/noticed.ts'
import { bodyOf, start } from './support/world.ts'

const phoneNumberId = '100'
const customer = '33639980001'
const thread = { phoneNumberId, customer }

const wrote = (given: Partial<Event> = {}): Event =>
  ({
    type: 'customer-messaged',
    id: `in ${JSON.stringify(given)}`,
    at: start,
    kind: 'text',
    ...thread,
    ...given,
  }) as Event

const text = (key: string, recipient = customer): SendRequest => ({
  phoneNumberId,
  recipient,
  content: { kind: 'service' },
  body: { type: 'text', text: { body: key } },
  key,
})

const templateTo = (recipient: string): SendRequest => ({
  ...text(`to ${recipient}`, recipient),
  content: { kind: 'template', name: 'order_ready', language: 'en', category: 'utility' },
})

const take = async ({ runtime }: NoticedWorld, ...events: readonly Event[]): Promise<void> =>
  void (await runtime.receive(bodyOf(events)))

/** What happens, and what the endpoint gets of it, in order. */
const rows: readonly (readonly [string, (world: NoticedWorld) => Promise<void>, readonly object[]])[] = [
  [
    'a window that closes',
    async (world) => {
      await take(world, wrote())
      for (const time of [23 * HOUR, HOUR]) {
        world.clock.now += time
        await world.settle()
      }
    },
    [
      { type: 'window-closing', at: toIso(start + 23 * HOUR), ...thread, closesAt: toIso(start + DAY) },
      { type: 'window-closed', at: toIso(start + DAY), ...thread, closedAt: toIso(start + DAY) },
    ],
  ],
  [
    'a message that the rules refuse',
    async ({ runtime }) => void (await runtime.send(text('one'))),
    [
      {
        type: 'refused',
        at: toIso(start),
        ...thread,
        idempotencyKey: 'one',
        content: 'service',
        by: 'rules',
        reasons: ['service-window-closed'],
        explanation: expect.stringContaining('Refused'),
      },
    ],
  ],
  [
    'a message that WhatsApp refuses',
    async (world) => {
      await take(world, wrote())
      world.answers.push(async () => ({
        outcome: 'refused',
        code: 131_026,
        message: 'Undeliverable',
        raw: {},
      }))
      await world.runtime.send(text('one'))
    },
    [
      {
        type: 'refused',
        at: toIso(start),
        ...thread,
        idempotencyKey: 'one',
        content: 'service',
        by: 'whatsapp',
        code: 131_026,
        explanation: 'Undeliverable',
      },
    ],
  ],
  [
    'the status of a message of unknown fate',
    async (world) => {
      await take(world, wrote())
      world.answers.push(async () => ({ outcome: 'unknown', reason: 'it took too long' }))
      await world.runtime.send(text('one'))
      const [intent] = await world.runtime.openIntents()
      const callbackData = callbackDataOf(intent?.id ?? '')
      const echo = { phoneNumberId, customer, message: 'wamid.echoed', at: start, callbackData }
      for (const _ of [1, 2]) await world.runtime.receive(bodyOf([], [echo]))
    },
    [
      {
        type: 'outcome-known',
        at: toIso(start),
        ...thread,
        idempotencyKey: 'one',
        outbox: null,
        outcome: 'accepted',
        message: 'wamid.echoed',
      },
    ],
  ],
  [
    'a message of unknown fate that is given up',
    async (world) => {
      await take(world, wrote())
      world.answers.push(async () => ({ outcome: 'unknown', reason: 'it took too long' }))
      await world.runtime.send(text('one'))
      await world.runtime.giveUp({ phoneNumberId, recipient: customer, key: 'one' })
    },
    [
      {
        type: 'outcome-known',
        idempotencyKey: 'one',
        outbox: null,
        outcome: 'given-up',
        message: null,
        ...thread,
      },
    ],
  ],
  [
    'a held message that leaves, one that expires, and one that is cancelled',
    async (world) => {
      const hold = async (key: string, until: number): Promise<string> => {
        const held = { request: text(key), when: { is: 'open' }, until, atUntil: 'drop' } as const
        const kept = await world.runtime.outbox.hold(held)
        return kept.is === 'held' ? kept.entry.id : ''
      }
      await hold('expires', start + MINUTE)
      await hold('leaves', start + HOUR)
      await world.runtime.outbox.cancel(await hold('cancelled', start + HOUR))
      await world.settle()
      world.clock.now += MINUTE
      await world.settle()
      await take(world, wrote({ at: world.clock.now }))
      await world.settle()
    },
    [
      { type: 'outcome-known', idempotencyKey: 'cancelled', outcome: 'cancelled', message: null, ...thread },
      { type: 'outcome-known', idempotencyKey: 'expires', outcome: 'expired', at: toIso(start + MINUTE) },
      {
        type: 'outcome-known',
        idempotencyKey: 'leaves',
        outcome: 'accepted',
        message: 'wamid.1',
        sentAs: 'service',
      },
    ],
  ],
  [
    'a customer who comes by an ad, writes again, and has an answer',
    async (world) => {
      await take(world, wrote({ id: 'ad', entryPoint: { source: 'ad', id: 'one' } } as Partial<Event>))
      await take(world, wrote({ id: 'more' }))
      await world.runtime.send(text('answer'))
    },
    [{ type: 'entry-point-waiting', at: toIso(start), ...thread, replyBy: toIso(start + DAY) }],
  ],
  [
    'a restriction, and its end',
    async (world) => {
      const restriction = 'business-initiated-messages'
      const of = { account: '200', restriction } as const
      await take(world, { type: 'account-restricted', id: 'r', at: start, until: start + HOUR, ...of })
      await take(world, { type: 'account-released', id: 's', at: start + MINUTE, ...of })
    },
    [
      {
        type: 'restricted',
        account: '200',
        phoneNumberId: null,
        restriction: 'business-initiated-messages',
        until: toIso(start + HOUR),
      },
    ],
  ],
  [
    'a template that is paused by a webhook, and is so in the next list, too',
    async (world) => {
      const template = { name: 'promo', language: 'en' }
      await take(world, {
        type: 'template-changed',
        id: 't',
        at: start,
        account: '200',
        status: 'PAUSED',
        ...template,
      })
      await take(world, {
        type: 'templates-listed',
        id: 'l',
        at: start + MINUTE,
        account: '200',
        templates: [
          { ...template, status: 'PAUSED' },
          { name: 'other', language: 'fr', status: 'PAUSED' },
          { name: 'third', language: 'fr', status: 'APPROVED' },
        ],
      })
    },
    [
      { type: 'template-paused', account: '200', template: { name: 'promo', language: 'en' } },
      { type: 'template-paused', account: '200', template: { name: 'other', language: 'fr' } },
    ],
  ],
  [
    'a messaging limit of ten that is used up',
    async (world) => {
      await take(world, { type: 'messaging-limit-changed', id: 'm', at: start, account: '200', limit: 10 })
      await take(world, wrote({ customer: '33600000099', account: '200' } as Partial<Event>))
      for (let one = 0; one < 10; one += 1) await world.runtime.send(templateTo(`3360000000${one}`))
    },
    [{ type: 'limit-near', at: toIso(start), phoneNumberId, limit: 10, used: 8 }],
  ],
]

describe('an endpoint that was down, of a runtime that starts anew, gets', () => {
  test.each(rows)('%s', async (_name, happens, expected) => {
    const first = noticedWorld()
    first.bot.isDown = true
    await happens(first)
    const world = await first.restarted()
    world.bot.isDown = false
    world.clock.now += MINUTE
    await world.settle()
    expect(world.got).toEqual(expected.map((one) => expect.objectContaining(one)))
    expect(new Set(world.got.map(({ id }) => id)).size).toBe(expected.length)
    await world.runtime.close()
  })

  test.each(noticeKinds)('nothing else where it wants %s only', async (kind) => {
    const wanted = rows
      .flatMap(([, , expected]) => expected)
      .filter((one) => 'type' in one && one.type === kind)
    expect(wanted.length).toBeGreaterThan(0)
    for (const [, happens, expected] of rows) {
      const world = noticedWorld({ kinds: [kind] })
      await happens(world)
      await world.settle()
      const types = expected.filter((one) => 'type' in one && one.type === kind)
      expect(world.got).toEqual(types.map((one) => expect.objectContaining(one)))
      await world.runtime.close()
    }
  })
})

test('an erased customer takes along what waits for an endpoint, and the end of the window', async () => {
  const world = noticedWorld()
  world.bot.isDown = true
  await take(world, wrote())
  await world.runtime.send(text('one', '33639980002'))
  await world.runtime.send({ ...text('two'), content: { kind: 'template', name: 'none', language: 'en' } })
  for (const one of [customer, '33639980002']) await world.runtime.eraseCustomer(one)
  world.bot.isDown = false
  world.clock.now += 2 * DAY
  await world.settle()
  expect(world.got).toEqual([])
  expect(await world.store.dueJobs('windows', Infinity, 10)).toEqual([])
  expect(await world.runtime.forwarding.list({ queues: [queue], state: null, limit: 10 })).toEqual([])
  await world.runtime.close()
})
