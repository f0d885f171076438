import { DAY, MINUTE } from '@guichet/core'
import { memoryStore } from '@guichet/runtime'
import { afterEach, describe, expect, test } from 'vitest'
import { queueOf } from '../src/webhooks/forward.ts'
import { bytesOf, payloadOf } from '../src/webhooks/payload.ts'
import { answerProblems } from './support/contract.ts'
import { graphServer, type GraphServer } from './support/graph-server.ts'
import {
  customer,
  inbound,
  phoneNumberId,
  secrets,
  signed,
  start,
  webhookOf,
  worldOf,
  type World,
} from './support/world.ts'

const path = '/webhooks/whatsapp'
const body = webhookOf([inbound(customer, start, 'wamid.a')])

const open: (World | GraphServer)[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

/** A gateway and the bot that gets its webhooks. */
const forwarding = async (
  timeout = 10_000,
): Promise<{ readonly world: World; readonly bot: GraphServer }> => {
  const bot = await graphServer()
  const world = await worldOf({ options: { forwardWebhooksTo: { url: `${bot.baseUrl}/webhook`, timeout } } })
  open.push(world, bot)
  return { world, bot }
}

const heard = async ({ runtime }: World): Promise<number> =>
  (await runtime.events({ phoneNumberId, customer })).length

interface Listed {
  readonly id: string
  readonly state: string
  readonly attempts: number
  readonly lastError: string | null
}

const deliveries = async (world: World): Promise<readonly Listed[]> =>
  (JSON.parse((await world.ask('/deliveries')).text) as { readonly deliveries: readonly Listed[] }).deliveries

/** Waits until it is so of the newest delivery. */
const until = async (world: World, isMeant: (one: Listed) => boolean): Promise<Listed> => {
  for (;;) {
    const [newest] = await deliveries(world)
    if (newest !== undefined && isMeant(newest)) return newest
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const isDelivered = ({ state }: Listed): boolean => state === 'delivered'
const isTried =
  (times: number) =>
  ({ attempts }: Listed): boolean =>
    attempts === times

describe('a webhook that goes on to a bot', () => {
  test('arrives there byte by byte with its signature, once it is durable here', async () => {
    const { world, bot } = await forwarding()
    const known: Promise<number>[] = []
    bot.answers.push((response) => {
      known.push(heard(world))
      response.end()
    })
    expect((await world.askAs(path, signed(body))).status).toBe(200)
    await until(world, isDelivered)
    expect(await Promise.all(known)).toEqual([1])
    const [reached] = bot.reached
    expect(reached?.url).toBe('/webhook')
    expect(reached?.body.toString()).toBe(body)
    expect(reached?.headers['x-hub-signature-256']).toBe(
      new Headers(signed(body).headers).get('x-hub-signature-256'),
    )
  })

  test('and is not taken there is sent again by us, and WhatsApp does not hear of it', async () => {
    const { world, bot } = await forwarding()
    bot.answers.push((response) => response.writeHead(500).end())
    expect((await world.askAs(path, signed(body))).status).toBe(200)
    expect(await until(world, isTried(1))).toMatchObject({ state: 'waiting', lastError: 'it answered 500' })
    world.clock.now += MINUTE
    await until(world, isDelivered)
    expect([bot.reached.length, await heard(world)]).toEqual([2, 1])
    expect(world.log.map(({ event, reason }) => [event, reason])).toContainEqual([
      'webhook not forwarded',
      'it answered 500',
    ])
  })

  test('and leads elsewhere from there is not followed', async () => {
    const { world, bot } = await forwarding()
    bot.answers.push((response) => response.writeHead(302, { location: '/other' }).end())
    expect((await world.askAs(path, signed(body))).status).toBe(200)
    await until(world, isTried(1))
    expect(bot.reached).toHaveLength(1)
  })

  test('and is never answered there, or finds nobody, waits', async () => {
    const { world, bot } = await forwarding(50)
    bot.answers.push(() => undefined)
    expect((await world.askAs(path, signed(body))).status).toBe(200)
    expect((await until(world, isTried(1))).lastError).toBe('it took too long')
    await bot.close()
    world.clock.now += MINUTE
    expect((await until(world, isTried(2))).lastError).toMatch(/^it (?:cannot be reached|took too long)$/)
    expect(await heard(world)).toBe(1)
  })

  test('comes twice from WhatsApp and goes on once', async () => {
    const { world, bot } = await forwarding()
    for (const _ of [1, 2]) expect((await world.askAs(path, signed(body))).status).toBe(200)
    await until(world, isDelivered)
    expect([bot.reached.length, (await deliveries(world)).length]).toEqual([1, 1])
  })

  test('and is on its way there when the gateway ends is waited for, so that it does not go there twice', async () => {
    const kept = memoryStore()
    const bot = await graphServer()
    const forwardWebhooksTo = { url: bot.baseUrl }
    const store = { ...kept, close: async () => undefined }
    const world = await worldOf({ store, options: { forwardWebhooksTo } })
    open.push(bot, world.graph)
    const answer = new Promise<() => void>((resolve) => {
      bot.answers.push((response) => resolve(() => response.end()))
    })
    expect((await world.askAs(path, signed(body))).status).toBe(200)
    const answerNow = await answer
    await world.gateway.drain()
    const query = { queue: queueOf(bot.baseUrl), order: 'newest', after: null, limit: 2 } as const
    const atTheEnd = world.runtime.close().then(() => kept.jobs({ ...query, state: null }))
    // All that would end without the bot's answer has ended.
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    answerNow()
    expect((await atTheEnd).map(({ state }) => state)).toEqual(['done'])
  })

  test('but is not signed goes nowhere', async () => {
    const { world, bot } = await forwarding()
    expect((await world.askAs(path, signed(body, 'another secret'))).status).toBe(401)
    expect([bot.reached.length, await heard(world), await deliveries(world)]).toEqual([0, 0, []])
  })

  test('takes none of our secrets along', async () => {
    const { world, bot } = await forwarding()
    await world.askAs(path, signed(body))
    await until(world, isDelivered)
    const told = JSON.stringify(bot.reached.map(({ headers, url }) => [headers, url]))
    for (const secret of Object.values(secrets)) expect(told.includes(secret)).toBe(false)
  })

  test('is dead after three days, and is sent again when somebody says so', async () => {
    const { world, bot } = await forwarding()
    for (const _ of [1, 2]) bot.answers.push((response) => response.writeHead(400).end())
    await world.askAs(path, signed(body))
    await until(world, isTried(1))
    world.clock.now += 3 * DAY
    const { id } = await until(world, ({ state }) => state === 'dead')
    const resend = (): Promise<Response> =>
      world.gateway.fetch(
        new Request(`http://gateway.test/deliveries/${id}/resend`, {
          method: 'POST',
          headers: { authorization: `Bearer ${secrets.apiKey}` },
        }),
      )
    const again = await resend()
    expect(again.status).toBe(200)
    expect(await answerProblems('post', '/deliveries/{id}/resend', again)).toEqual([])
    await until(world, isDelivered)
    expect((await resend()).status).toBe(409)
    expect((await world.ask('/deliveries/nobody/resend', { method: 'POST' })).status).toBe(404)
    expect((await world.ask('/deliveries?state=lost')).status).toBe(400)
    expect(bot.reached.map(({ body: bytes }) => bytes.toString())).toEqual([body, body, body])
  })
})

test('a body of any bytes is the same after it was stored', () => {
  const bodies = [
    Buffer.from(body),
    Buffer.from('té\u0100'),
    Buffer.from([0, 255, 1, 0xc3, 0x28, 0]),
    Buffer.from(''),
  ]
  for (const bytes of bodies) {
    expect(payloadOf(bytes)).not.toContain('\0')
    expect(bytesOf(payloadOf(bytes)).equals(bytes)).toBe(true)
  }
})

test('an address that is none is refused at once', async () => {
  await expect(worldOf({ options: { forwardWebhooksTo: { url: 'bot.example' } } })).rejects.toThrow(TypeError)
})
