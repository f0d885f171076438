import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memoryStore, storeFailure, type Store } from '@guichet/runtime'
import { breakOff, json } from './support/graph-server.ts'
import {
  customer,
  post,
  secrets,
  signed,
  start,
  templateTo,
  textTo,
  webhookOf,
  inbound,
  worldOf,
  type World,
} from './support/world.ts'

let world: World

beforeEach(async () => {
  world = await worldOf({
    options: {
      page: new Map([
        ['/', { contentType: 'text/html; charset=utf-8', body: '<!doctype html>' }],
        ['/board/board.js', { contentType: 'text/javascript; charset=utf-8', body: 'export {}' }],
      ]),
    },
  })
})
afterEach(() => world.close())

describe('health', () => {
  test('is told to anybody', async () => {
    expect(await world.askAs('/healthz')).toMatchObject({ status: 200, json: { status: 'alive' } })
    expect(await world.askAs('/readyz')).toMatchObject({ status: 200, json: { status: 'ready' } })
  })

  test('is bad without a store', async () => {
    const fails = () => Promise.reject(storeFailure('unavailable', 'postgres://user:SECRET@db'))
    const store: Store = { ...memoryStore(), prove: fails, load: fails }
    const sick = await worldOf({ store })
    const { status, json: body, text } = await sick.askAs('/readyz')
    expect([status, body.type]).toEqual([503, '/problems/store-unavailable'])
    const sent = await sick.ask('/messages', post({ phoneNumberId: '100', to: customer, text: 'x' }))
    expect([sent.status, sent.json.type, sent.headers.get('retry-after')]).toEqual([
      503,
      '/problems/store-unavailable',
      '5',
    ])
    const graph = await sick.ask('/v23.0/100/messages', post(textTo(customer)))
    expect([graph.status, graph.json.error.code]).toEqual([503, 131016])
    expect(text + sent.text + graph.text + JSON.stringify(sick.log)).not.toContain('SECRET')
    expect((await sick.askAs('/healthz')).status).toBe(200)
    await sick.close()
  })
})

describe('metrics', () => {
  test('count requests, webhooks and sends, and name no customer', async () => {
    await world.hear(customer)
    await world.askAs('/webhooks/whatsapp', signed('nonsense'))
    await world.askAs('/webhooks/whatsapp', signed('nonsense', 'wrong'))
    await world.ask('/v23.0/100/messages', post(textTo(customer)))
    await world.ask('/v23.0/100/messages', post(textTo('33639980002')))
    await world.ask('/messages', post({ phoneNumberId: '100', to: customer, text: 'x' }))
    await world.ask(`/threads/100/${customer}`)
    await world.ask('/anything/at/all', { method: 'BREW' })
    const { text, headers } = await world.ask('/metrics')
    expect(headers.get('content-type')).toBe('text/plain; of=memory')
    for (const line of [
      'guichet_http_requests_total{route="POST /webhooks/whatsapp",status="200"} 2',
      'guichet_http_requests_total{route="POST /webhooks/whatsapp",status="401"} 1',
      'guichet_http_requests_total{route="POST /v{N}.{M}/…",status="200"} 1',
      'guichet_http_requests_total{route="POST /v{N}.{M}/…",status="400"} 1',
      'guichet_http_requests_total{route="other no such path",status="404"} 1',
      'guichet_webhook_events_total{outcome="absorbed"} 1',
      'guichet_webhook_events_total{outcome="unread"} 1',
      'guichet_webhook_durable_seconds_count 2',
      'guichet_sends_total{api="connection",outcome="accepted"} 1',
      'guichet_sends_total{api="connection",outcome="refused-by-rule"} 1',
      'guichet_sends_total{api="standard",outcome="accepted"} 1',
      'guichet_open_intents 0',
    ])
      expect(text.split('\n')).toContain(line)
    expect(text).not.toContain(customer)
  })

  test('say what waits in queues, how long, and what was given up', async () => {
    const forwardWebhooksTo = { url: 'http://127.0.0.1:9/bot', timeout: 50 }
    const other = await worldOf({ options: { forwardWebhooksTo, phoneNumberId: '100' } })
    const lines = async (): Promise<readonly string[]> =>
      (await other.ask('/metrics')).text.split('\n').filter((line) => /^guichet_(forward|outbox)_/.test(line))
    expect((await lines()).filter((line) => !line.endsWith(' 0'))).toEqual([])
    expect(await lines()).toHaveLength(5)
    await other.hear(customer)
    await other.ask('/messages', post({ to: '33639980002', text: 'x', when: 'open' }))
    other.clock.now += 90_000
    for (;;) {
      const now = await lines()
      for (const line of ['forward_waiting 1', 'forward_oldest_seconds 90', 'outbox_waiting 1'])
        expect(now).toContain(`guichet_${line}`)
      const list = JSON.parse((await other.ask('/deliveries')).text) as { deliveries: { attempts: number }[] }
      if ((list.deliveries[0]?.attempts ?? 0) > 0) break
      await new Promise((resolve) => setImmediate(resolve))
    }
    other.clock.now += 3 * 86_400_000
    while (!(await lines()).includes('guichet_forward_dead 1'))
      await new Promise((resolve) => setImmediate(resolve))
    expect(await lines()).toContain('guichet_forward_waiting 0')
    await other.close()
  })

  test('of two gateways are apart', async () => {
    const other = await worldOf()
    await world.hear(customer)
    expect((await other.ask('/metrics')).text).toContain('guichet_webhook_durable_seconds_count 0')
    await other.close()
  })

  test('are not found where nothing counts, and the rest works', async () => {
    const other = await worldOf({ counts: false })
    await other.hear(customer)
    expect(await other.ask('/metrics')).toMatchObject({ status: 404, json: { type: '/problems/not-found' } })
    await other.close()
  })
})

