import { createServer } from 'node:net'
import { dirname } from 'node:path'
import type { WebhookRequest } from '@guichet/emulator'
import { afterEach, describe, expect, test } from 'vitest'
import { programsIn, workshop } from '../support/program.ts'
import { startProgram, type RunningProgram } from '../support/running.ts'
import {
  accessToken,
  appSecret,
  customer,
  phoneNumberId,
  SECOND,
  verifyToken,
  whatsappWorld,
  type WhatsAppWorld,
} from '../support/whatsapp-world.ts'

const programs = await programsIn('guichet/RECIPES.md')
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

interface Deployed {
  readonly world: WhatsAppWorld
  readonly program: RunningProgram
  readonly url: string
}

/** Runs a recipe, beside the bot that all of them use, with what the runner adds. */
const deployed = async (recipe: string, runner: string | null): Promise<Deployed> => {
  const place = { url: '' }
  const alsoTo = async ({ headers, body }: WebhookRequest): Promise<{ readonly status: number }> =>
    place.url === '' ? { status: 503 } : fetch(place.url, { method: 'POST', headers, body })
  // Programs go by the machine's clock, and WhatsApp with them.
  const world = await whatsappWorld('emulator', { start: Date.now(), alsoTo, outsideWindow: 'is-refused' })
  open.push(world.close)
  const folder = await workshop()
  open.push(folder.remove)
  await folder.write('shop.mjs', programs.get('shop.mjs') ?? expect.unreachable())
  const path = await folder.write('recipe.mjs', programs.get(recipe) ?? expect.unreachable())
  const started = runner === null ? path : await folder.write('runner.mjs', runner)
  const port = await freePort()
  const settings = {
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
    WHATSAPP_GRAPH_URL: world.whatsappUrl,
    PORT: String(port),
  }
  const program = startProgram(started, settings, dirname(path))
  open.push(program.stop)
  expect(await program.nextLine()).toBe('listening')
  place.url = `http://127.0.0.1:${port}/webhook`
  return { world, program, url: place.url }
}

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, resolve))
  const address = server.address()
  await new Promise<void>((resolve) => void server.close(() => resolve()))
  return typeof address === 'object' && address !== null ? address.port : expect.unreachable()
}

const served = (fetching: string): string => `
import { serve } from '@hono/node-server'
import * as recipe from './recipe.mjs'
${fetching}
serve({ fetch: answer, port: Number(process.env.PORT) }, () => console.log('listening'))
`
const next = served('const answer = (request) => recipe[request.method](request)')
const lambda = served(`const answer = async (request) => {
  const { pathname, search } = new URL(request.url)
  const text = await request.text()
  const { statusCode, headers, body } = await recipe.handler({
    requestContext: { http: { method: request.method } },
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: Object.fromEntries(request.headers),
    ...(text === '' ? {} : { body: Buffer.from(text).toString('base64'), isBase64Encoded: true }),
  })
  return new Response(body, { status: statusCode, headers })
}`)
const workers = served(`const kept = new Map()
const storage = { get: async (key) => kept.get(key), put: async (key, text) => void kept.set(key, text) }
const SHOP = { idFromName: (name) => name, get: () => new recipe.Shop({ storage }, process.env) }
const answer = (request) => recipe.default.fetch(request, { SHOP })`)

describe('a recipe', () => {
  test.each([
    ['Express', null],
    ['Fastify', null],
    ['Hono', null],
    ['Nest', null],
    ['Next', next],
    ['AWS Lambda', lambda],
    ['Cloudflare Workers', workers],
  ])('%s: answers the handshake and customers, and nobody else', async (recipe, runner) => {
    const { world, url } = await deployed(recipe, runner)
    const handshake = `?hub.mode=subscribe&hub.challenge=1158&hub.verify_token=${verifyToken}`
    expect(await (await fetch(url + handshake)).text()).toBe('1158')
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(url, { method: 'POST', headers, body: '{"entry":[]}' })).status).toBe(401)
    world.whatsapp.perform({ do: 'say', customer, text: 'Bonjour' })
    await world.wait(SECOND)
    expect(world.whatsapp.truth().messages.map(({ summary }) => summary)).toEqual(['You wrote: Bonjour'])
  })
})

/** Serves webhooks, and writes to the customer each time that it is asked to; the client's address is turned. */
const client = `
const graph = 'https://graph.facebook.com'
const { fetch: through } = globalThis
globalThis.fetch = (input, init) => {
  const request = new Request(input, init)
  if (!request.url.startsWith(graph)) return through(request)
  return through(new Request(process.env.WHATSAPP_GRAPH_URL + request.url.slice(graph.length), request))
}
const { write } = await import('./recipe.mjs')
const { shop } = await import('./shop.mjs')
const { serve } = await import('@hono/node-server')
const answer = async (request) =>
  request.url.endsWith('/write')
    ? new Response(String(await write('${phoneNumberId}', '${customer}', 'Hello')))
    : shop.fetch(request)
serve({ fetch: answer, port: Number(process.env.PORT) }, () => console.log('listening'))
`

describe('in front of a client', () => {
  test.each(['whatsapp-api-js', '@kapso/whatsapp-cloud-api', 'A client that takes no fetch'])(
    '%s: nothing leaves outside the window, and all goes within it',
    async (recipe) => {
      const { world, url } = await deployed(recipe, client)
      const write = async (): Promise<string> => (await fetch(`${url}/write`)).text()
      expect(await write()).toBe('131047')
      expect(world.reached.filter((path) => path.endsWith('/messages'))).toEqual([])
      world.whatsapp.perform({ do: 'say', customer, text: 'Bonjour' })
      await world.wait(SECOND)
      expect(await write()).toBe('accepted')
      const summaries = world.whatsapp.truth().messages.map(({ summary }) => summary)
      expect(summaries).toEqual(['You wrote: Bonjour', 'Hello'])
    },
  )
})

test('every program on the page is run', () => {
  expect([...programs.keys()].sort()).toEqual(
    [
      'shop.mjs',
      'Express',
      'Fastify',
      'Hono',
      'Nest',
      'Next',
      'AWS Lambda',
      'Cloudflare Workers',
      'whatsapp-api-js',
      '@kapso/whatsapp-cloud-api',
      'A client that takes no fetch',
    ].sort(),
  )
})
