import { type HandshakeQuery, answerHandshake } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { assertEach } from '../../core/test/support/check.ts'

const TOKEN = 'my verify token'
const good = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': TOKEN }
const contentType = 'text/plain; charset=utf-8'
const refused = { status: 403, contentType, body: 'Forbidden' }

test.each<[string, HandshakeQuery]>([
  ['a web-standard query', new URLSearchParams(good)],
  ['a record', good],
])('%s: the challenge comes back (HOOK-5)', (_, query) => {
  expect(answerHandshake(query, TOKEN)).toEqual({ status: 200, contentType, body: '1158201444' })
})

test.each<[string, HandshakeQuery]>([
  ['another token', { ...good, 'hub.verify_token': 'another' }],
  ['a token that begins the same', { ...good, 'hub.verify_token': TOKEN.slice(0, -1) }],
  ['a longer token', { ...good, 'hub.verify_token': `${TOKEN}x` }],
  ['an empty token', { ...good, 'hub.verify_token': '' }],
  ['no token', { ...good, 'hub.verify_token': undefined }],
  ['another mode', { ...good, 'hub.mode': 'unsubscribe' }],
  ['no mode', { ...good, 'hub.mode': undefined }],
  ['no challenge', { ...good, 'hub.challenge': undefined }],
  ['an empty challenge', { ...good, 'hub.challenge': '' }],
  ['nothing', {}],
  ['two tokens', { ...good, 'hub.verify_token': [TOKEN, TOKEN] }],
  ['two challenges', { ...good, 'hub.challenge': ['1', '2'] }],
  ['two tokens in the query', new URLSearchParams([...Object.entries(good), ['hub.verify_token', 'x']])],
  ['two challenges in the query', new URLSearchParams([...Object.entries(good), ['hub.challenge', 'x']])],
  ['two modes in the query', new URLSearchParams([...Object.entries(good), ['hub.mode', 'x']])],
  ['inherited parameters', Object.create(good)],
])('%s: refused, and nothing of the request comes back', (_, query) => {
  expect(answerHandshake(query, TOKEN)).toEqual(refused)
})

test('our own token is empty: everybody is refused', () => {
  expect(answerHandshake({ ...good, 'hub.verify_token': '' }, '')).toEqual(refused)
  expect(answerHandshake(good, '')).toEqual(refused)
})

test('markup in the challenge goes out as plain text, unchanged', () => {
  const challenge = '<script>alert(1)</script>'
  expect(answerHandshake({ ...good, 'hub.challenge': challenge }, TOKEN)).toEqual({
    status: 200,
    contentType,
    body: challenge,
  })
})

test('only the right token opens, whatever else is asked', () => {
  assertEach(
    fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (mode, token, challenge) => {
      const { status } = answerHandshake(
        { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge },
        TOKEN,
      )
      expect(status).toBe(token === TOKEN && mode === 'subscribe' ? 200 : 403)
    }),
  )
})
