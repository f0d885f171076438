import { afterEach, describe, expect, test } from 'vitest'
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

describe('a webhook that goes on to a bot', () => {
  test('arrives there byte by byte with its signature, once it is durable here', async () => {
    const { world, bot } = await forwarding()
    const known: Promise<number>[] = []
    bot.answers.push((response) => {
      known.push(heard(world))
      response.end()
    })
    expect((await world.askAs(path, signed(body))).status).toBe(200)
    expect(await Promise.all(known)).toEqual([1])
    const [reached] = bot.reached
    expect(reached?.url).toBe('/webhook')
    expect(reached?.body.toString()).toBe(body)
    expect(reached?.headers['x-hub-signature-256']).toBe(
      new Headers(signed(body).headers).get('x-hub-signature-256'),
    )
  })

  test('and is not taken there comes again from WhatsApp, and counts once here', async () => {
    const { world, bot } = await forwarding()
    bot.answers.push((response) => response.writeHead(500).end())
    const refused = await world.askAs(path, signed(body))
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([502, '5'])
    expect((await world.askAs(path, signed(body))).status).toBe(200)
    expect([bot.reached.length, await heard(world)]).toEqual([2, 1])
    expect(world.log.map(({ event, reason }) => [event, reason])).toContainEqual([
      'webhook not forwarded',
      'it answered 500',
    ])
  })

  test('and leads elsewhere from there is not followed', async () => {
    const { world, bot } = await forwarding()
    bot.answers.push((response) => response.writeHead(302, { location: '/other' }).end())
    expect((await world.askAs(path, signed(body))).status).toBe(502)
    expect(bot.reached).toHaveLength(1)
  })

  test('and is never answered there is given up', async () => {
    const { world, bot } = await forwarding(50)
    bot.answers.push(() => undefined)
    expect((await world.askAs(path, signed(body))).status).toBe(502)
    expect(await heard(world)).toBe(1)
  })

  test('and finds nobody there is told so', async () => {
    const { world, bot } = await forwarding()
    await bot.close()
    expect((await world.askAs(path, signed(body))).status).toBe(502)
  })

  test('but is not signed goes nowhere', async () => {
    const { world, bot } = await forwarding()
    expect((await world.askAs(path, signed(body, 'another secret'))).status).toBe(401)
    expect([bot.reached.length, await heard(world)]).toEqual([0, 0])
  })

  test('takes none of our secrets along', async () => {
    const { world, bot } = await forwarding()
    await world.askAs(path, signed(body))
    const told = JSON.stringify(bot.reached.map(({ headers, url }) => [headers, url]))
    for (const secret of Object.values(secrets)) expect(told.includes(secret)).toBe(false)
  })
})

test('an address that is none is refused at once', async () => {
  await expect(worldOf({ options: { forwardWebhooksTo: { url: 'bot.example' } } })).rejects.toThrow(TypeError)
})
