import { DAY, HOUR, MINUTE, type Event, type Instant } from '@guichet/core'
import { afterEach, describe, expect, test } from 'vitest'
import { memoryPlace, type HeldRequest, type OutboxEntry, type SendRequest, type When } from '../src/index.ts'
import { accepted, bodyOf, start, worldOf, type World } from './support/world.ts'
import { handTimer, until, type HandTimer } from './support/hand-timer.ts'

const phoneNumberId = '100'
const customer = '33639980001'

const wrote = (at: Instant, id = `in ${at}`, from = customer): Event => ({
  type: 'customer-messaged',
  id,
  at,
  kind: 'text',
  phoneNumberId,
  customer: from,
})

const text = (key: string, given: Partial<SendRequest> = {}): SendRequest => ({
  phoneNumberId,
  recipient: customer,
  content: { kind: 'service' },
  body: { type: 'text', text: { body: key } },
  key,
  ...given,
})

const template: NonNullable<SendRequest['otherwise']> = {
  content: { kind: 'template', name: 'order_ready', language: 'en', category: 'utility' },
  body: { type: 'template', template: { name: 'order_ready', language: { code: 'en' } } },
}

const held = (request: SendRequest, when: When, given: Partial<HeldRequest> = {}): HeldRequest => ({
  request,
  when,
  until: start + DAY,
  atUntil: 'drop',
  ...given,
})

const open: When = { is: 'open' }

interface Working extends World {
  readonly bell: HandTimer
  /** Lets time pass, second by second as far as the worker is concerned, until nothing is left to do. */
  readonly pass: (time: number) => Promise<void>
  readonly hold: (held: HeldRequest) => Promise<OutboxEntry>
  readonly entry: (id: string) => Promise<OutboxEntry>
}

const worlds: World[] = []
afterEach(async () => {
  for (const { runtime } of worlds.splice(0)) await runtime.close()
})

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

const working = (given: Parameters<typeof worldOf>[0] = {}): Working => {
  const bell = handTimer()
  const world = worldOf({ timer: bell.timer, ...given })
  worlds.push(world)
  world.runtime.workOnOutbox()
  const look = async (): Promise<void> => {
    for (let rings = bell.waits().length; rings > 0; rings -= 1) bell.ring()
    await turns()
  }
  return {
    ...world,
    bell,
    pass: async (time) => {
      world.clock.now += time
      await look()
    },
    hold: async (request) => {
      const kept = await world.runtime.outbox.hold(request)
      if (kept.is !== 'held') throw new Error(`it is ${kept.is}`)
      await turns()
      return kept.entry
    },
    entry: async (id) => {
      const found = await world.runtime.outbox.find(id)
      if (found === null) throw new Error(`there is no entry ${id}`)
      return found
    },
  }
}

const outcomes = async ({ runtime }: World): Promise<readonly (string | null)[]> =>
  (await runtime.outbox.list({ isOver: null, after: null, limit: 2000 })).map(
    ({ outcome }) => outcome?.is ?? null,
  )

