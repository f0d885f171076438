import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'
import {
  customer,
  inbound,
  secrets,
  signed,
  start,
  textTo,
  webhookOf,
  worldOf,
  type World,
} from './support/world.ts'

let world: World

beforeAll(async () => {
  world = await worldOf({ options: { phoneNumberId: '100' } })
})
afterAll(() => world.close())

const segment = fc.oneof(
  fc.constantFrom(
    'v24.0',
    'messages',
    'marketing_messages',
    'threads',
    '100',
    customer,
    'history',
    'charges',
  ),
  fc.constantFrom(
    'timeline.svg',
    'ask',
    'intents',
    'give-up',
    'metrics',
    'webhooks',
    'whatsapp',
    'openapi.json',
    'board',
  ),
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '%00',
    '%',
    '%ff',
    '\\',
    ';',
    '*',
    '',
    ':version',
    '{v}',
    '__proto__',
  ),
  fc.string({ maxLength: 8 }).map(encodeURIComponent),
)

const query = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '?at=',
    '?at=now',
    '?limit=-1',
    '?limit=9e99',
    '?closing-within=P1Y',
    '?access_token=',
    '?theme=x',
  ),
  fc.string({ maxLength: 8 }).map((text) => `?x=${encodeURIComponent(text)}`),
)

const path = fc
  .tuple(fc.array(segment, { maxLength: 5 }), query)
  .map(([segments, tail]) => `/${segments.join('/')}${tail}`)

const known = JSON.stringify(textTo(customer))

const body = fc.oneof(
  fc.constant(undefined),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
  // A message or a webhook with something else in one of its places.
  fc
    .tuple(fc.constantFrom(known, webhookOf([inbound(customer, start)])), fc.nat(), fc.jsonValue())
    .map(([text, place, value]) => {
      const places = [...text.matchAll(/"[^"]*"(?!:)/g)]
      const at = places[place % places.length]
      return Buffer.from(
        at === undefined
          ? text
          : text.slice(0, at.index) + JSON.stringify(value) + text.slice(at.index + at[0].length),
      )
    }),
)

const request = fc.record({
  path,
  method: fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'BREW'),
  body,
  type: fc.constantFrom(
    undefined,
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'x',
    '',
  ),
  key: fc.constantFrom(undefined, 'k', '', 'é', 'x'.repeat(300)),
})

const initOf = ({
  method,
  body: bytes,
  type,
  key,
}: typeof request extends fc.Arbitrary<infer R> ? R : never) => {
  const headers: Record<string, string> = {}
  if (type !== undefined) headers['content-type'] = type
  if (key !== undefined) headers['idempotency-key'] = key
  return {
    method,
    headers,
    ...(method === 'GET' || method === 'HEAD' || bytes === undefined ? {} : { body: bytes }),
  }
}

test('no request with a key is too much for the gateway', () =>
  holdsLater(
    request,
    async (one) => {
      if (/^\/+events(\?|$)/.test(one.path)) return
      const { status } = await world.ask(one.path, initOf(one))
      expect(status).not.toBe(500)
    },
    400,
  ))

test('no request without a key gets anything, or reaches anybody', () =>
  holdsLater(
    request,
    async (one) => {
      const before = world.graph.reached.length
      const { status, text } = await world.askAs(one.path, initOf(one))
      if (!/webhooks|whatsapp/.test(one.path)) expect(status).toBe(401)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(text).not.toMatch(/guichet_|PLANTED/)
      expect(world.graph.reached).toHaveLength(before)
    },
    400,
  ))

test('no signed webhook is too much for the gateway', () =>
  holdsLater(
    body,
    async (bytes) => {
      const { status } = await world.askAs('/webhooks/whatsapp', signed(bytes ?? Buffer.alloc(0)))
      expect(status).toBe(200)
    },
    400,
  ))

test('and it leaked nothing', () => {
  const log = JSON.stringify(world.log)
  expect(log).not.toMatch(/PLANTED|PRIVATE/)
  expect(world.told.join('\n')).not.toContain('PLANTED')
  expect(JSON.stringify(world.graph.reached.map(({ headers, url }) => ({ headers, url })))).not.toContain(
    secrets.apiKey,
  )
})
