import { readFile } from 'node:fs/promises'
import type { WebhookRequest } from '@guichet/emulator'
import { afterEach, describe, expect, test } from 'vitest'
import edge from '../../../http/examples/edge.mjs'
import {
  accessToken,
  appSecret,
  customer,
  HOUR,
  verifyToken,
  whatsappWorld,
  type WhatsAppWorld,
  type WorldOptions,
} from '../support/whatsapp-world.ts'

interface Deployed {
  readonly world: WhatsAppWorld
  readonly stored: Map<string, string>
  /** What the function answered to webhooks about messages. */
  readonly answers: readonly unknown[]
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>
  /** Is the function there? */
  readonly door: { isOpen: boolean }
}

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const deployed = async (options: WorldOptions = {}): Promise<Deployed> => {
  const stored = new Map<string, string>()
  const answers: unknown[] = []
  const door = { isOpen: false }
  const places = { graph: '', now: (): number => 0 }
  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    edge.fetch(new Request(`https://edge.example${path}`, init), {
      APP_SECRET: appSecret,
      VERIFY_TOKEN: verifyToken,
      ACCESS_TOKEN: accessToken,
      GRAPH_URL: places.graph,
      now: places.now,
      STORE: {
        get: async (key: string) => stored.get(key) ?? null,
        put: async (key: string, text: string) => void stored.set(key, text),
      },
    })
  const alsoTo = async ({ headers, body }: WebhookRequest): Promise<{ readonly status: number }> => {
    if (!door.isOpen) return { status: 503 }
    const answer = await ask('/webhooks/whatsapp', { method: 'POST', headers, body })
    if (body.includes('"messages":[')) answers.push(...((await answer.json()) as unknown[]))
    return answer
  }
  const world = await whatsappWorld('emulator', { ...options, alsoTo })
  open.push(world.close)
  places.graph = world.whatsappUrl
  places.now = () => world.whatsapp.now()
  door.isOpen = true
  return { world, stored, answers, ask, door }
}

const writes = async ({ world }: Deployed): Promise<void> => {
  world.whatsapp.perform({ do: 'say', customer, text: 'Bonjour' })
  await world.wait(HOUR)
}

const sent = ({ world }: Deployed): readonly unknown[] =>
  world.whatsapp.truth().messages.map(({ summary, fate }) => [summary, fate])

const thanks = ['Thank you! We will be with you in a moment.', 'read']

describe('the rules in a function at the edge', () => {
  test('thank for every message once, however often it comes', async () => {
    const one = await deployed({ faults: { webhookTwice: 1, webhookOvertaken: 0.5 } })
    await writes(one)
    await writes(one)
    expect(sent(one)).toEqual([thanks, thanks])
    expect(one.answers).toEqual(['accepted', 'accepted'])
  })

  test('send nothing when the message comes too late', async () => {
    const one = await deployed()
    one.door.isOpen = false
    await writes(one)
    await one.world.wait(48 * HOUR)
    one.door.isOpen = true
    await one.world.wait(12 * HOUR)
    expect(one.answers).toEqual([expect.stringContaining('the customer service window closed')])
    expect(one.world.reached).toEqual([])
  })

  test('take nothing that WhatsApp did not sign', async () => {
    const one = await deployed()
    await writes(one)
    const kept = new Map(one.stored)
    const webhook = one.world.webhooks.find(({ body }) => body.includes('"messages":['))
    if (webhook === undefined) throw new Error('there is no webhook')
    const { headers } = webhook
    const body = webhook.body.replaceAll(customer, '33639980066')
    for (const init of [{ body, headers }, { body }, { headers }])
      expect((await one.ask('/webhooks/whatsapp', { method: 'POST', ...init })).status).toBe(401)
    expect(one.stored).toEqual(kept)
  })

  test('rather fail than forget what was known', async () => {
    const one = await deployed()
    one.stored.set('state', '{"version":99}')
    const [webhook] = one.world.webhooks
    if (webhook === undefined) throw new Error('there is no webhook')
    const { headers, body } = webhook
    await expect(one.ask('/webhooks/whatsapp', { method: 'POST', headers, body })).rejects.toThrow(
      '$.version: not 1',
    )
    expect(one.stored.get('state')).toBe('{"version":99}')
  })

  test('answer the handshake, and nothing elsewhere', async () => {
    const { ask } = await deployed()
    const query = 'hub.mode=subscribe&hub.challenge=1158&hub.verify_token='
    expect(await (await ask(`/webhooks/whatsapp?${query}${verifyToken}`)).text()).toBe('1158')
    expect((await ask(`/webhooks/whatsapp?${query}another`)).status).toBe(403)
    expect((await ask('/elsewhere')).status).toBe(404)
  })

  test('need nothing of Node that the edge would not have', async () => {
    const source = await readFile(new URL('../../../http/examples/edge.mjs', import.meta.url), 'utf8')
    const imported = [...source.matchAll(/\bfrom '(.+)'|\bimport\('(.+)'\)/g)].map(([, name]) => name)
    expect(imported).toEqual(['@guichet/cloud-api', '@guichet/core'])
    expect(source).not.toMatch(/\b(?:process|Buffer|require)\b/)
  })
})
