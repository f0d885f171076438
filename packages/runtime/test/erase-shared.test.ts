import { describe, expect, test } from 'vitest'
import { DAY, HOUR, type Event } from '@guichet/core'
import { memoryStore, type SendRequest } from '../src/index.ts'
import { bodyOf, start, worldOf, type World } from './support/world.ts'

const number = '15550100001'
const anna = 'US.anna'
const bela = 'US.bela'

const named = (customer: string, more: object = {}): object => ({ customer, aliases: [number], ...more })

const says = (id: string, at: number, who: object): Event => ({
  type: 'customer-messaged',
  id,
  at,
  kind: 'text',
  phoneNumberId: '100',
  customer: number,
  ...who,
})

const reads = (id: string, at: number, who: object = {}): Event => ({
  type: 'message-status',
  id,
  at,
  message: `wamid.${id}`,
  status: 'read',
  phoneNumberId: '100',
  customer: number,
  ...who,
})

/** Anna held the number first, and Bela holds it now. */
const handedOn = [
  says('a1', start - 4 * HOUR, named(anna)),
  says('aN', start - 3 * HOUR, {}),
  says('b1', start - 2 * HOUR, named(bela)),
  says('bN', start - HOUR, {}),
]

const worldAfter = async (events: readonly Event[], erased: string): Promise<World> => {
  const world = worldOf()
  for (const event of events) await world.runtime.receive(bodyOf([event]))
  await world.runtime.eraseCustomer(erased)
  world.clock.now += HOUR
  return world
}

const takenIn = async ({ runtime }: World, event: Event): Promise<string> => {
  const { absorbed, erased } = await runtime.receive(bodyOf([event]))
  return absorbed === 1 ? 'absorbed' : erased === 1 ? 'erased' : 'neither'
}

const eventsOf = async ({ runtime }: World, customer: string, phoneNumberId = '100'): Promise<string[]> =>
  (await runtime.events({ phoneNumberId, customer })).map(({ id }) => id).toSorted()

describe('of two who held a number', () => {
  test('the one who is erased is told from the one who is not', async () => {
    const world = worldOf()
    for (const event of handedOn) await world.runtime.receive(bodyOf([event]))
    expect(await world.runtime.eraseCustomer(anna)).toEqual({
      threads: [{ phoneNumberId: '100', customer: anna }],
      customers: [anna],
    })
    expect(await eventsOf(world, bela)).toEqual(['b1', 'bN'])
  })

  test('the erased writes again as a new customer', async () => {
    const world = await worldAfter(handedOn, anna)
    expect(await takenIn(world, says('a2', start + 1, { customer: anna }))).toBe('absorbed')
    expect(await eventsOf(world, anna)).toEqual(['a2'])
    expect(await eventsOf(world, bela)).toEqual(['b1', 'bN'])
  })

  test('what becomes of a message to the erased does not come to the other', async () => {
    const world = await worldAfter(handedOn, bela)
    expect(await takenIn(world, reads('r1', start + 1))).toBe('erased')
    expect(await eventsOf(world, anna)).toEqual(['a1', 'aN'])
    // The number is Anna's again, as she shows.
    expect(await takenIn(world, says('a2', start + 2, named(anna)))).toBe('absorbed')
    expect(await takenIn(world, reads('r2', start + 3))).toBe('absorbed')
    expect(await takenIn(world, reads('r3', start + 1))).toBe('erased')
  })

  test('what becomes of a message to the one who stays is taken in', async () => {
    const world = await worldAfter(handedOn, anna)
    expect(await takenIn(world, reads('r1', start + 1))).toBe('absorbed')
    expect(await eventsOf(world, bela)).toEqual(['b1', 'bN', 'r1'])
  })

  test('the erased does not come back by an earlier change of number', async () => {
    const world = await worldAfter(handedOn, anna)
    const renamed: Event = {
      type: 'customer-renamed',
      id: 'n1',
      at: start - 3 * HOUR,
      phoneNumberId: '100',
      customer: number,
      previous: number,
      current: '15550100009',
    }
    expect(await takenIn(world, renamed)).toBe('erased')
  })

  test('one whose webhook comes while the other is being erased has what they would have without them', async () => {
    const store = memoryStore()
    const other = worldOf({ store })
    const meanwhile = [handedOn[2], handedOn[3]].flatMap((event) => event ?? [])
    let tries = 0
    const world = worldOf({
      store: {
        ...store,
        erase: async (erasure) => {
          if (tries++ === 0) for (const event of meanwhile) await other.runtime.receive(bodyOf([event]))
          return store.erase(erasure)
        },
      },
    })
    for (const event of handedOn.slice(0, 2)) await world.runtime.receive(bodyOf([event]))
    await world.runtime.eraseCustomer(anna)
    expect(tries).toBeGreaterThan(1)
    for (const reader of [world, other]) expect(await eventsOf(reader, bela)).toEqual(['b1', 'bN'])
    const { threads } = await store.load({
      threads: [{ phoneNumberId: '100', customer: bela }],
      intents: [],
      intentIds: [],
      phoneNumbers: [],
      tombstones: [],
    })
    expect(JSON.stringify(threads)).not.toContain(anna)
  })

  test('listeners hear of both', async () => {
    const world = worldOf()
    for (const event of handedOn) await world.runtime.receive(bodyOf([event]))
    const heard: string[] = []
    world.runtime.onChange((changed) => {
      if (changed.is === 'thread') heard.push(changed.customer)
    })
    await world.runtime.eraseCustomer(anna)
    expect(heard).toEqual(expect.arrayContaining([anna, bela]))
  })
})

