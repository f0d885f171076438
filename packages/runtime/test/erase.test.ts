import { describe, expect, test } from 'vitest'
import { HOUR, type Event } from '@guichet/core'
import { memoryStore } from '../src/index.ts'
import { bodyOf, start, worldOf, type World } from './support/world.ts'

const phone = '15550100001'
const userId = 'US.42424242'
const other = '15550100002'

const spoken = (id: string, at: number, customer: string, more: object = {}): Event => ({
  type: 'customer-messaged',
  id,
  at,
  kind: 'text',
  phoneNumberId: '100',
  customer,
  ...more,
})

const lived = async (): Promise<World> => {
  const world = worldOf({ store: memoryStore() })
  await world.runtime.receive(bodyOf([spoken('c1', start - HOUR, phone), spoken('o1', start - HOUR, other)]))
  await world.runtime.receive(bodyOf([spoken('c2', start - HOUR, userId, { aliases: [phone] })]))
  await world.runtime.receive(bodyOf([spoken('c3', start - HOUR, phone, { phoneNumberId: '200' })]))
  await world.runtime.receive(`{"events":[{"type":"riddle","from":"${phone}"}]}`)
  await world.runtime.send({
    phoneNumberId: '100',
    recipient: phone,
    content: { kind: 'service' },
    body: {},
    key: 'k',
  })
  return world
}

/** Everything that the store can tell. */
const everythingIn = async ({ store, runtime }: World): Promise<string> => {
  const lines: string[] = []
  for await (const line of runtime.exportEvents()) lines.push(line)
  return JSON.stringify([
    lines,
    await store.journal({ after: null, limit: 1000 }),
    await store.threads({ after: null, limit: 1000 }),
    await store.unread(1000),
    await store.findings(1000),
    await store.openIntents(1000),
    await store.intentsTo('100', [phone, userId, other], 1000),
  ])
}

describe('a customer who asks to be forgotten', () => {
  test('is found under every id and phone number, and nothing of them stays', async () => {
    const world = await lived()
    expect(await everythingIn(world)).toContain(userId)
    const erased = await world.runtime.eraseCustomer(userId)
    expect([...erased.customers].sort()).toEqual([phone, userId])
    expect(erased.threads).toHaveLength(2)
    const left = await everythingIn(world)
    expect(left).not.toContain(phone)
    expect(left).not.toContain(userId)
    expect(left).toContain(other)
    expect(await world.runtime.events({ phoneNumberId: '100', customer: other })).toHaveLength(1)
  })

  test.each([phone, userId])('does not come back with a late or repeated webhook (%s)', async (id) => {
    const world = await lived()
    await world.runtime.eraseCustomer(phone)
    const late = bodyOf([spoken('c9', start - 1, id), spoken('o9', start - 1, other)])
    for (const again of [world, worldOf({ store: world.store, now: world.clock.now })])
      expect(await again.runtime.receive(late)).toMatchObject({ erased: 1 })
    const left = await everythingIn(world)
    expect(left).not.toContain(phone)
    expect(left).not.toContain(userId)
    expect(await world.runtime.events({ phoneNumberId: '100', customer: other })).toHaveLength(2)
  })

  test('is a new customer when they write again', async () => {
    const world = await lived()
    await world.runtime.eraseCustomer(phone)
    world.clock.now += HOUR
    await world.runtime.receive(bodyOf([spoken('c10', start + HOUR, phone)]))
    expect(await world.runtime.events({ phoneNumberId: '100', customer: phone })).toHaveLength(1)
    // And what came before stays forgotten, although the customer is known again.
    expect(await world.runtime.receive(bodyOf([spoken('c8', start - 1, phone)]))).toMatchObject({ erased: 1 })
    expect(await world.runtime.events({ phoneNumberId: '100', customer: phone })).toHaveLength(1)
  })

  test('is not brought back by a process that still remembers them', async () => {
    const world = await lived()
    const process = worldOf({ store: world.store, now: world.clock.now })
    await process.runtime.receive(bodyOf([spoken('c4', start - HOUR, phone)]))
    await world.runtime.eraseCustomer(phone)
    expect(await process.runtime.receive(bodyOf([spoken('c5', start - HOUR, phone)]))).toMatchObject({
      erased: 1,
    })
    // A repeated body changes no thread; it must not be journalled either.
    await process.runtime.receive(bodyOf([spoken('c4', start - HOUR, phone)]))
    expect(await everythingIn(world)).not.toContain(phone)
  })

  test('who is unknown leaves a tombstone all the same', async () => {
    const { runtime } = worldOf()
    expect(await runtime.eraseCustomer(phone)).toEqual({ threads: [], customers: [phone] })
    expect(await runtime.receive(bodyOf([spoken('c1', start - 1, phone)]))).toMatchObject({ erased: 1 })
  })
})

