import { DAY } from '@guichet/core'
import { errorCode, errorTable, outcomeOfAnswer } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertEach } from '../../../core/test/support/check.ts'
import { wound, wounded } from '../mutations.ts'

const accepted = {
  messaging_product: 'whatsapp',
  contacts: [{ input: '+33 6', wa_id: '33639980001', user_id: 'FR.1' }],
  messages: [{ id: 'wamid.1', message_status: 'accepted' }],
}
const error = (code: unknown, more: object = {}): object => ({
  error: { message: `(#${String(code)}) x`, type: 'OAuthException', code, fbtrace_id: 'A1', ...more },
})
const codes = errorTable.flatMap(({ first, last }) => (first === last ? [first] : [first, last]))

const anyStatus = fc.oneof(
  fc.integer({ min: 100, max: 599 }),
  fc.constantFrom(0, 200, 400, 429, 500, 503),
  fc.integer(),
)
const anyBody = fc.oneof(
  fc.anything({ withNullPrototype: true }),
  fc.jsonValue(),
  fc.constantFrom(...codes, 5, 999_999, '131047', 1.5, null).map((code) => error(code)),
  fc.constantFrom(accepted, { success: true }, { ...accepted, ...error(100) }),
  fc
    .tuple(fc.constantFrom<object>(accepted, error(131056), error(1)), fc.array(wound, { maxLength: 3 }))
    .map(([body, wounds]) => wounded(body, wounds)),
)

/** The wamid in a body, found without any help of the code under test. */
const wamidIn = (body: unknown): unknown =>
  Reflect.get(Object(Reflect.get(Object(Reflect.get(Object(body), 'messages')), 0)), 'id')
const codeIn = (body: unknown): unknown => Reflect.get(Object(Reflect.get(Object(body), 'error')), 'code')

describe('total and careful: of any status and any body', () => {
  test('becomes one of four outcomes, and none that says more than was answered', () => {
    assertEach(
      fc.property(anyStatus, anyBody, fc.nat({ max: 20 }), (status, body, attempt) => {
        const outcome = outcomeOfAnswer({ status, body }, attempt)
        switch (outcome.outcome) {
          case 'accepted':
            expect(status).toBeGreaterThanOrEqual(200)
            expect(status).toBeLessThan(300)
            expect(outcome.wamid).not.toBe('')
            expect(outcome.wamid).toBe(wamidIn(body))
            expect(codeIn(body)).toBeUndefined()
            break
          case 'refused':
          case 'failed':
            expect(status).toBeGreaterThanOrEqual(400)
            expect(String(outcome.code)).toBe(String(codeIn(body)))
            expect(errorCode(Number(outcome.code)).sent).not.toBe('in-doubt')
            if (status >= 500) expect(errorCode(Number(outcome.code)).sent).toBe('nothing')
            break
          case 'unknown':
            break
          default:
            expect.unreachable()
        }
      }),
      5000,
    )
  })

  test('fails with a wait only by a code that asks for one', () => {
    assertEach(
      fc.property(anyStatus, anyBody, fc.nat({ max: 20 }), (status, body, attempt) => {
        const outcome = outcomeOfAnswer({ status, body }, attempt)
        if (outcome.outcome !== 'failed') return
        expect(errorCode(Number(outcome.code)).retry).toMatchObject({ kind: 'back-off' })
        expect(errorCode(Number(outcome.code)).sent).toBe('nothing')
      }),
      5000,
    )
  })
})

/** What the table of outcomes in the README says. */
const expectedOf = (code: number, status: number): string => {
  const { sent, retry } = errorCode(code)
  if (sent === 'in-doubt' || (sent === 'by-status' && status >= 500)) return 'unknown'
  return typeof retry !== 'string' && retry.kind === 'back-off' ? 'failed' : 'refused'
}

test.each([...codes, 5, 999_999].map((code) => [code, errorCode(code).meaning] as const))(
  'code %i: %s',
  (code) => {
    for (const status of [400, 401, 404, 429, 500, 503])
      expect([status, outcomeOfAnswer({ status, body: error(code) }).outcome]).toEqual([
        status,
        expectedOf(code, status),
      ])
    for (const status of [0, 200, 204, 302, 600])
      expect(outcomeOfAnswer({ status, body: error(code) })).toMatchObject({ outcome: 'unknown', code })
  },
)

