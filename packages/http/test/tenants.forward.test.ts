import { afterEach, expect, test } from 'vitest'
import { graphServer, type GraphServer } from './support/graph-server.ts'
import {
  bakery,
  entryOf,
  florist,
  keyWith,
  tenantsWorld,
  webhookWith,
  type TenantsWorld,
} from './support/tenants.ts'
import { signed } from './support/world.ts'

const open: (TenantsWorld | GraphServer)[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const [number = ''] = bakery.phoneNumbers
const [account = ''] = bakery.accounts
const body = webhookWith(entryOf({ account, number }))

const deliveries = async (world: TenantsWorld, tenant: string): Promise<readonly { state: string }[]> => {
  const response = await world.ask('/deliveries', keyWith(tenant, 'every'))
  return ((await response.json()) as { readonly deliveries: readonly { state: string }[] }).deliveries
}

const hook = async (world: TenantsWorld): Promise<number> => {
  const request = new Request('http://gateway.test/webhooks/whatsapp', signed(body, 'bakery-secret'))
  return (await world.gateway.fetch(request)).status
}

test("a tenant's webhook goes on to that tenant's endpoint as it came, and to no other's", async () => {
  const [bot, other] = [await graphServer(), await graphServer()]
  const to = ({ baseUrl }: GraphServer) => [{ url: `${baseUrl}/hook`, events: ['*'], secret: null }] as const
  const world = await tenantsWorld([
    { ...bakery, forward: to(bot) },
    { ...florist, forward: to(other) },
  ])
  open.push(world, bot, other)
  expect(await hook(world)).toBe(200)
  while ((await deliveries(world, 'bakery'))[0]?.state !== 'delivered')
    await new Promise((resolve) => setImmediate(resolve))
  expect(bot.reached.map((one) => one.body.toString())).toEqual([body])
  expect(other.reached).toEqual([])
  expect(await deliveries(world, 'florist')).toEqual([])
})

test('an endpoint that waits for events of the gateway is told in the log that none come', async () => {
  const bot = await graphServer()
  const url = `${bot.baseUrl}/hook`
  const forward = [{ url, events: ['*', 'window-closing', 'refused'], secret: 'word' }] as const
  const world = await tenantsWorld([{ ...bakery, forward }, florist])
  open.push(world, bot)
  expect(world.log.filter(({ event }) => event === 'events not forwarded')).toEqual([
    expect.objectContaining({ level: 'warn', tenant: 'bakery', url, events: 'window-closing refused' }),
  ])
})
