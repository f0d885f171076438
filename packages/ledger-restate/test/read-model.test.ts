import { engine, type Event } from '@guichet/core'
import { memoryStore, realSurroundings, runtime, type Runtime, type Store } from '@guichet/runtime'
import { expect, test, vi } from 'vitest'
import { storeOn, type Ingress } from '../src/index.ts'
import { memoryIngress } from './support/memory-ingress.ts'

const now = Date.UTC(2026, 9, 5, 12)
const phone = '100'

const boundTo = (store: Store): Runtime =>
  runtime({
    engine: engine(),
    store,
    read: () => ({ events: [], unread: [], echoes: [] }),
    transport: {
      send: async ({ callbackData }) => ({
        outcome: 'accepted',
        wamid: `wamid.${callbackData}`,
        at: now,
        customer: {},
      }),
    },
    surroundings: { ...realSurroundings, now: () => now },
  })

const says = (customer: string, id: string, minutesAgo: number, more: Partial<Event> = {}): Event =>
  ({
    type: 'customer-messaged',
    id,
    at: now - minutesAgo * 60_000,
    kind: 'text',
    phoneNumberId: phone,
    customer,
    account: '200',
    ...more,
  }) as Event

const events: readonly Event[] = [
  ...Array.from({ length: 90 }, (_, index) => says(`3363998${String(index % 7)}`, `m${index}`, 200 - index)),
  // Two ids of one customer: the thread of the number goes on under the user id.
  says('US.1', 'joined', 5, { aliases: ['33639980'] } as Partial<Event>),
  ...Array.from({ length: 40 }, (_, index) => says('US.1', `later ${index}`, 4)),
]

/** All that can be asked of a runtime and its store. */
const surveyOf = async (bound: Runtime, store: Store): Promise<unknown> => {
  const rows = await store.threads({ after: null, limit: 100 })
  const threads = await Promise.all(
    rows.map(async ({ phoneNumberId, customer }) => {
      const key = { phoneNumberId, customer }
      return [
        customer,
        await bound.view(key, now),
        await bound.history(key),
        (await bound.find(key))?.aliases,
      ]
    }),
  )
  const lines: string[] = []
  for await (const line of bound.exportEvents()) lines.push(line)
  return { threads, lines: lines.toSorted(), numbers: await bound.phoneNumbers() }
}

const fill = async (bound: Runtime): Promise<void> => {
  for (let first = 0; first < events.length; first += 17) await bound.record(events.slice(first, first + 17))
  for (const key of ['one', 'two'])
    await bound.send({
      phoneNumberId: phone,
      recipient: 'US.1',
      content: { kind: 'service' },
      body: { type: 'text', text: { body: key } },
      key,
    })
}

const onObjects = async (
  readModel: Store | undefined,
  check: (bound: Runtime, store: Store, ingress: ReturnType<typeof memoryIngress>) => Promise<void>,
): Promise<void> => {
  const ingress = memoryIngress()
  const store = storeOn(ingress, readModel)
  const bound = boundTo(store)
  try {
    await check(bound, store, ingress)
  } finally {
    await bound.close()
  }
}

const isBrought = async (ingress: Ingress): Promise<boolean> =>
  (await ingress.ask<readonly unknown[]>(phone, { is: 'outbox', limit: 1 })).length === 0

test.each([
  ['without a read model', (): Store | undefined => undefined],
  ['with a read model', (): Store | undefined => memoryStore()],
])('threads of objects are what memory makes of the same events, %s', async (_, readModel) => {
  const memory = memoryStore()
  const expected = boundTo(memory)
  await fill(expected)
  await onObjects(readModel(), async (bound, store, ingress) => {
    await fill(bound)
    await vi.waitUntil(() => isBrought(ingress))
    expect(await surveyOf(bound, store)).toEqual(await surveyOf(expected, memory))
    const intents = await bound.intentsTo({ phoneNumberId: phone, customer: 'US.1' })
    expect(intents.map(({ key, state }) => [key, state.is]).toSorted()).toEqual([
      ['one', 'accepted'],
      ['two', 'accepted'],
    ])
  })
  await expected.close()
})

test.each([
  ['without a read model', (): Store | undefined => undefined],
  ['with a read model', (): Store | undefined => memoryStore()],
])('who is erased is erased in the objects and stays so, %s', async (_, readModel) => {
  await onObjects(readModel(), async (bound, store, ingress) => {
    await fill(bound)
    expect((await bound.eraseCustomer('33639980')).threads.length).toBe(1)
    await bound.record([says('US.1', 'late', 60)])
    await vi.waitUntil(() => isBrought(ingress))
    for (const id of ['US.1', '33639980']) {
      expect(await bound.find({ phoneNumberId: phone, customer: id })).toBeNull()
      expect(await store.intentsTo(phone, [id], 9)).toEqual([])
    }
    const rows = await store.threads({ after: null, limit: 100 })
    expect(rows.length).toBe(6)
    expect(JSON.stringify(rows)).not.toContain('US.1')
    expect(ingress.dump().match(/.{0,60}(?:US\.1|33639980(?!\d)).{0,60}/g)).toBeNull()
    await bound.record([says('US.1', 'anew', -1)])
    expect(await bound.find({ phoneNumberId: phone, customer: 'US.1' })).not.toBeNull()
  })
})

test('what changes at accounts is known to every phone number before it counts as taken in', async () => {
  await onObjects(undefined, async (bound, _, ingress) => {
    await bound.record([says('1', 'm1', 3), says('2', 'm2', 3, { phoneNumberId: '101' } as Partial<Event>)])
    await bound.record([
      {
        type: 'template-changed',
        id: 'approved',
        at: now - 1_000,
        account: '200',
        name: 'news',
        language: 'en',
        status: 'APPROVED',
      },
    ])
    for (const id of ['100', '101'])
      expect(
        await ingress.ask<readonly unknown[]>(id, { is: 'templates', page: { after: 0, limit: 9 } }),
      ).toHaveLength(1)
    // And a phone number that comes later learns it at once.
    await bound.record([says('3', 'm3', 2, { phoneNumberId: '102' } as Partial<Event>)])
    expect(
      await ingress.ask<readonly unknown[]>('102', { is: 'templates', page: { after: 0, limit: 9 } }),
    ).toHaveLength(1)
  })
})
