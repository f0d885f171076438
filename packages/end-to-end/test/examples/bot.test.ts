import { fileURLToPath } from 'node:url'
import type { WebhookRequest } from '@guichet/emulator'
import { afterEach, describe, expect, test } from 'vitest'
import { startProgram, type RunningProgram } from '../support/running.ts'
import {
  appSecret,
  customer,
  HOUR,
  verifyToken,
  whatsappWorld,
  type Way,
  type WhatsAppWorld,
  type WorldOptions,
} from '../support/whatsapp-world.ts'

const path = fileURLToPath(new URL('../../../http/examples/bot.mjs', import.meta.url))

/** The bot as a process of its own; only two of its settings depend on whom it speaks to. */
interface Shop {
  readonly world: WhatsAppWorld
  readonly url: string
  /** What it said of the messages that it answered. */
  readonly said: readonly string[]
  /** Is it there to take webhooks? WhatsApp tries again for days. */
  readonly door: { isOpen: boolean }
}

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const shop = async (way: Way, options: WorldOptions = {}): Promise<Shop> => {
  const said: string[] = []
  const door = { isOpen: true }
  const bot: { url: string; program: RunningProgram | null } = { url: '', program: null }
  const alsoTo = async ({ headers, body }: WebhookRequest): Promise<{ readonly status: number }> => {
    if (!body.includes('"field":"messages"')) return { status: 200 }
    if (!door.isOpen) return { status: 503 }
    const { status } = await fetch(bot.url, { method: 'POST', headers, body })
    // What it does afterwards is waited for, so that everything has its order.
    if (bot.program !== null && body.includes('"messages":[')) said.push(await bot.program.nextLine())
    return { status }
  }
  const world = await whatsappWorld(way, { ...options, alsoTo })
  open.push(world.close)
  const program = startProgram(path, {
    GRAPH_URL: world.url,
    WHATSAPP_TOKEN: world.token,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
    PORT: '0',
  })
  open.push(program.stop)
  bot.url = await program.nextLine()
  bot.program = program
  return { world, url: bot.url, said, door }
}

const asks = ({ world }: Shop, text: string): void => {
  const done = world.whatsapp.perform({ do: 'say', customer, text })
  if (!done.ok) throw new Error(done.reason)
}

/** What the business sent, and what became of it. */
const sent = ({ world }: Shop): readonly unknown[] =>
  world.whatsapp.truth().messages.map(({ summary, fate, errorCode }) => [summary, fate, errorCode])

const hours = 'We are open from 8 to 19 o’clock.'

describe.each(['emulator', 'gateway'] as const)('a bot that speaks to the %s', (way) => {
  test('answers its customers', async () => {
    const one = await shop(way)
    asks(one, 'Hours')
    await one.world.wait(HOUR)
    asks(one, 'parking?')
    await one.world.wait(HOUR)
    expect(sent(one)).toEqual([
      [hours, 'read', null],
      ['Ask me for “hours” or “delivery”.', 'read', null],
    ])
    expect(one.said).toEqual([
      expect.stringMatching(/^wamid\.\w+ answered with wamid\.\w+$/),
      expect.stringMatching(/^wamid\.\w+ answered with wamid\.\w+$/),
    ])
  })

  test('answers the handshake, and no stranger', async () => {
    const { url } = await shop(way)
    const query = `hub.mode=subscribe&hub.challenge=1158&hub.verify_token=${verifyToken}`
    expect(await (await fetch(`${url}/?${query}`)).text()).toBe('1158')
    expect((await fetch(`${url}/?hub.verify_token=another`)).status).toBe(403)
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401)
  })
})

describe('what the gateway changes for the bot', () => {
  const twice = { faults: { webhookTwice: 1 } }

  test('before: a webhook that comes twice is answered twice', async () => {
    const one = await shop('emulator', twice)
    asks(one, 'hours')
    await one.world.wait(HOUR)
    expect(sent(one)).toEqual([
      [hours, 'read', null],
      [hours, 'read', null],
    ])
  })

  test('after: once', async () => {
    const one = await shop('gateway', twice)
    asks(one, 'hours')
    await one.world.wait(HOUR)
    expect(one.said).toHaveLength(1)
    expect(sent(one)).toEqual([[hours, 'read', null]])
  })

  /** The bot was away for two days while a customer waited. */
  const away = async (way: Way): Promise<Shop> => {
    const one = await shop(way)
    one.door.isOpen = false
    asks(one, 'hours')
    await one.world.wait(48 * HOUR)
    one.door.isOpen = true
    await one.world.wait(12 * HOUR)
    return one
  }

  test('before: an answer that is too late is taken, and fails without a word', async () => {
    const one = await away('emulator')
    expect(one.said).toEqual([expect.stringContaining(' answered with wamid.')])
    expect(sent(one)).toEqual([[hours, 'failed', 131047]])
  })

  test('after: it is refused at once, so that a template goes out instead', async () => {
    const one = await away('gateway')
    expect(one.said).toEqual([expect.stringContaining(' answered with the template wamid.')])
    expect(sent(one)).toEqual([['template hello_world', 'read', null]])
  })
})
