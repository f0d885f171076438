import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { HOUR, MINUTE, type Event } from '@guichet/core'
import type { DispatchOutcome } from '@guichet/runtime'
import { gateway } from '../src/gateway.ts'
import { answerProblems } from './support/contract.ts'
import { memoryMetrics } from './support/memory-metrics.ts'
import { bodyOf, questionWorld, start } from './support/questions.ts'

const key = 'a-key-of-ours'
const customer = '15550100001'

const wrote = (at: number): Event => ({
  type: 'customer-messaged',
  id: `c${at}`,
  at,
  kind: 'text',
  phoneNumberId: '100',
  customer,
})

const served = async () => {
  const world = questionWorld()
  const { fetch, drain } = gateway({
    runtime: world.runtime,
    engine: world.engine,
    surroundings: world.parts.surroundings,
    appSecrets: ['secret'],
    verifyToken: 'token',
    apiKeys: [key],
    phoneNumberId: '100',
    graph: {
      accessToken: 'EAAG',
      fetch: async () => Response.json({ id: '100' }),
    },
    metrics: memoryMetrics(),
    page: new Map([['/', { contentType: 'text/html', body: '<!doctype html>' }]]),
  })
  /** What is wrong with the answer by the document. */
  const problems = async (
    method: 'get' | 'post',
    template: string,
    { path = template, body, headers = {}, authorization = `Bearer ${key}` }: Asked = {},
  ): Promise<readonly string[]> => {
    const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const request = new Request(`http://gateway.test${path}`, {
      method: method.toUpperCase(),
      headers: { authorization, 'content-type': 'application/json', ...headers },
      ...content,
    })
    const response = await fetch(request)
    statuses.push(response.status)
    return answerProblems(method, template, response)
  }
  const statuses: number[] = []
  return { ...world, problems, statuses, drain }
}

interface Asked {
  readonly path?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly authorization?: string
}

const outcomes: readonly (readonly [number, DispatchOutcome])[] = [
  [200, { outcome: 'accepted', wamid: 'wamid.1', customer: { waId: customer } }],
  [400, { outcome: 'refused', code: 131026, message: 'undeliverable', retryAfter: null, raw: metas(131026) }],
  [503, { outcome: 'failed', reason: 'the line is dead', retryAfter: 5000 }],
  [429, { outcome: 'failed', reason: 'too fast', code: 130429, retryAfter: 5000 }],
  [424, { outcome: 'unknown', reason: 'no answer' }],
]

function metas(code: number): object {
  return { message: 'no', type: 'OAuthException', code, fbtrace_id: 'A' }
}

const text = { to: customer, text: 'Bonjour' }
const cloudText = { messaging_product: 'whatsapp', to: customer, type: 'text', text: { body: 'Bonjour' } }
const cloud = { path: '/v23.0/100/messages' }
const cloudTemplate = '/{version}/{phoneNumberId}/messages'

test('sends of the standard API are answered as the document describes, whatever comes of them', async () => {
  const { problems, statuses, answers, runtime } = await served()
  expect(await problems('post', '/messages', { body: text })).toEqual([])
  await runtime.receive(bodyOf([wrote(start - HOUR)]))
  for (const [, outcome] of outcomes) {
    answers.push(async () => outcome)
    expect(await problems('post', '/messages', { body: text })).toEqual([])
  }
  const headers = { 'idempotency-key': 'order-4711' }
  for (const body of [text, text, { ...text, text: 'Au revoir' }])
    expect(await problems('post', '/messages', { body, headers })).toEqual([])
  for (const body of [{}, '{', []]) expect(await problems('post', '/messages', { body })).toEqual([])
  expect(
    await problems('post', '/messages', { body: text, headers: { 'idempotency-key': 'x'.repeat(300) } }),
  ).toEqual([])
  expect(
    await problems('post', '/messages', { body: '<a/>', headers: { 'content-type': 'text/xml' } }),
  ).toEqual([])
  expect(await problems('post', '/messages', { body: text, authorization: 'Bearer nobody' })).toEqual([])
  expect(statuses).toEqual([422, 200, 422, 503, 429, 424, 200, 200, 409, 422, 400, 422, 400, 415, 401])
})

test('sends of the connection API are answered as the document describes, whatever comes of them', async () => {
  const { problems, statuses, answers, runtime } = await served()
  expect(await problems('post', cloudTemplate, { ...cloud, body: cloudText })).toEqual([])
  await runtime.receive(bodyOf([wrote(start - HOUR)]))
  for (const [, outcome] of outcomes) {
    answers.push(async () => outcome)
    expect(await problems('post', cloudTemplate, { ...cloud, body: cloudText })).toEqual([])
  }
  const headers = { 'idempotency-key': 'order-4711' }
  for (const body of [cloudText, { ...cloudText, text: { body: 'Au revoir' } }])
    expect(await problems('post', cloudTemplate, { ...cloud, body, headers })).toEqual([])
  expect(await problems('post', cloudTemplate, { ...cloud, body: '{' })).toEqual([])
  expect(
    await problems('post', cloudTemplate, { ...cloud, body: cloudText, authorization: 'Bearer no' }),
  ).toEqual([])
  expect(statuses).toEqual([400, ...outcomes.map(([status]) => status), 200, 409, 400, 401])
})

test('webhooks, health and the page are answered as the document describes', async () => {
  const { problems, statuses, drain } = await served()
  const webhooks = '/webhooks/whatsapp'
  const body = bodyOf([wrote(start - MINUTE)])
  const signature = `sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`
  expect(await problems('post', webhooks, { body, headers: { 'x-hub-signature-256': signature } })).toEqual(
    [],
  )
  expect(await problems('post', webhooks, { body })).toEqual([])
  for (const token of ['token', 'no']) {
    const path = `${webhooks}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`
    expect(await problems('get', webhooks, { path })).toEqual([])
  }
  for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json', '/', '/threads'])
    expect(await problems('get', path)).toEqual([])
  expect(await problems('get', '/metrics', { authorization: '' })).toEqual([])
  expect(await problems('get', '/board/{file}', { path: '/board/none.js' })).toEqual([])
  await drain()
  expect(await problems('get', '/readyz')).toEqual([])
  expect(await problems('get', '/threads')).toEqual([])
  expect(statuses).toEqual([200, 401, 200, 403, 200, 200, 200, 200, 200, 400, 401, 404, 503, 503])
})

test('a store that fails is told as the document describes', async () => {
  const { problems, statuses, runtime } = await served()
  await runtime.close()
  expect(await problems('get', '/intents')).toEqual([])
  expect(
    await problems('post', '/ask', {
      body: { phoneNumberId: '1', customer: '2', message: { kind: 'service' } },
    }),
  ).toEqual([])
  expect(await problems('post', '/messages', { body: text })).toEqual([])
  expect(await problems('post', cloudTemplate, { ...cloud, body: cloudText })).toEqual([])
  expect(statuses).toEqual([503, 503, 503, 503])
})
