import { expect, test } from 'vitest'
import { HOUR, engine, isRight, type Event } from '@guichet/core'
import { memoryStore, routed, runtime, shardOf, type Runtime, type Store } from '../src/index.ts'
import { accepted, bodyOf, readBody, start } from './support/world.ts'

const guichet = engine()

const surroundings = {
  now: () => start,
  newId: () => crypto.randomUUID(),
  nextTurn: () => new Promise<void>((resolve) => setImmediate(resolve)),
}

const transport = { send: async () => accepted(`wamid.${crypto.randomUUID()}`) }

const on = (stores: readonly Store[]): Runtime =>
  routed(
    stores.map((store) =>
      runtime({
        engine: guichet,
        store,
        transport,
        surroundings,
        read: readBody,
      }),
    ),
    readBody,
    () => start,
  )

const says = (phoneNumberId: string, customer: string, at = start - HOUR): Event => ({
  type: 'customer-messaged',
  id: `${phoneNumberId}-${customer}-${at}`,
  at,
  kind: 'text',
  phoneNumberId,
  customer,
  account: 'A',
})

const paused: Event = {
  type: 'template-changed',
  id: 'paused',
  at: start - 2 * HOUR,
  name: 'promo',
  language: 'en',
  account: 'A',
  status: 'PAUSED',
}

const numbers = Array.from({ length: 12 }, (_, index) => `${100 + index}`)

test('a phone number lies in one of several stores, and what is known of accounts in all', async () => {
  const stores = [memoryStore(), memoryStore(), memoryStore()]
  const all = on(stores)
  const receipts = [
    await all.receive(bodyOf([paused])),
    await all.receive(bodyOf(numbers.map((id) => says(id, 'anna')))),
    await all.receive(bodyOf(numbers.map((id) => says(id, 'anna')))),
    await all.receive('nonsense'),
  ]
  expect(receipts.map(({ absorbed, duplicates, unread }) => [absorbed, duplicates, unread.length])).toEqual([
    [1, 0, 0],
    [12, 0, 0],
    [0, 12, 0],
    [0, 0, 1],
  ])
  const kept = await Promise.all(
    stores.map(async (store) => (await store.phoneNumbers()).map(({ id }) => id)),
  )
  expect(kept.every((ids) => ids.length > 0)).toBe(true)
  expect(kept.flat().toSorted()).toEqual(numbers)
  kept.forEach((ids, shard) => expect(ids.every((id) => shardOf(id, 3) === shard)).toBe(true))
  expect((await all.phoneNumbers()).map(({ id }) => id)).toEqual(numbers)
  for (const phoneNumberId of numbers) {
    const key = { phoneNumberId, customer: 'anna' }
    expect(isRight(await all.ask(key, { kind: 'service' }, start))).toBe(true)
    const promo = await all.ask(key, { kind: 'template', name: 'promo', language: 'en' }, start)
    expect(isRight(promo) ? [] : promo.left).toMatchObject({ reasons: [{ code: 'template-paused' }] })
    const request = {
      phoneNumberId,
      recipient: 'anna',
      content: { kind: 'service' },
      body: {},
      key: 'k',
    } as const
    expect(await all.send(request)).toMatchObject({ outcome: 'accepted', isReplay: false })
    expect(await all.send(request)).toMatchObject({ outcome: 'accepted', isReplay: true })
  }
  expect((await all.due('window', 24 * HOUR, 5)).map(({ phoneNumberId }) => phoneNumberId)).toHaveLength(5)
  expect(await all.unread()).toHaveLength(1)
  const exported: string[] = []
  for await (const line of all.exportEvents()) exported.push(line)
  expect(exported.filter((line) => line.includes('customer-messaged'))).toHaveLength(12)
  const erased = await all.eraseCustomer('anna')
  expect(erased.threads).toHaveLength(12)
  expect(await all.find({ phoneNumberId: '100', customer: 'anna' })).toBeNull()
})

test('a body is kept as it came where its phone numbers lie', async () => {
  const stores = [memoryStore(), memoryStore()]
  const all = on(stores)
  const body = bodyOf([says('100', 'anna'), says('101', 'bela'), says('102', 'cara'), says('103', 'dora')])
  await all.receive(body)
  const journals = await Promise.all(stores.map((store) => store.journal({ after: null, limit: 9 })))
  expect(journals.map((rows) => rows.map((row) => row.body))).toEqual([[body], [body]])
})

test('few phone numbers move where a store is added, and none to another of the old ones', () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => `${index}`)
  const moved = ids.filter((id) => shardOf(id, 3) !== shardOf(id, 4))
  expect(moved.every((id) => shardOf(id, 4) === 3)).toBe(true)
  expect(moved.length).toBeGreaterThan(150)
  expect(moved.length).toBeLessThan(350)
})

test('a body is read once, however many stores it concerns', async () => {
  const stores = [memoryStore(), memoryStore(), memoryStore()]
  let reads = 0
  const read: typeof readBody = (text) => {
    reads++
    return readBody(text)
  }
  const runtimes = stores.map((store) => runtime({ engine: guichet, store, transport, surroundings, read }))
  const all = routed(runtimes, read, () => start)
  const events = numbers.map((id) => says(id, 'anna'))
  expect((await all.receive(bodyOf([...events, paused]))).absorbed).toBe(events.length + 1)
  expect(reads).toBe(1)
  for (const phoneNumberId of numbers)
    expect(await all.events({ phoneNumberId, customer: 'anna' })).toHaveLength(1)
})
