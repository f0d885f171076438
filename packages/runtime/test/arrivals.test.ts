import { describe, expect, test } from 'vitest'
import { DAY, engine as engineOf, type Event } from '@guichet/core'
import { memoryStore, routed, runtime as runtimeOf, type Runtime, type WebhookReader } from '../src/index.ts'
import { bodyOf, readBody, start, worldOf } from './support/world.ts'

const spoken = (id: string, at: number, phoneNumberId = '100', customer = '15550100001'): Event => ({
  type: 'customer-messaged',
  id,
  at,
  kind: 'text',
  phoneNumberId,
  customer,
})

interface Said {
  readonly id: string
  readonly phoneNumberId: string
  readonly said: string
}

/** Each message says its id backwards. */
const read: WebhookReader<Said> = (text) => {
  const reading = readBody(text)
  const messages = reading.events.flatMap((event): readonly Said[] =>
    event.type === 'customer-messaged'
      ? [{ id: event.id, phoneNumberId: event.phoneNumberId, said: `said ${event.id}` }]
      : [],
  )
  return { ...reading, messages }
}

const surroundings = {
  now: () => start,
  newId: () => crypto.randomUUID(),
  nextTurn: () => new Promise<void>((resolve) => setImmediate(resolve)),
}
const bound = (reader: WebhookReader<Said> = read): Runtime<Said> =>
  runtimeOf({
    engine: engineOf(),
    store: memoryStore(),
    read: reader,
    transport: { send: () => Promise.resolve({ outcome: 'unknown', reason: 'nothing is sent here' }) },
    surroundings,
  })

const heard = async (runtime: Runtime<Said>, body: string): Promise<readonly unknown[]> =>
  (await runtime.receive(body)).arrivals.map(({ event, became, message }) => [
    event.id,
    became,
    message?.said,
  ])

describe('what came is handed on with what became of it', () => {
  test('new, again, twice in one body, and too late', async () => {
    const runtime = bound()
    const one = bodyOf([spoken('a', start), spoken('a', start)])
    expect(await heard(runtime, one)).toEqual([
      ['a', 'absorbed', 'said a'],
      ['a', 'duplicate', 'said a'],
    ])
    expect(await heard(runtime, one)).toEqual([
      ['a', 'duplicate', 'said a'],
      ['a', 'duplicate', 'said a'],
    ])
    expect(await heard(runtime, bodyOf([spoken('old', start - 9 * DAY), spoken('b', start)]))).toEqual([
      ['old', 'late', 'said old'],
      ['b', 'absorbed', 'said b'],
    ])
  })

  test('of several phone numbers, whose messages may have the same id', async () => {
    const body = bodyOf([spoken('a', start, '100'), spoken('a', start, '200'), spoken('b', start, '100')])
    const { arrivals } = await bound().receive(body)
    expect(arrivals.map(({ event, message }) => [message?.phoneNumberId, event.id])).toEqual([
      ['100', 'a'],
      ['100', 'b'],
      ['200', 'a'],
    ])
  })

  test('over several stores, too', async () => {
    const shards = [0, 1].map(() => bound(read))
    const numbers = ['100', '200', '300', '400']
    const body = bodyOf(numbers.map((number) => spoken('a', start, number)))
    const { arrivals } = await routed(shards, read, () => start).receive(body)
    expect(arrivals.map(({ message }) => message?.phoneNumberId).sort()).toEqual(numbers)
  })

  test('other events come without a message', async () => {
    const { runtime } = worldOf()
    const called: Event = {
      type: 'customer-called',
      id: 'c',
      at: start,
      phoneNumberId: '100',
      customer: '15550100001',
    }
    const { arrivals } = await runtime.receive(bodyOf([called]))
    expect(arrivals).toEqual([{ event: called, became: 'absorbed' }])
  })

  test('nothing of an erased customer', async () => {
    const runtime = bound()
    const body = bodyOf([spoken('a', start - 2)])
    await runtime.receive(body)
    await runtime.eraseCustomer('15550100001')
    expect(await heard(runtime, body)).toEqual([])
  })
})
