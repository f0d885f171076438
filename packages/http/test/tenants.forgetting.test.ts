import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  bakery,
  entryOf,
  florist,
  keyWith,
  tenantsWorld,
  webhookWith,
  type TenantsWorld,
} from './support/tenants.ts'
import { post, signed, start } from './support/world.ts'

const customer = '33639980001'
const other = '33639980002'
const tenants = [bakery, florist]

let world: TenantsWorld

/** What both tenants heard from both customers, by tenant. */
let hooks: ReadonlyMap<string, readonly string[]>

const hear = async (id: string, hook: string): Promise<void> => {
  const request = new Request('http://gateway.test/webhooks/whatsapp', signed(hook, `${id}-secret`))
  expect((await world.gateway.fetch(request)).status).toBe(200)
}

beforeEach(async () => {
  world = await tenantsWorld(tenants)
  hooks = new Map(
    tenants.map(({ id, phoneNumbers: [number = ''], accounts: [account = ''] }) => [
      id,
      [customer, other].map((one) => webhookWith(entryOf({ account, number, customer: one }))),
    ]),
  )
  for (const [id, bodies] of hooks) for (const body of bodies) await hear(id, body)
})
afterEach(() => world.close())

const statusesOf = async (one: string): Promise<readonly number[]> =>
  Promise.all(
    tenants.map(async ({ id, phoneNumbers: [number = ''] }) => {
      const answer = await world.ask(`/threads/${number}/${one}`, keyWith(id, 'read'))
      return answer.status
    }),
  )

const journal = async (): Promise<readonly string[]> =>
  (await world.store.journal({ after: null, limit: 100 })).map(({ body }) => body)

test('a tenant forgets a customer of its own, and the same customer of another tenant stays', async () => {
  const [ofBakery = [], ofFlorist = []] = hooks.values()
  const answer = await world.ask('/erasures', keyWith('bakery', 'operate'), post({ customer }))
  expect([answer.status, await answer.json()]).toEqual([200, { threads: 1, ids: 1 }])
  expect([await statusesOf(customer), await statusesOf(other)]).toEqual([
    [404, 200],
    [200, 200],
  ])
  expect(new Set(await journal())).toEqual(new Set([...ofBakery.slice(1), ...ofFlorist]))
  // Meta delivers once more.
  for (const [id, bodies] of hooks) for (const body of bodies) await hear(id, body)
  expect(await statusesOf(customer)).toEqual([404, 200])
  expect(await journal()).toHaveLength(3)
  // Who writes again is a new customer.
  world.clock.now += 60_000
  const [number = ''] = bakery.phoneNumbers
  await hear('bakery', webhookWith(entryOf({ account: '200200', number, customer }, start + 60_000)))
  expect(await statusesOf(customer)).toEqual([200, 200])
})

test('a tenant who never knew a customer erases nothing of another’s', async () => {
  const [number = ''] = florist.phoneNumbers
  await hear('florist', webhookWith(entryOf({ account: '201201', number, customer: '33600000000' })))
  const answer = await world.ask('/erasures', keyWith('bakery', 'operate'), post({ customer: '33600000000' }))
  expect([answer.status, await answer.json()]).toEqual([200, { threads: 0, ids: 1 }])
  expect(await statusesOf('33600000000')).toEqual([404, 200])
})

test('a tenant forgets its own webhooks, and those of others stay', async () => {
  const before = new Date(start + 1).toISOString()
  const answer = await world.ask('/prunings', keyWith('bakery', 'operate'), post({ before }))
  expect([answer.status, await answer.json()]).toEqual([200, { webhooks: 2 }])
  expect(new Set(await journal())).toEqual(new Set(hooks.get('florist')))
  expect(await statusesOf(customer)).toEqual([200, 200])
})
