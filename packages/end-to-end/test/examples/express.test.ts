import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookRequest } from '@guichet/emulator'
import { afterEach, describe, expect, test } from 'vitest'
import { inbox } from '../../../http/examples/express.mjs'
import {
  accessToken,
  appSecret,
  customer,
  HOUR,
  noon,
  phoneNumberId,
  verifyToken,
  whatsappWorld,
  type WhatsAppWorld,
  type WorldOptions,
} from '../support/whatsapp-world.ts'

interface Inbox {
  readonly world: WhatsAppWorld
  readonly url: string
  /** A colleague replies. */
  readonly reply: (body: unknown) => Promise<Replied>
}

interface Replied {
  readonly status: number
  readonly body: { readonly sent?: string; readonly why?: string; readonly windowClosesAt?: string }
}

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const started = async (options: WorldOptions = {}): Promise<Inbox> => {
  let url = ''
  const alsoTo = async ({ headers, body }: WebhookRequest): Promise<{ readonly status: number }> =>
    url === '' ? { status: 503 } : fetch(`${url}/webhooks/whatsapp`, { method: 'POST', headers, body })
  const world = await whatsappWorld('emulator', { ...options, alsoTo })
  open.push(world.close)
  const now = (): number => world.whatsapp.now()
  const app = inbox({ appSecret, verifyToken, accessToken, graphUrl: world.whatsappUrl, now })
  const server: Server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
  return {
    world,
    url,
    reply: async (body) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${url}/replies`, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: answer.status, body: (await answer.json()) as Replied['body'] }
    },
  }
}

const bonjour = { phoneNumberId, customer, text: 'Bonjour' }

const wrote = async ({ world: { whatsapp } }: Inbox): Promise<void> => {
  whatsapp.perform({ do: 'say', customer, text: 'Êtes-vous ouverts ?' })
  await whatsapp.settle()
}

const sent = ({ world }: Inbox): readonly unknown[] =>
  world.whatsapp.truth().messages.map(({ summary, fate }) => [summary, fate])

describe('the rules in an Express app', () => {
  test('let a reply out while the window is open, and tell until when that is', async () => {
    const one = await started()
    await wrote(one)
    expect(await one.reply(bonjour)).toEqual({
      status: 200,
      body: {
        sent: expect.stringMatching(/^wamid\./),
        windowClosesAt: new Date(noon + 24 * HOUR).toISOString(),
      },
    })
    await one.world.wait(HOUR)
    expect(sent(one)).toEqual([['Bonjour', 'read']])
  })

  test('keep a reply back once it has closed, and say why', async () => {
    const one = await started()
    await wrote(one)
    await one.world.wait(24 * HOUR)
    expect(await one.reply(bonjour)).toEqual({
      status: 409,
      body: { why: expect.stringContaining('the customer service window closed') },
    })
    expect(one.world.reached).toEqual([])
    await wrote(one)
    expect(await one.reply(bonjour)).toMatchObject({ status: 200 })
  })

  test('bear webhooks that come late, twice and in another order', async () => {
    const faults = { webhookLate: 0.5, webhookTwice: 0.5, webhookOvertaken: 0.5, statusesSwapped: 0.5 }
    const one = await started({ faults })
    for (const _ of [1, 2, 3]) {
      await wrote(one)
      await one.world.wait(HOUR)
      expect(await one.reply(bonjour)).toMatchObject({ status: 200 })
    }
    await one.world.wait(24 * HOUR)
    expect(await one.reply(bonjour)).toMatchObject({ status: 409 })
  })

  test('believe no webhook that WhatsApp did not sign', async () => {
    const one = await started()
    await wrote(one)
    const webhook = one.world.webhooks.find(({ body }) => body.includes('"messages":['))
    if (webhook === undefined) throw new Error('there is no webhook')
    const forged = webhook.body.replaceAll(customer, '33639980066')
    const take = (body: string, headers: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(`${one.url}/webhooks/whatsapp`, { method: 'POST', headers, body })
    expect((await take(forged, webhook.headers)).status).toBe(401)
    expect((await take(webhook.body, {})).status).toBe(401)
    expect((await take('', webhook.headers)).status).toBe(401)
    expect(await one.reply({ ...bonjour, customer: '33639980066' })).toMatchObject({ status: 409 })
    expect((await take(webhook.body, webhook.headers)).status).toBe(200)
  })

  test.each([{}, { ...bonjour, customer: 1 }, { phoneNumberId, customer }, []])(
    'send nothing for %j',
    async (body) => {
      const one = await started()
      expect(await one.reply(body)).toMatchObject({ status: 400 })
      expect(one.world.reached).toEqual([])
    },
  )

  test('pass on what WhatsApp itself has against a reply', async () => {
    const one = await started({ faults: { unavailable: 1 } })
    await wrote(one)
    expect(await one.reply(bonjour)).toMatchObject({ status: 502 })
  })

  test('answer the handshake of who knows the token', async () => {
    const { url } = await started()
    const ask = (token: string): Promise<Response> =>
      fetch(`${url}/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=%3Cb%3E1158&hub.verify_token=${token}`)
    const answer = await ask(verifyToken)
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual([
      'text/plain; charset=utf-8',
      '<b>1158',
    ])
    expect((await ask('another')).status).toBe(403)
  })
})
