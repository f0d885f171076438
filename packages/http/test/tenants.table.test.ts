import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rightsFor } from '../src/access/rights.ts'
import { document } from '../src/openapi/document.ts'
import type { Method, Operation } from '../src/openapi/types.ts'
import { rights, type Right } from '../src/index.ts'
import { breakOff } from './support/graph-server.ts'
import { memoryMetrics } from './support/memory-metrics.ts'
import {
  bakery,
  entryOf,
  florist,
  keyWith,
  tenantsWorld,
  webhookWith,
  type TenantsWorld,
} from './support/tenants.ts'
import { post, signed, templateTo, textTo } from './support/world.ts'

const customer = '33611111111'
/** Erased on the way, so nothing else asks for this one. */
const erased = '33622222222'
const [number = ''] = bakery.phoneNumbers
const [account = ''] = bakery.accounts

let world: TenantsWorld

beforeAll(async () => {
  world = await tenantsWorld([bakery, florist], memoryMetrics())
  const said = [customer, erased].map((one) => entryOf({ account, number, customer: one }))
  const hook = webhookWith(...said, entryOf({ account, number: null }), {
    id: account,
    changes: [{ field: 'of-the-bakery', value: {} }],
  })
  const request = new Request('http://gateway.test/webhooks/whatsapp', signed(hook, 'bakery-secret'))
  expect((await world.gateway.fetch(request)).status).toBe(200)
  // Something of unknown fate.
  world.graph.answers.push(breakOff)
  const send = post(textTo(customer), { 'idempotency-key': 'key-of-the-bakery' })
  expect((await world.ask(`/v24.0/${number}/messages`, keyWith('bakery', 'every'), send)).status).toBe(424)
})
afterAll(() => world.close())

/** How a key of another tenant, which may do everything, is answered. */
type Elsewhere =
  /** With 403. */
  | 'forbidden'
  /** With what is its own, which is nothing. */
  | 'own'
  /** As everybody. */
  | 'same'

const thread = `/threads/${number}/${customer}`
const question = { phoneNumberId: number, customer, message: { kind: 'service' } }
const giveUp = { phoneNumberId: number, recipient: customer, key: 'another key' }

/** A request for each operation, about what is the bakery's. */
const table: Readonly<Record<string, readonly [path: string, init: () => RequestInit, Elsewhere]>> = {
  sendMessage: ['/messages', () => post({ phoneNumberId: number, to: customer, text: 'x' }), 'forbidden'],
  sendCloudMessage: [`/v24.0/${number}/messages`, () => post(textTo(customer)), 'forbidden'],
  sendMarketingMessage: [
    `/v24.0/${number}/marketing_messages`,
    () => post(templateTo(customer)),
    'forbidden',
  ],
  callCustomer: [
    `/v24.0/${number}/calls`,
    () => post({ messaging_product: 'whatsapp', to: customer, action: 'connect' }),
    'forbidden',
  ],
  ask: ['/ask', () => post(question), 'forbidden'],
  plan: ['/plan', () => post(question), 'forbidden'],
  listThreads: ['/threads?closing-within=PT24H', () => ({}), 'own'],
  readThread: [thread, () => ({}), 'forbidden'],
  readHistory: [`${thread}/history`, () => ({}), 'forbidden'],
  readCharges: [`${thread}/charges`, () => ({}), 'forbidden'],
  drawTimeline: [`${thread}/timeline.svg`, () => ({}), 'forbidden'],
  readSpend: ['/spend', () => ({}), 'own'],
  listIntents: ['/intents', () => ({}), 'own'],
  giveUpIntent: ['/intents/give-up', () => post(giveUp), 'forbidden'],
  listOutbox: ['/outbox', () => ({}), 'own'],
  readOutboxEntry: ['/outbox/1', () => ({}), 'own'],
  cancelOutboxEntry: ['/outbox/1', () => ({ method: 'DELETE' }), 'own'],
  listDeliveries: ['/deliveries', () => ({}), 'own'],
  resendDelivery: ['/deliveries/1/resend', () => ({ method: 'POST' }), 'own'],
  listTemplates: ['/templates', () => ({}), 'own'],
  listPhoneNumbers: ['/phone-numbers', () => ({}), 'own'],
  listFindings: ['/findings', () => ({}), 'own'],
  listUnread: ['/unread', () => ({}), 'own'],
  streamChanges: ['/events', () => ({}), 'own'],
  readMetrics: ['/metrics', () => ({}), 'same'],
  readAuditTrail: ['/audit-trail', () => ({}), 'own'],
  eraseCustomer: ['/erasures', () => post({ customer: erased }), 'own'],
  pruneJournal: ['/prunings', () => post({ before: '2026-10-01T00:00:00Z' }), 'own'],
  readDescription: ['/openapi.json', () => ({}), 'same'],
  readGraph: [`/v24.0/${number}`, () => ({}), 'forbidden'],
  writeGraph: [`/v24.0/${account}/message_templates`, () => post({ name: 'x' }), 'forbidden'],
  deleteGraph: [`/v24.0/${account}/message_templates?name=x`, () => ({ method: 'DELETE' }), 'forbidden'],
  readGraphRoot: [`/v24.0?ids=${number}`, () => ({}), 'forbidden'],
  readFile: ['/media/GRAPH/_media/1', () => ({}), 'same'],
}

