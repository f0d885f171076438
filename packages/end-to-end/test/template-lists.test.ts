import { randomUUID } from 'node:crypto'
import { graphClient, readWebhookText } from '@guichet/cloud-api'
import { engine as engineOf } from '@guichet/core'
import { emulator, type Emulator, type Faults } from '@guichet/emulator'
import { gateway, type LogEntry } from '@guichet/http'
import { memoryStore, runtime } from '@guichet/runtime'
import { afterEach, describe, expect, test } from 'vitest'
import { bell, type Bell } from '../../http/test/support/bell.ts'
import { served } from './support/served.ts'

const accessToken = 'EAAG-PLANTED|7'
const appSecret = 'the-app-secret'
const apiKey = 'the-api-key'
const account = '900000000000001'
const phoneNumberId = '100000000000001'
const customer = '33639980001'
const noon = Date.UTC(2026, 9, 20, 12)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const template = (
  name: string,
  category: string,
): { name: string; language: string; category: string; text: string } => ({
  name,
  language: 'en',
  category,
  text: 'Hello.',
})

/** An emulated WhatsApp on a port, which has sent no webhook yet, and before it a gateway with a fresh store on another. */
interface World {
  readonly whatsapp: Emulator
  readonly bell: Bell
  readonly log: readonly LogEntry[]
  /** How often a page of the list was asked for. */
  readonly pagesAsked: () => number
  readonly get: (path: string) => Promise<Record<string, never>>
  readonly send: (name: string) => Promise<{ readonly status: number; readonly code: number | null }>
  /** Lets time go by, delivers the webhooks of it, and looks whether lists are due. */
  readonly pass: (time: number) => Promise<void>
  readonly close: () => Promise<void>
}

const open: World[] = []

afterEach(async () => {
  for (const { close } of open.splice(0)) await close()
})

const worldOf = async (token = accessToken): Promise<World> => {
  let webhookUrl: string | null = null
  const whatsapp = emulator({
    accessToken,
    appSecret,
    start: noon,
    templates: [template('order_confirmation', 'UTILITY'), template('autumn_sale', 'MARKETING')],
    webhook: 'http://webhook.example/',
    deliver: async ({ headers, body }) => ({
      status: webhookUrl === null ? 200 : (await fetch(webhookUrl, { method: 'POST', headers, body })).status,
    }),
  })
  // The webhooks about the first templates came before the gateway started.
  await whatsapp.settle()
  let pages = 0
  const graph = await served((request) => {
    if (request.method === 'GET' && request.url.includes('/message_templates')) pages++
    return whatsapp.fetch(request)
  })
  const ringing = bell()
  const log: LogEntry[] = []
  const surroundings = {
    now: () => whatsapp.now(),
    newId: () => randomUUID(),
    nextTurn: () => new Promise<void>((resolve) => setImmediate(resolve)),
  }
  const engine = engineOf()
  const transport = graphClient({ accessToken: token, baseUrl: graph.url, now: surroundings.now })
  const bound = runtime({ engine, store: memoryStore(), read: readWebhookText, transport, surroundings })
  const underWay = new Set<Promise<unknown>>()
  const made = gateway({
    runtime: bound,
    engine,
    graph: { accessToken: token, baseUrl: graph.url },
    templates: {
      timer: ringing.timer,
      readList: (wanted) => {
        const reading = transport.readTemplates(wanted).finally(() => underWay.delete(reading))
        underWay.add(reading)
        return reading
      },
    },
    appSecrets: [appSecret],
    verifyToken: 'the-verify-token',
    apiKeys: [apiKey],
    surroundings,
    log: (entry) => log.push(entry),
  })
  const front = await served(made.fetch)
  webhookUrl = `${front.url}/webhooks/whatsapp`
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const world: World = {
    whatsapp,
    bell: ringing,
    log,
    pagesAsked: () => pages,
    get: async (path) =>
      (await fetch(front.url + path, { headers })).json() as Promise<Record<string, never>>,
    send: async (name) => {
      const message = {
        messaging_product: 'whatsapp',
        to: customer,
        type: 'template',
        template: { name, language: { code: 'en' } },
      }
      const answer = await fetch(`${front.url}/v24.0/${phoneNumberId}/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify(message),
      })
      const body = (await answer.json()) as { readonly error?: { readonly code: number } }
      return { status: answer.status, code: body.error?.code ?? null }
    },
    pass: async (time) => {
      await whatsapp.advance(whatsapp.now() + time)
      await whatsapp.settle()
      await ringing.ring(1_000)
      // What follows from a reading is done when the next look is set.
      while (underWay.size > 0) await Promise.all(underWay)
      await ringing.ring(0)
    },
    close: async () => {
      await made.drain()
      await front.close()
      await graph.close()
      await bound.close()
    },
  }
  open.push(world)
  return world
}

const setStatus = async ({ whatsapp }: World, name: string, status: string): Promise<void> => {
  whatsapp.perform({ do: 'set-template-status', name, language: 'en', status })
  await whatsapp.settle()
}

const listsOf = async ({ get }: World): Promise<unknown> => (await get('/templates'))['lists']

const fine = { status: 200, code: null }

test('a webhook about one template makes no other one unknown, on a fresh store', async () => {
  const world = await worldOf()
  expect(await world.send('order_confirmation')).toEqual(fine)
  await setStatus(world, 'autumn_sale', 'PAUSED')
  // Nobody has read the list yet: only what the webhook speaks against is refused.
  expect(await world.send('order_confirmation')).toEqual(fine)
  expect(await world.send('autumn_sale')).toEqual({ status: 400, code: 132015 })
  // Two messages to one customer are paid off after twelve seconds (LIM-25).
  await world.pass(12_000)
  expect(await listsOf(world)).toMatchObject([{ account, complete: true, failure: null }])
  expect(await world.send('order_confirmation')).toEqual(fine)
  expect(await world.send('autumn_sale')).toEqual({ status: 400, code: 132015 })
})

test('a template that is not in the complete list is refused here, once the list was read again', async () => {
  const world = await worldOf()
  await setStatus(world, 'autumn_sale', 'PAUSED')
  await world.pass(10_000)
  await world.pass(2 * MINUTE)
  const before = world.pagesAsked()
  expect(await world.send('no_such_template')).toEqual({ status: 404, code: 132001 })
  expect(await world.send('no_such_template')).toEqual({ status: 404, code: 132001 })
  expect(world.pagesAsked()).toBe(before + 1)
  expect(world.whatsapp.truth().messages).toEqual([])
})

test('a template that was created since passes, though no webhook named it', async () => {
  const world = await worldOf()
  await setStatus(world, 'autumn_sale', 'PAUSED')
  await world.pass(10_000)
  // The webhook of its approval is lost for a while.
  world.whatsapp.setFaults({ webhookLost: 1 })
  const made = {
    name: 'new_one',
    language: 'en',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'New.' }],
  }
  await world.whatsapp.fetch(
    new Request(`http://graph.example/v24.0/${account}/message_templates`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}` },
      body: JSON.stringify(made),
    }),
  )
  await world.whatsapp.advance(world.whatsapp.now() + 90_000)
  expect(await world.send('new_one')).toEqual(fine)
})