describe('a message that is held until the customer writes', () => {
  test('leaves when the customer writes, once', async () => {
    const world = working()
    const { id } = await world.hold(held(text('one'), open))
    expect((await world.entry(id)).outcome).toBeNull()
    expect(world.dispatched).toHaveLength(0)
    await world.runtime.receive(bodyOf([wrote(start)]))
    await turns()
    expect(world.dispatched).toHaveLength(1)
    expect((await world.entry(id)).outcome).toMatchObject({ is: 'accepted', wamid: 'wamid.1' })
    await world.pass(HOUR)
    expect(world.dispatched).toHaveLength(1)
  })

  test('leaves at once where the window is open', async () => {
    const world = working()
    await world.runtime.receive(bodyOf([wrote(start)]))
    const { id } = await world.hold(held(text('one'), open))
    expect((await world.entry(id)).outcome?.is).toBe('accepted')
  })

  test('leaves when the customer writes under another id', async () => {
    const world = working()
    await world.hold(held(text('one'), open))
    const event = { ...wrote(start), customer: 'FR.100', aliases: [customer] }
    await world.runtime.receive(bodyOf([event]))
    await turns()
    expect(world.dispatched).toHaveLength(1)
  })

  test('is dropped at `until`, and the customer who writes later gets nothing', async () => {
    const world = working()
    const { id } = await world.hold(held(text('one'), open, { until: start + HOUR }))
    await world.pass(HOUR - 1)
    expect((await world.entry(id)).outcome).toBeNull()
    await world.pass(1)
    expect(await world.entry(id)).toMatchObject({ outcome: { is: 'expired' }, endedAt: start + HOUR })
    await world.runtime.receive(bodyOf([wrote(start + HOUR)]))
    await world.pass(MINUTE)
    expect(world.dispatched).toHaveLength(0)
  })

  test('is sent as the template at `until` where that was asked for', async () => {
    const world = working()
    const request = held(text('one', { otherwise: template }), open, {
      until: start + HOUR,
      atUntil: 'otherwise',
    })
    const { id } = await world.hold(request)
    expect(world.dispatched).toHaveLength(0)
    await world.pass(HOUR)
    expect(world.dispatched.map(({ body }) => body)).toEqual([template.body])
    expect((await world.entry(id)).outcome).toMatchObject({ is: 'accepted', sentAs: 'template' })
  })

  test('of several, each leaves in the order in which they were handed in', async () => {
    const world = working()
    for (const key of ['a', 'b', 'c']) await world.hold(held(text(key), open))
    await world.runtime.receive(bodyOf([wrote(start)]))
    await turns()
    expect(world.dispatched.map(({ body }) => body)).toEqual(['a', 'b', 'c'].map((key) => text(key).body))
  })

  test('goes when the customer is erased', async () => {
    const world = working()
    const { id } = await world.hold(held(text('one'), open))
    await world.runtime.eraseCustomer(customer)
    expect(await world.runtime.outbox.find(id)).toBeNull()
    await world.runtime.receive(bodyOf([wrote(start + 1)]))
    await turns()
    expect(world.dispatched).toHaveLength(0)
  })
})

describe('a key', () => {
  test('keeps a message once, and answers for another request under it', async () => {
    const world = working()
    const first = await world.hold(held(text('one'), open))
    world.clock.now += MINUTE
    expect(await world.runtime.outbox.hold(held(text('one'), open))).toMatchObject({
      is: 'held',
      isReplay: true,
      entry: { id: first.id },
    })
    const other = held({ ...text('one'), body: { type: 'text', text: { body: 'other' } } }, open)
    expect(await world.runtime.outbox.hold(other)).toEqual({ is: 'key-reused' })
    await world.runtime.receive(bodyOf([wrote(world.clock.now)]))
    await turns()
    expect(await world.runtime.send(text('one'))).toMatchObject({ outcome: 'accepted', isReplay: true })
    expect(world.dispatched).toHaveLength(1)
  })
})

describe('a message for an instant', () => {
  const at = start + 2 * HOUR
  test('leaves then, as the rules allow it then', async () => {
    const world = working()
    const { id } = await world.hold(held(text('one', { otherwise: template }), { is: 'at', at }))
    await world.pass(2 * HOUR - 1)
    expect(world.dispatched).toHaveLength(0)
    await world.pass(1)
    expect((await world.entry(id)).outcome).toMatchObject({ is: 'accepted', sentAs: 'template' })
  })

  test('says why it was refused', async () => {
    const world = working()
    const { id } = await world.hold(held(text('one'), { is: 'at', at }))
    await world.pass(2 * HOUR)
    expect((await world.entry(id)).outcome).toMatchObject({
      is: 'refused-by-rule',
      reasons: ['service-window-closed'],
    })
  })

  test('is tried again where nothing was sent, and its fate stays unknown where that is', async () => {
    const world = working()
    await world.runtime.receive(bodyOf([wrote(start)]))
    world.answers.push(async () => ({ outcome: 'failed', reason: 'busy', retryAfter: 5_000 }))
    world.answers.push(async () => ({ outcome: 'unknown', reason: 'connection-lost' }))
    const { id } = await world.hold(held(text('one'), { is: 'at', at: start }))
    expect((await world.entry(id)).outcome).toBeNull()
    await world.pass(4_999)
    expect(world.dispatched).toHaveLength(1)
    await world.pass(1)
    expect((await world.entry(id)).outcome?.is).toBe('unknown')
    await world.pass(HOUR)
    expect(world.dispatched).toHaveLength(2)
  })
})

