import { verifySignature } from '@guichet/cloud-api'
import { HOUR } from '@guichet/core'
import { afterEach, expect, test } from 'vitest'
import { schemaProblems } from './support/contract.ts'
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

const deliveries = async (
  world: TenantsWorld,
  tenant: string,
): Promise<readonly { state: string; events: string }[]> => {
  const response = await world.ask('/deliveries', keyWith(tenant, 'every'))
  return ((await response.json()) as { readonly deliveries: readonly { state: string; events: string }[] })
    .deliveries
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

const secret = 'word of the bot'

test('an endpoint gets the events that it names, signed with its secret, in the shape of the document', async () => {
  const [bot, other] = [await graphServer(), await graphServer()]
  const url = `${bot.baseUrl}/hook`
  const world = await tenantsWorld([
    { ...bakery, forward: [{ url, events: ['*', 'refused', 'window-closing', 'template-paused'], secret }] },
    { ...florist, forward: [{ url: `${other.baseUrl}/hook`, events: ['window-closed'], secret }] },
  ])
  open.push(world, bot, other)
  await world.ask('/messages', keyWith('bakery', 'send'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to: '33639980009', text: 'PRIVATE words' }),
  })
  expect(await hook(world)).toBe(200)
  world.clock.now += 23 * HOUR
  const listed = async (): Promise<readonly { state: string; events: string }[]> =>
    (await deliveries(world, 'bakery')).filter(({ state }) => state === 'delivered')
  while ((await listed()).length < 3) await new Promise((resolve) => setImmediate(resolve))
  expect((await listed()).map(({ events }) => events)).toEqual(['window-closing', '*', 'refused'])
  const events = bot.reached.filter(({ body: bytes }) => bytes.toString() !== body)
  expect(events.map(({ body: bytes }) => (JSON.parse(bytes.toString()) as { type: string }).type)).toEqual([
    'refused',
    'window-closing',
  ])
  for (const { body: bytes, headers } of events) {
    const header = String(headers['x-hub-signature-256'])
    expect(verifySignature({ body: bytes, header, secret }).ok).toBe(true)
    const read = JSON.parse(bytes.toString()) as { readonly type: string }
    const place = ['webhooks', read.type, 'post', 'requestBody', 'content', 'application/json', 'schema']
    expect(schemaProblems(place, read)).toEqual([])
    expect(bytes.toString()).not.toContain('PRIVATE')
  }
  expect(other.reached).toEqual([])
  expect(world.log.filter(({ event }) => event === 'events not forwarded')).toEqual([])
})

test('events need a secret, and two endpoints of one address are one', async () => {
  const bot = await graphServer()
  open.push(bot)
  const url = `${bot.baseUrl}/hook`
  const both = [
    { url, events: ['*'], secret: null },
    { url, events: ['refused'], secret },
  ] as const
  const world = await tenantsWorld([{ ...bakery, forward: both }])
  open.push(world)
  await expect(
    tenantsWorld([{ ...bakery, forward: [{ url, events: ['refused'], secret: null }] }]),
  ).rejects.toThrow(TypeError)
  expect(await hook(world)).toBe(200)
  while ((await deliveries(world, 'bakery'))[0]?.state !== 'delivered')
    await new Promise((resolve) => setImmediate(resolve))
  expect(bot.reached).toHaveLength(1)
})