test('an id with characters that JSON escapes is forgotten, too', async () => {
  const world = worldOf()
  const id = 'group "7"\\'
  await world.runtime.receive(bodyOf([spoken('c1', start - HOUR, id)]))
  await world.runtime.eraseCustomer(id)
  expect(await everythingIn(world)).not.toContain('group')
})

test('nobody is forgotten by an empty id', async () => {
  const world = await lived()
  const before = await everythingIn(world)
  await world.runtime.eraseCustomer('')
  expect(await everythingIn(world)).toBe(before)
})

describe('somebody who was erased', () => {
  const erasedWorld = async (): Promise<World> => {
    const world = await lived()
    await world.runtime.eraseCustomer(phone)
    world.clock.now += HOUR
    return world
  }
  const key = { phoneNumberId: '100', customer: phone }

  test('is not brought back by what becomes of an earlier message', async () => {
    const world = await erasedWorld()
    const read: Event = {
      type: 'message-status',
      id: 'wamid.1/read',
      message: 'wamid.1',
      status: 'read',
      at: start + 5000,
      ...key,
    }
    expect(await world.runtime.receive(bodyOf([read]))).toMatchObject({ erased: 1 })
    expect(await everythingIn(world)).not.toContain(phone)
  })

  test.each([
    ['as the previous id', phone, '15550100009'],
    ['as the present id', '15550100009', phone],
  ])('is not brought back by a change of number from before (%s)', async (_as, previous, current) => {
    const world = await erasedWorld()
    const renamed: Event = {
      type: 'customer-renamed',
      id: 'r1',
      at: start - 1,
      phoneNumberId: '100',
      customer: previous,
      previous,
      current,
    }
    expect(await world.runtime.receive(bodyOf([renamed]))).toMatchObject({ erased: 1 })
    expect(await everythingIn(world)).not.toContain(phone)
  })

  test('while a webhook of theirs is being taken in is erased all the same', async () => {
    const store = memoryStore()
    const process = worldOf({ store })
    let isFirst = true
    const world = worldOf({
      store: {
        ...store,
        erase: async (erasure) => {
          if (isFirst) await process.runtime.receive(bodyOf([spoken('c1', start - 1, phone)]))
          isFirst = false
          return store.erase(erasure)
        },
      },
    })
    await world.runtime.receive(bodyOf([spoken('o1', start - 1, '15550100002')]))
    await world.runtime.eraseCustomer(phone)
    expect(await everythingIn(world)).not.toContain(phone)
    expect(await world.runtime.find(key)).toBeNull()
  })

  test('and whose number is handed on later stops nobody’s webhooks', async () => {
    const store = memoryStore()
    const first = worldOf({ store })
    await first.runtime.receive(bodyOf([spoken('a1', start - HOUR, 'US.1')]))
    await first.runtime.eraseCustomer('US.1')
    const later = worldOf({ store, now: start + HOUR })
    await later.runtime.receive(bodyOf([spoken('a2', start + 1, phone, { aliases: ['US.1'] })]))
    const restarted = worldOf({ store, now: start + HOUR })
    expect(
      await restarted.runtime.receive(bodyOf([spoken('b1', start + 2, 'US.2', { aliases: [phone] })])),
    ).toMatchObject({ absorbed: 1 })
  })
})
