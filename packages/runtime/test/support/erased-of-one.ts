import { isThreadEvent, HOUR, type Event } from '@guichet/core'
import { expect } from 'vitest'
import { readerOfPart, storeOfPart, type Part, type Store } from '../../src/index.ts'
import { bodyOf, readBody, start, worldOf, type World } from './world.ts'

const phone = '15550100001'
const userId = 'US.42424242'
const other = '15550100002'

const parts: readonly Part[] = [
  { name: 'bakery', phoneNumbers: new Set(['100', '102']), accounts: new Set(['200']) },
  // Its phone number is the beginning of one of the bakery's, and so is its name.
  { name: 'bake', phoneNumbers: new Set(['10']), accounts: new Set(['20']) },
]

const partOf = (part: Part, store: Store): World =>
  worldOf({ store: storeOfPart(store, part), read: readerOfPart(readBody, part) })

const spoken = (phoneNumberId: string, customer: string, id: string, more: object = {}): Event => ({
  type: 'customer-messaged',
  id: `${id} at ${phoneNumberId}`,
  at: start - HOUR,
  kind: 'text',
  phoneNumberId,
  customer,
  ...more,
})

/** What Meta delivers to a tenant: two customers write, one of them under two ids, and something cannot be read. */
const bodiesOf = ({ phoneNumbers, name }: Part): readonly string[] =>
  [...phoneNumbers].flatMap((number) => [
    bodyOf([spoken(number, phone, 'c1')]),
    bodyOf([spoken(number, userId, 'c2', { aliases: [phone] })]),
    bodyOf([spoken(number, other, 'o1')]),
    `{"events":[{"type":"${phone}"}],"phoneNumberId":"${number}","of":"${name}"}`,
  ])

const live = async (part: Part, { runtime }: World): Promise<void> => {
  for (const payload of bodiesOf(part))
    await runtime.receive(payload, { queues: ['forward:bot'], signature: 'sha256=0', payload })
  for (const phoneNumberId of part.phoneNumbers)
    for (const recipient of [phone, other]) {
      const request = { phoneNumberId, recipient, content: { kind: 'service' }, body: {}, key: 'k' } as const
      await runtime.send(request)
      await runtime.outbox.hold({
        request: { ...request, key: 'later' },
        when: { is: 'at', at: start + HOUR },
        until: start + 2 * HOUR,
        atUntil: 'drop',
      })
    }
}

/** All that the part of the store and the journal hold of a tenant. */
const holdings = async (part: Part, whole: Store): Promise<readonly string[]> => {
  const store = storeOfPart(whole, part)
  const all = { after: null, limit: 1000 }
  const jobs = await Promise.all(
    ['outbox', 'forward:bot'].map((queue) =>
      store.jobs({ queue, state: null, order: 'oldest', after: null, limit: 1000 }),
    ),
  )
  const threads = await store.threads(all)
  const journal = (await whole.journal(all)).filter(({ body }) =>
    [...part.phoneNumbers].some((number) => body.includes(`"${number}"`)),
  )
  const intents = await Promise.all(
    [...part.phoneNumbers].map((number) => store.intentsTo(number, [phone, userId, other], 1000)),
  )
  return [
    ...threads,
    ...(await store.allEvents(all)),
    ...(await store.unread(1000)),
    ...(await store.findings(1000)),
    ...journal,
    ...intents.flat(),
    ...jobs.flat(),
  ].map((row) => JSON.stringify(row))
}

const naming = (rows: readonly string[], ...ids: readonly string[]): readonly string[] =>
  rows.filter((row) => ids.some((id) => row.includes(id)))

/**
 * Of two tenants who know the same customer, one erases them: nothing of the other's is touched, now or later.
 * `settled` resolves when what was stored can be read.
 */
export const expectErasedOfOneOnly = async (
  store: Store,
  settled = async (_phoneNumberIds: readonly string[]): Promise<void> => undefined,
): Promise<void> => {
  const held = async (part: Part): Promise<readonly string[]> => {
    await settled(['', ...parts.flatMap(({ phoneNumbers }) => [...phoneNumbers])])
    return holdings(part, store)
  }
  const [bakery, bake] = parts.map((part) => ({ part, world: partOf(part, store) }))
  if (bakery === undefined || bake === undefined) throw new Error('there are two tenants')
  for (const { part, world } of [bakery, bake]) await live(part, world)
  const before = await held(bake.part)
  const others = naming(await held(bakery.part), other)
  expect([before.length > 8, naming(before, phone, userId).length > 4, others.length > 8]).toEqual([
    true,
    true,
    true,
  ])

  const erased = await bakery.world.runtime.eraseCustomer(userId)
  expect(erased.customers.toSorted()).toEqual([phone, userId])
  expect(erased.threads.map(({ phoneNumberId }) => phoneNumberId).toSorted()).toEqual(['100', '102'])
  const left = await held(bakery.part)
  expect(naming(left, phone, userId)).toEqual([])
  expect(naming(left, other)).toEqual(others)
  expect(await held(bake.part)).toEqual(before)

  // Meta delivers again, to processes that remember and to new ones: only the other tenant has heard it.
  for (const { runtime } of [bakery.world, partOf(bakery.part, store)])
    for (const body of bodiesOf(bakery.part).filter((text) => !text.includes('"of"')))
      expect(await runtime.receive(body)).toMatchObject({
        absorbed: 0,
        erased: body.includes(other) ? 0 : 1,
      })
  expect(naming(await held(bakery.part), phone, userId)).toEqual([])
  for (const { runtime } of [bake.world, partOf(bake.part, store)]) {
    for (const body of bodiesOf(bake.part).slice(0, 3))
      expect(await runtime.receive(body)).toMatchObject({ duplicates: 1, erased: 0 })
    const late = spoken('10', phone, `late ${Math.random()}`, { at: start - 2 * HOUR })
    expect(await runtime.receive(bodyOf([late]))).toMatchObject({ absorbed: 1 })
  }
  const key = { phoneNumberId: '10', customer: phone }
  expect((await bake.world.runtime.events(key)).filter(isThreadEvent)).toHaveLength(5)

  // Who writes anew is a new customer.
  bakery.world.clock.now += HOUR
  const anew = spoken('100', phone, 'anew', { at: start + 1 })
  expect(await bakery.world.runtime.receive(bodyOf([anew]))).toMatchObject({ absorbed: 1 })
  expect(await bakery.world.runtime.events({ phoneNumberId: '100', customer: phone })).toHaveLength(1)

  // Old webhooks of one go, and those of the other stay.
  const journalOfOther = naming(await held(bake.part), '"body"')
  expect(await bakery.world.runtime.pruneJournal(start + HOUR + 1)).toBe(3)
  expect(naming(await held(bakery.part), '"body"')).toEqual([])
  expect(naming(await held(bake.part), '"body"')).toEqual(journalOfOther)
}
