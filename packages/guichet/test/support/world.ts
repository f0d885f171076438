import { emulator, type Emulator, type EmulatorOptions, type WebhookRequest } from '@guichet/emulator'
import { bot, type Bot, type BotOptions } from '../../src/index.ts'

export const accessToken = 'EAAG-the-access-token'
export const appSecret = 'the-app-secret'
export const verifyToken = 'the-verify-token'
export const phoneNumberId = '100000000000001'
export const customer = '33639980001'
export const noon: number = Date.UTC(2026, 9, 20, 12)
export const HOUR = 3_600_000

/** A bot and an emulated WhatsApp that speak to each other without a network, by one clock. */
export interface World {
  readonly whatsapp: Emulator
  readonly bot: Bot
  /** What WhatsApp delivered, and the status with which the bot answered. */
  readonly delivered: { readonly webhook: WebhookRequest; readonly status: number }[]
  readonly say: (text: string) => Promise<void>
  /** What was sent: its summary, and its fate. */
  readonly sent: () => readonly (readonly [summary: string, fate: string])[]
}

export interface WorldInput extends Partial<BotOptions> {
  readonly emulated?: Partial<EmulatorOptions>
  /** The same WhatsApp with a new process of the bot. */
  readonly after?: World
}

export const options = (whatsapp: Emulator): Omit<BotOptions, 'onMessage'> => ({
  accessToken,
  appSecret,
  verifyToken,
  baseUrl: 'https://graph.example',
  graph: { fetch: (url, init) => whatsapp.fetch(new Request(url, init)), now: whatsapp.now },
  surroundings: {
    now: whatsapp.now,
    newId: () => crypto.randomUUID(),
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  },
})

export const worldOf = ({ emulated = {}, ...chosen }: WorldInput = {}): World => {
  const delivered: World['delivered'] = []
  const closed = (): Promise<Response> => Promise.resolve(new Response(null, { status: 503 }))
  const door: { take: (request: Request) => Promise<Response> } = { take: closed }
  const whatsapp = emulator({
    accessToken,
    appSecret,
    start: noon,
    readShare: 1,
    outsideWindow: 'is-refused',
    webhook: 'http://bot.example/webhook',
    deliver: async (webhook) => {
      const { url, headers, body } = webhook
      const { status } = await door.take(new Request(url, { method: 'POST', headers, body }))
      delivered.push({ webhook, status })
      return { status }
    },
    ...emulated,
  })
  const made = bot({ ...options(whatsapp), onMessage: () => undefined, ...chosen })
  // A handler's fault is a server's to answer.
  door.take = (request) => made.fetch(request).catch(() => new Response(null, { status: 500 }))
  return {
    whatsapp,
    bot: made,
    delivered,
    say: async (text) => {
      whatsapp.perform({ do: 'say', customer, text })
      await whatsapp.advance(whatsapp.now() + HOUR / 60)
    },
    sent: () => whatsapp.truth().messages.map(({ summary, fate }) => [summary, fate]),
  }
}
