import { outcomeOfFault } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { assertEach } from '../../../core/test/support/check.ts'

const coded = (code: unknown, more: object = {}): Error =>
  Object.assign(new Error('secret words'), { code, ...more })
const fetchFailed = (cause: unknown): Error => new TypeError('fetch failed', { cause })

test.each([
  coded('ECONNREFUSED'),
  coded('ENOTFOUND'),
  coded('EAI_AGAIN'),
  coded('UND_ERR_CONNECT_TIMEOUT'),
  coded('ERR_SOCKET_CONNECTION_TIMEOUT'),
  coded('CERT_HAS_EXPIRED'),
  coded('ERR_TLS_CERT_ALTNAME_INVALID'),
  coded('ETIMEDOUT', { syscall: 'connect' }),
  coded('EHOSTUNREACH', { syscall: 'connect' }),
  coded('EAI_FAIL', { syscall: 'getaddrinfo' }),
  new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH', { syscall: 'connect' })]),
])('before anything was sent: $code $syscall', (cause) => {
  const outcome = { outcome: 'failed', reason: 'no-connection', retryAfter: 1000 }
  expect(outcomeOfFault(fetchFailed(cause))).toEqual(outcome)
  expect(outcomeOfFault(cause)).toEqual(outcome)
})

test.each([
  coded('ECONNRESET'),
  coded('EPIPE'),
  coded('UND_ERR_SOCKET'),
  coded('UND_ERR_HEADERS_TIMEOUT'),
  coded('UND_ERR_BODY_TIMEOUT'),
  coded('ETIMEDOUT'),
  coded('ETIMEDOUT', { syscall: 'read' }),
  coded('EHOSTUNREACH', { syscall: 'write' }),
  coded(20),
  new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')]),
  new AggregateError([]),
  new Error('ECONNREFUSED'),
])('perhaps after it was sent: $code $syscall', (cause) => {
  const outcome = { outcome: 'unknown', reason: 'connection-lost' }
  expect(outcomeOfFault(fetchFailed(cause))).toEqual(outcome)
  expect(outcomeOfFault(cause)).toEqual(outcome)
})

test('the wait grows with the attempt, to a minute', () => {
  const waits = [0, 1, 2, 10, 1e9].map((attempt) => outcomeOfFault(coded('ECONNREFUSED'), attempt))
  expect(waits.map((outcome) => Reflect.get(outcome, 'retryAfter'))).toEqual([
    1000, 2000, 4000, 60_000, 60_000,
  ])
})

test('whatever is thrown is an outcome, and in doubt when it says nothing', () => {
  assertEach(
    fc.property(fc.anything(), (fault) => {
      expect(outcomeOfFault(fault)).toEqual({ outcome: 'unknown', reason: 'connection-lost' })
    }),
    1000,
  )
})

test('a fault that is its own cause ends', () => {
  const fault = new Error('round')
  fault.cause = fault
  expect(outcomeOfFault(fault)).toMatchObject({ outcome: 'unknown' })
  const several = Object.assign(new Error('round'), { errors: [fault] })
  several.errors.push(several)
  expect(outcomeOfFault(several)).toMatchObject({ outcome: 'unknown' })
})