test.each<readonly [string, number, unknown, object]>([
  ['success', 200, accepted, { outcome: 'accepted', wamid: 'wamid.1' }],
  ['success of another kind', 202, accepted, { outcome: 'accepted', wamid: 'wamid.1' }],
  ['success without a wamid', 200, { success: true }, { outcome: 'unknown', reason: 'answer-unreadable' }],
  ['success with an empty wamid', 200, { messages: [{ id: '' }] }, { outcome: 'unknown' }],
  ['success with a number for a wamid', 200, { messages: [{ id: 5 }] }, { outcome: 'unknown' }],
  [
    'success with an error',
    200,
    error(131047),
    { outcome: 'unknown', reason: 'contradiction', code: 131047 },
  ],
  [
    'an error with a wamid',
    400,
    { ...accepted, ...error(100) },
    { outcome: 'unknown', reason: 'contradiction' },
  ],
  ['a wamid with the status of an error', 500, accepted, { outcome: 'unknown', reason: 'contradiction' }],
  [
    'a wamid with an error without a code',
    200,
    { ...accepted, error: { message: 'x' } },
    { outcome: 'unknown', reason: 'contradiction' },
  ],
  ['a wamid with no error, in so many words', 200, { ...accepted, error: null }, { outcome: 'accepted' }],
  ['no body', 200, undefined, { outcome: 'unknown', reason: 'answer-unreadable' }],
  ['a redirect', 307, error(131047), { outcome: 'unknown', reason: 'redirected', status: 307 }],
  ['outside the window', 400, error(131047), { outcome: 'refused', code: 131047, retryAfter: null }],
  ['a pair that writes too fast', 400, error(131056), { outcome: 'failed', code: 131056, retryAfter: 1000 }],
  ['too many calls', 429, error(80007), { outcome: 'failed', reason: 'throttled', code: 80007 }],
  ['maintenance', 500, error(131057), { outcome: 'failed', code: 131057 }],
  ['too many, without a word of Meta', 429, { error: 'slow down' }, { outcome: 'unknown' }],
  ['a marketing cap', 400, error(131049), { outcome: 'refused', code: 131049, retryAfter: DAY }],
  ['an unknown error', 500, error(131000), { outcome: 'unknown', reason: 'server-fault', code: 131000 }],
  ['an unknown error as 400', 400, error(131000), { outcome: 'unknown', reason: 'server-fault' }],
  ['a new code', 400, error(139999), { outcome: 'refused', code: 139999, retryAfter: null }],
  ['a new code, passing', 400, error(139999, { is_transient: true }), { outcome: 'unknown', code: 139999 }],
  ['a new code as 500', 500, error(139999), { outcome: 'unknown', reason: 'server-fault', code: 139999 }],
  ['a code as text', 400, error('131047'), { outcome: 'refused', code: 131047 }],
  ['a code that is none', 400, error('gone'), { outcome: 'unknown', reason: 'answer-unreadable' }],
  ['a bad gateway', 502, undefined, { outcome: 'unknown', reason: 'answer-unreadable', status: 502 }],
])('%s', (_, status, body, expected) => {
  expect(outcomeOfAnswer({ status, body })).toMatchObject(expected)
})

test('what was accepted, whole', () => {
  expect(outcomeOfAnswer({ status: 200, body: accepted })).toEqual({
    outcome: 'accepted',
    wamid: 'wamid.1',
    customer: { waId: '33639980001', userId: 'FR.1' },
    messageStatus: 'accepted',
  })
  expect(outcomeOfAnswer({ status: 200, body: { messages: [{ id: 'wamid.1' }] } })).toEqual({
    outcome: 'accepted',
    wamid: 'wamid.1',
    customer: {},
  })
})

test('what was refused, whole', () => {
  const body = error(132001, {
    error_subcode: 2494073,
    error_data: { messaging_product: 'whatsapp', details: 'no rappel in fr' },
  })
  expect(outcomeOfAnswer({ status: 404, body })).toEqual({
    outcome: 'refused',
    status: 404,
    code: 132001,
    subcode: 2494073,
    message: '(#132001) x',
    details: 'no rappel in fr',
    trace: 'A1',
    fault: 'message',
    freesKey: false,
    retryAfter: null,
    raw: Reflect.get(body, 'error'),
  })
})

test('the wait grows with the attempt', () => {
  const waits = [0, 1, 2].map((attempt) => outcomeOfAnswer({ status: 400, body: error(131056) }, attempt))
  expect(waits).toMatchObject([{ retryAfter: 1000 }, { retryAfter: 4000 }, { retryAfter: 16_000 }])
})

test.each<readonly [number, number, boolean, string]>([
  [190, 401, true, 'access'],
  [10, 403, true, 'access'],
  [131031, 403, true, 'account'],
  [131026, 401, false, 'message'],
  [131047, 400, false, 'message'],
  // Not known today: the status tells of a missing right.
  [999_999, 401, true, 'access'],
  [999_999, 403, true, 'access'],
  [999_999, 400, false, 'unknown'],
  [999_999, 404, false, 'unknown'],
])('code %i with %i frees the key: %s (%s)', (code, status, freesKey, fault) => {
  expect(outcomeOfAnswer({ status, body: error(code) })).toMatchObject({
    outcome: 'refused',
    freesKey,
    fault,
  })
})

describe('what Retry-After asks for', () => {
  const wait = (code: number, retryAfter: number | null, status = 400): unknown =>
    Reflect.get(outcomeOfAnswer({ status, body: error(code), retryAfter }), 'retryAfter')

  test('goes before what the table says', () => {
    expect([wait(80007, 7000), wait(131056, 30_000), wait(131048, 5000)]).toEqual([7000, 30_000, 5000])
    expect([wait(80007, null), wait(131056, null)]).toEqual([60_000, 1000])
  })

  test('is at least a second and at most a day', () => {
    assertEach(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (asked) => {
        expect(wait(80007, asked)).toBe(Math.min(DAY, Math.max(1000, asked)))
      }),
    )
  })

  test('makes nothing certain that is in doubt', () => {
    expect(outcomeOfAnswer({ status: 503, body: error(131016), retryAfter: 1000 })).toMatchObject({
      outcome: 'unknown',
    })
    expect(outcomeOfAnswer({ status: 429, body: undefined, retryAfter: 1000 })).toMatchObject({
      outcome: 'unknown',
    })
  })
})
