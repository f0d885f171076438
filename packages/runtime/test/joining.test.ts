import { describe, expect, test } from 'vitest'
import { HOUR, engine as engineOf, type Event } from '@guichet/core'
import { emptyState } from '@guichet/core/store'
import { memoryStore, type Store } from '../src/index.ts'
import { bodyOf, start, worldOf } from './support/world.ts'

const phone = '15550100001'
const userId = 'US.1'
const at = start - 10 * HOUR

const spoken = (id: string, customer: string, after: number, more: object = {}): Event => ({
  type: 'customer-messaged',
  id,
  at: at + after * HOUR,
  kind: 'text',
  phoneNumberId: '100',
  customer,
  ...more,
})

/** Two threads of one customer, until a message tells that they are one. */
const apart = [
  spoken('p1', phone, 0),
  spoken('p2', phone, 2),
  spoken('u1', userId, 1),
  spoken('u2', userId, 3),
]
const joined = spoken('both', userId, 4, { aliases: [phone] })
const later = spoken('p3', phone, 5)

const engine = engineOf()
const folded = [...apart, joined, later].reduce(engine.evolve, emptyState)

/** What the store holds in the end, and what a process says that reads it afresh. */
const expectJoined = async (store: Store): Promise<void> => {
  const rows = await store.threads({ after: null, limit: 10 })
  expect(rows.map(({ aliases }) => aliases.length)).toEqual([1])
  const [row] = rows
  if (row === undefined) return
  const events = await store.events(row, { after: 0, limit: 100 })
  expect(events.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5, 6])
  expect(row.length).toBe(6)
  for (const customer of [phone, userId]) {
    const { runtime } = worldOf({ store, cachedThreads: 0 })
    const key = { phoneNumberId: '100', customer }
    expect((await runtime.events(key)).map(({ id }) => id).sort()).toEqual([
      'both',
      'p1',
      'p2',
      'p3',
      'u1',
      'u2',
    ])
    expect(await runtime.view(key, start)).toEqual(engine.view(folded, key, start))
    expect(await runtime.view(key, at + HOUR)).toEqual(engine.view(folded, key, at + HOUR))
  }
}

describe('two threads that turn out to be one customer’s', () => {
  test.each([
    ['in one webhook', [[...apart, joined, later]]],
    ['each in its own webhook', [...apart, joined, later].map((event) => [event])],
    ['the last ones together', [apart.slice(0, 2), apart.slice(2, 3), [...apart.slice(3), joined, later]]],
    ['the joining one first of its webhook', [apart, [joined, later]]],
  ])('are one stream: %s', async (_how, bodies) => {
    const store = memoryStore()
    const { runtime } = worldOf({ store })
    for (const events of bodies) await runtime.receive(bodyOf(events))
    await expectJoined(store)
  })

  test('also when another process has one of them in memory', async () => {
    const store = memoryStore()
    const [one, other] = [worldOf({ store }), worldOf({ store })]
    await one.runtime.receive(bodyOf(apart.slice(0, 2)))
    await other.runtime.receive(bodyOf(apart.slice(2)))
    await one.runtime.receive(bodyOf([joined]))
    await other.runtime.receive(bodyOf([later]))
    await expectJoined(store)
  })
})

describe('a phone number that is handed on', () => {
  const first = spoken('a1', 'US.1', 0, { aliases: [phone] })
  const second = spoken('b1', 'US.2', 1, { aliases: [phone] })

  test.each([
    ['in one webhook', [[spoken('a0', phone, -1), first, second]]],
    ['one after the other', [[spoken('a0', phone, -1)], [first], [second]]],
  ])('leads to its new owner, and the old one keeps what was theirs: %s', async (_how, bodies) => {
    const store = memoryStore()
    const { runtime } = worldOf({ store, cachedThreads: 0 })
    for (const events of bodies) await runtime.receive(bodyOf(events))
    const idsOf = async (customer: string): Promise<readonly string[]> =>
      (await runtime.events({ phoneNumberId: '100', customer })).map(({ id }) => id)
    expect(await idsOf('US.1')).toEqual(['a0', 'a1'])
    expect(await idsOf('US.2')).toEqual(['b1'])
    expect(await idsOf(phone)).toEqual(['b1'])
    expect((await store.threads({ after: null, limit: 10 })).map(({ customer }) => customer)).toEqual([
      'US.1',
      'US.2',
    ])
  })
})