describe('the log', () => {
  test('has a line for each request, under the name that the answer bears', async () => {
    const { headers } = await world.ask('/v23.0/100/messages', post(textTo(customer)))
    const [line] = world.log
    expect(line).toMatchObject({
      level: 'info',
      event: 'request',
      at: start,
      route: 'POST /v{N}.{M}/…',
      status: 400,
    })
    expect(headers.get('x-request-id')).toBe(line?.['requestId'])
  })

  test('tells what became of a send, from which number, under which key, and Meta’s code', async () => {
    const key = createHash('sha256').update(secrets.apiKey).digest('hex').slice(0, 8)
    const line = async (asked: Promise<unknown>) => {
      await asked
      return world.log.at(-1)
    }
    const way = '/v23.0/100/messages'
    const sent = { key, phoneNumberId: '100' }
    expect(await line(world.ask(way, post(textTo(customer))))).toMatchObject({
      ...sent,
      outcome: 'refused-by-rule',
      reasons: 'service-window-closed',
      code: 131047,
    })
    const both = post({ phoneNumberId: '100', to: customer, text: 'x' })
    expect(await line(world.ask('/messages', both))).toMatchObject({
      ...sent,
      outcome: 'refused-by-rule',
      reasons: 'service-window-closed',
      problem: 'refused-by-rule',
    })
    await world.hear(customer)
    expect(await line(world.ask(way, post(textTo(customer))))).toMatchObject({
      ...sent,
      outcome: 'accepted',
      wamid: 'wamid.1',
    })
    world.graph.answers.push(
      json(400, { error: { code: 131026, message: 'no', type: 'OAuthException' } }),
      breakOff,
    )
    expect(await line(world.ask(way, post(textTo(customer))))).toMatchObject({
      outcome: 'refused-by-whatsapp',
      code: 131026,
    })
    expect(await line(world.ask(way, post(textTo(customer))))).toMatchObject({
      outcome: 'unknown',
      code: 135000,
    })
    expect(await line(world.ask('/v23.0/7'))).toMatchObject({ key, outcome: 'passed-on', status: 200 })
    expect(await line(world.ask('/v23.0/7?batch=[]'))).toMatchObject({ outcome: 'not-passed-on', code: 100 })
    expect(await line(world.ask(`/v23.0/7?x=${secrets.apiKey}`))).toMatchObject({ outcome: 'not-passed-on' })
    expect(await line(world.askAs('/v23.0/7'))).toMatchObject({ status: 401, code: 190 })
    expect(await line(world.ask('/nothing'))).toMatchObject({ key, problem: 'not-found' })
    expect(JSON.stringify(world.log)).not.toMatch(new RegExp(`PLANTED|PRIVATE|${customer}`))
  })

  test('does not repeat what a caller writes in the place of a phone number id', async () => {
    await world.ask(`/v23.0/FR.${customer}/messages`, post(templateTo(customer)))
    await world.ask('/v23.0/PRIVATE/messages', post(templateTo(customer)))
    await world.ask('/messages', post({ phoneNumberId: 'PRIVATE', to: customer, text: 'x' }))
    expect(JSON.stringify(world.log)).not.toMatch(new RegExp(`PRIVATE|${customer}`))
  })

  test('has probes at debug, for machines ask for them every few seconds', async () => {
    for (const probe of ['/healthz', '/readyz', '/metrics']) await world.ask(probe)
    await world.ask('/threads?closing-within=PT1H')
    expect(world.log.map(({ level }) => level)).toEqual(['debug', 'debug', 'debug', 'info'])
  })
})