const operations = Object.entries(document.paths)
  .flatMap(([path, methods]) =>
    (Object.entries(methods) as readonly (readonly [Method, Operation])[]).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation,
    })),
  )
  .filter(({ operation }) => operation.security?.length !== 0)

const asked = async (id: string, key: string): Promise<Response> => {
  const [path, init] = table[id] ?? ['', () => ({})]
  const { host } = new URL(world.graph.baseUrl)
  return world.ask(path.replace('GRAPH', host), key, init())
}

/** What the answer says at first; a stream does not end. */
const textOf = async (answer: Response): Promise<string> => {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text()
  const reader = answer.body?.getReader()
  const { value } = (await reader?.read()) ?? {}
  await reader?.cancel()
  return Buffer.from(value ?? []).toString()
}

test('the table has every operation that needs a key', () => {
  const names = operations.map(({ operation }) => operation.operationId)
  expect(names.length).toBeGreaterThan(25)
  expect(names.filter((name) => table[name] === undefined)).toEqual([])
})

describe.each(
  operations.map(({ operation, method, path }) => [operation.operationId, method, path] as const),
)('%s, %s %s,', (id, method, path) => {
  const needs = rightsFor(method, (table[id]?.[0] ?? '').replace(/\?.*/, ''))

  test('says in the document what it needs', () => {
    const { operation } = operations.find((one) => one.operation.operationId === id) ?? { operation: null }
    const said = (operation?.security ?? []).flatMap(({ apiKey = [] }) => apiKey)
    expect(needs).not.toBe('every')
    expect(said).toEqual(needs ?? [])
    expect(path).not.toBe('')
  })

  test.each<Right | 'every'>([...rights, 'every'])('with a key that may %s', async (right) => {
    const answer = await asked(id, keyWith('bakery', right))
    const mayDo = needs === null || right === 'every' || needs.includes(right)
    const text = await textOf(answer)
    expect([answer.status === 403, answer.status === 401]).toEqual([!mayDo, false])
    if (!mayDo) {
      expect(text).toContain(`The API key \\"bakery-${right}\\" may not do this: it needs the right`)
      expect(JSON.parse(text)).toMatchObject(
        (table[id]?.[0] ?? '').startsWith('/v24.0')
          ? { error: { code: 10, type: 'OAuthException', guichet: { outcome: 'forbidden' } } }
          : { type: '/problems/forbidden', status: 403 },
      )
    }
  })

  test('with a key of another tenant', async () => {
    const before = world.graph.reached.length
    const answer = await asked(id, keyWith('florist', 'every'))
    const text = await textOf(answer)
    expect(text).not.toMatch(/33611111111|key-of-the-bakery|promo_of_200200|of-the-bakery/)
    const [, , elsewhere] = table[id] ?? []
    expect(answer.status === 403).toBe(elsewhere === 'forbidden')
    if (elsewhere === 'forbidden') {
      expect(text).toContain("none of this API key's tenant")
      expect(world.graph.reached.length).toBe(before)
    }
  })

  test('with no key, or a wrong one', async () => {
    expect((await asked(id, 'no-key-of-anybody')).status).toBe(401)
  })
})