describe('a message at its cheapest', () => {
  test('waits for the customer as long as that is cheaper, and is dropped where nothing is allowed', async () => {
    const world = working()
    const request = held(text('one'), { is: 'cheapest' }, { until: start + HOUR })
    const first = await world.hold(request)
    expect((await world.entry(first.id)).outcome).toBeNull()
    await world.runtime.receive(bodyOf([wrote(start)]))
    await turns()
    expect((await world.entry(first.id)).outcome?.is).toBe('accepted')
    const other = text('two', { recipient: '33639980002' })
    const second = await world.hold({ ...request, request: other })
    await world.pass(HOUR)
    expect((await world.entry(second.id)).outcome?.is).toBe('expired')
  })
})

test('sixty paced messages leave in their order, and none before the pair rate allows it', async () => {
  const world = working()
  await world.runtime.receive(bodyOf([wrote(start)]))
  const keys = Array.from({ length: 60 }, (_, index) => `message ${index}`)
  for (const key of keys) await world.runtime.outbox.hold(held(text(key), { is: 'paced' }))
  await until(() => world.dispatched.length >= 45)
  await turns()
  expect(world.dispatched).toHaveLength(45)
  for (let minutes = 0; minutes < 6; minutes += 1) await world.pass(MINUTE)
  await until(() => world.dispatched.length >= 60)
  await turns()
  expect(world.dispatched.map(({ body }) => body)).toEqual(keys.map((key) => text(key).body))
  expect(new Set(await outcomes(world))).toEqual(new Set(['accepted']))
})

describe('cancelling', () => {
  test('ends what waits, and nothing else', async () => {
    const world = working()
    const { id } = await world.hold(held(text('one'), open))
    expect(await world.runtime.outbox.cancel('nobody')).toBeNull()
    expect(await world.runtime.outbox.cancel(id)).toBe('cancelled')
    expect(await world.runtime.outbox.cancel(id)).toBe('over')
    await world.runtime.receive(bodyOf([wrote(start)]))
    await world.pass(HOUR)
    expect(world.dispatched).toHaveLength(0)
  })

  test('does not end what is on its way', async () => {
    const world = working()
    await world.runtime.receive(bodyOf([wrote(start)]))
    let answer: () => void = () => undefined
    world.answers.push(async () => {
      await new Promise<void>((resolve) => (answer = resolve))
      return accepted('wamid.slow')
    })
    const { id } = await world.hold(held(text('one'), open))
    expect(await world.runtime.outbox.cancel(id)).toBe('sending')
    answer()
    await turns()
    expect((await world.entry(id)).outcome).toMatchObject({ is: 'accepted', wamid: 'wamid.slow' })
  })
})

test('another process goes on where one has ended, and nothing is sent twice', async () => {
  const place = memoryPlace()
  const [one, other] = [working({ store: await place.open() }), working({ store: await place.open() })]
  const ids: string[] = []
  for (let index = 0; index < 20; index += 1)
    ids.push((await one.hold(held(text(`${index}`, { recipient: `3363998${index}` }), open))).id)
  const bodies = ids.map((_, index) => bodyOf([wrote(start, `in ${index}`, `3363998${index}`)]))
  for (const body of bodies.slice(0, 10)) await one.runtime.receive(body)
  await turns()
  await one.runtime.close()
  for (const body of bodies.slice(10)) await other.runtime.receive(body)
  await other.pass(5_000)
  await other.pass(5_000)
  const sent = [...one.dispatched, ...other.dispatched].map(({ body }) => JSON.stringify(body))
  expect(sent).toHaveLength(20)
  expect(new Set(sent).size).toBe(20)
  expect((await outcomes(other)).every((outcome) => outcome === 'accepted')).toBe(true)
})