describe('a list that cannot be read blocks nothing and is seen', () => {
  test.each<readonly [string, Partial<Faults>, string]>([
    ['a fault of WhatsApp', { templatesUnavailable: 1 }, 'a fault inside WhatsApp'],
    ['garbage', { templatesGarbled: 1 }, 'the answer cannot be read'],
    ['pages without an end', { templatesEndless: 1 }, 'the list has too many pages'],
  ])('%s', async (_, faults, words) => {
    const world = await worldOf()
    world.whatsapp.setFaults(faults)
    await setStatus(world, 'autumn_sale', 'PAUSED')
    await world.pass(10_000)
    expect(await listsOf(world)).toMatchObject([
      { account, complete: false, failure: { detail: expect.stringContaining(words) } },
    ])
    expect(await world.send('order_confirmation')).toEqual(fine)
    // WhatsApp itself says that there is none.
    expect(await world.send('no_such_template')).toEqual({ status: 404, code: 132001 })
    expect(world.log.map(({ event }) => event)).toContain('templates not listed')
    world.whatsapp.setFaults({ templatesUnavailable: 0, templatesGarbled: 0, templatesEndless: 0 })
    await world.pass(MINUTE)
    expect(await listsOf(world)).toMatchObject([{ complete: true, failure: null }])
  })

  test('a token that WhatsApp does not take; it is shown nowhere', async () => {
    const token = 'EAAG-WRONG|8'
    const world = await worldOf(token)
    await setStatus(world, 'autumn_sale', 'PAUSED')
    await world.pass(10_000)
    const lists = await listsOf(world)
    expect(lists).toMatchObject([
      { complete: false, failure: { outcome: 'refused', status: 401, code: 190 } },
    ])
    expect(JSON.stringify([lists, world.log])).not.toContain(token)
  })
})

test('three hours later it is read again, and what changed unheard is known', async () => {
  const world = await worldOf()
  await setStatus(world, 'autumn_sale', 'PAUSED')
  await world.pass(10_000)
  world.whatsapp.setFaults({ webhookLost: 1 })
  world.whatsapp.perform({
    do: 'set-template-status',
    name: 'order_confirmation',
    language: 'en',
    status: 'DISABLED',
  })
  const before = world.pagesAsked()
  await world.bell.ring(1_000)
  expect(world.pagesAsked()).toBe(before)
  await world.whatsapp.advance(world.whatsapp.now() + 3 * HOUR)
  await world.pass(0)
  expect(world.pagesAsked()).toBeGreaterThan(before)
  expect(await world.send('order_confirmation')).toEqual({ status: 400, code: 132016 })
})

test('a list that a client reads through the gateway, page by page, is known', async () => {
  const world = await worldOf()
  const path = `/v24.0/${account}/message_templates?limit=1`
  const first = (await world.get(path)) as {
    readonly paging?: { readonly cursors: { readonly after: string } }
  }
  await world.get(`${path}&after=${first.paging?.cursors.after}`)
  await world.bell.ring(0)
  expect(await listsOf(world)).toMatchObject([{ account, complete: true }])
  const { templates } = await world.get('/templates')
  expect(templates).toMatchObject([
    { name: 'autumn_sale' },
    { name: 'order_confirmation', status: 'APPROVED' },
  ])
})