describe('of two, where only a webhook that came too late names one of them', () => {
  /** Who held the number first is known, but the event that says so is not kept. */
  const toldLate = async (first: string, second: string): Promise<World> => {
    const world = worldOf()
    const inTime = [says('n1', start - 3 * HOUR, {}), says('second', start - 2 * HOUR, named(second))]
    for (const event of inTime) await world.runtime.receive(bodyOf([event]))
    const late = says('first', start - 20 * DAY, named(first))
    expect(await world.runtime.receive(bodyOf([late]))).toMatchObject({ late: 1 })
    return world
  }
  const left = async ({ store }: World): Promise<string[]> =>
    (await store.allEvents({ after: null, limit: 9 }))
      .map(({ text }) => (JSON.parse(text) as { id: string }).id)
      .toSorted()

  test('what is theirs goes', async () => {
    const world = await toldLate(anna, bela)
    await world.runtime.eraseCustomer(anna)
    expect(await left(world)).toEqual(['second'])
  })

  test('what is theirs stays', async () => {
    const world = await toldLate(anna, bela)
    await world.runtime.eraseCustomer(bela)
    expect(await left(world)).toEqual(['n1'])
  })
})

describe('of two who hold one number at two phone numbers', () => {
  const elsewhere = { phoneNumberId: '200' }
  const both = [says('b1', start - 2 * HOUR, named(bela)), says('a1', start - HOUR, named(anna, elsewhere))]

  test('the one who is erased is told from the one who is not', async () => {
    const world = await worldAfter(both, bela)
    expect(await eventsOf(world, bela)).toEqual([])
    expect(await eventsOf(world, anna, '200')).toEqual(['a1'])
    expect(await takenIn(world, says('a0', start - 2 * HOUR, named(anna, elsewhere)))).toBe('absorbed')
    expect(await takenIn(world, says('b0', start - 3 * HOUR, named(bela)))).toBe('erased')
    expect(await takenIn(world, says('bN', start - HOUR, {}))).toBe('erased')
  })

  test('what was sent to the other is not sent again', async () => {
    const world = worldOf()
    const names = { customer: number, aliases: [anna], ...elsewhere }
    for (const event of [says('b1', start - HOUR, named(bela)), says('a1', start - HOUR, names)])
      await world.runtime.receive(bodyOf([event]))
    const request = {
      ...elsewhere,
      recipient: anna,
      content: { kind: 'service' },
      body: {},
      key: 'k',
    } as const
    await world.runtime.send(request)
    expect(await world.store.intentsTo('200', [number], 9)).toHaveLength(1)
    await world.runtime.eraseCustomer(bela)
    expect(await world.runtime.send(request)).toMatchObject({ outcome: 'accepted', isReplay: true })
  })

  test('the number names both', async () => {
    const world = await worldAfter(both, number)
    expect(await eventsOf(world, bela)).toEqual([])
    expect(await eventsOf(world, anna, '200')).toEqual([])
  })

  test('a thread of the number alone is the customer’s', async () => {
    const alone = says('x1', start - 2 * HOUR, elsewhere)
    const world = await worldAfter([...both.slice(0, 1), alone], bela)
    expect(await eventsOf(world, number, '200')).toEqual([])
    expect(await takenIn(world, says('x2', start - HOUR, elsewhere))).toBe('erased')
  })
})

describe('of two to whose number something was sent', () => {
  const offer: SendRequest = {
    phoneNumberId: '100',
    recipient: number,
    content: { kind: 'template', name: 'offer', language: 'en' },
    body: {},
    key: 'k',
  }

  /** What was sent to the number while Anna held it stands with Bela, whose webhook came before hers. */
  const sentBefore = async (): Promise<World> => {
    const world = worldOf({ now: start - 3 * HOUR })
    expect(await world.runtime.send(offer)).toMatchObject({ outcome: 'accepted' })
    world.clock.now = start
    for (const event of [handedOn[2], handedOn[0]].flatMap((one) => one ?? []))
      await world.runtime.receive(bodyOf([event]))
    expect(await world.store.intentsTo('100', [bela], 9)).toHaveLength(1)
    expect(await eventsOf(world, anna)).toEqual(['a1', 'wamid.1'])
    return world
  }

  test('the intent to the erased goes, wherever it stands', async () => {
    const world = await sentBefore()
    await world.runtime.eraseCustomer(anna)
    expect(await world.store.intentsTo('100', [anna, bela, number], 9)).toEqual([])
  })

  test('the intent to the other stays, wherever it stands', async () => {
    const world = await sentBefore()
    await world.runtime.eraseCustomer(bela)
    expect(await world.store.intentsTo('100', [anna, bela, number], 9)).toHaveLength(1)
    expect(await world.runtime.send(offer)).toMatchObject({ outcome: 'accepted', isReplay: true })
    expect(world.dispatched).toHaveLength(1)
  })
})