describe('a path', () => {
  test('that is none is a problem', async () => {
    expect(await world.ask('/nothing')).toMatchObject({
      status: 404,
      json: { type: '/problems/not-found', status: 404 },
    })
  })

  test.each([
    ['DELETE', '/messages', 'POST'],
    ['POST', '/healthz', 'GET'],
    ['POST', '/', 'GET'],
  ])('has its methods: %s %s', async (method, path, allow) => {
    const { status, headers, json: body } = await world.ask(path, { method })
    expect([status, headers.get('allow'), body.type]).toEqual([405, allow, '/problems/method-not-allowed'])
    expect(headers.get('content-type')).toBe('application/problem+json')
  })
})

describe('the page', () => {
  test('comes with headers that let nothing else in', async () => {
    const { text, headers } = await world.askAs('/')
    expect(text).toBe('<!doctype html>')
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    })
    expect((await world.askAs('/board/board.js')).headers.get('content-type')).toBe(
      'text/javascript; charset=utf-8',
    )
    expect((await world.askAs('/board/other.js')).status).toBe(401)
    expect((await world.ask('/board/other.js')).status).toBe(404)
  })
})

describe('draining', () => {
  test('finishes what runs and takes nothing new', async () => {
    await world.hear(customer)
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      world.graph.answers.push((response, request) => {
        release = () => json(200, { messages: [{ id: 'wamid.slow' }] })(response, request)
        resolve()
      })
    })
    const running = world.ask('/v23.0/100/messages', post(textTo(customer)))
    await held
    let isDrained = false
    const drained = Promise.all([world.gateway.drain(), world.gateway.drain()]).then(() => (isDrained = true))
    const webhook = await world.askAs(
      '/webhooks/whatsapp',
      signed(webhookOf([inbound('33639980009', start)])),
    )
    expect([webhook.status, webhook.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await world.ask('/v23.0/100/messages', post(textTo(customer)))).status).toBe(503)
    expect((await world.askAs('/readyz')).status).toBe(503)
    expect((await world.askAs('/healthz')).status).toBe(200)
    expect((await world.ask('/metrics')).status).toBe(200)
    expect(isDrained).toBe(false)
    release()
    expect((await running).status).toBe(200)
    await drained
    expect(await world.runtime.find({ phoneNumberId: '100', customer: '33639980009' })).toBeNull()
  })

  test('is done at once where nothing runs, also twice', async () => {
    await world.gateway.drain()
    await world.gateway.drain()
  })

  test('ends streams that would go on for ever', async () => {
    const headers = { authorization: `Bearer ${(await import('./support/world.ts')).secrets.apiKey}` }
    const { body } = await world.gateway.fetch(new Request('http://gateway.test/events', { headers }))
    const reader = body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toContain('ready')
    await world.gateway.drain()
    for (;;) if ((await reader?.read())?.done !== false) break
  })
})
