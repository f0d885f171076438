import { describe, expect, test } from 'vitest'
import type { EventJson } from '../src/index.ts'
import {
  DAY,
  HOUR,
  after,
  answer,
  codes,
  delivered,
  failed,
  happens,
  other,
  sends,
  utility,
  writes,
} from './support/version-2.ts'

describe('the messaging limit', () => {
  const limit = happens('messaging-limit-changed', -9 * DAY, { account: 'A', limit: 1 })
  const reached = [limit, sends(0, { id: 'm', ...other }), delivered('m', HOUR, other)]
  test.each<[string, readonly EventJson[], number, string]>([
    ['counts what is under way', reached, 0, 'messaging-limit-reached'],
    ['from the sending on', reached, -1, 'allowed'],
    ['until a day after the delivery', reached, DAY + HOUR - 1, 'messaging-limit-reached'],
    ['not longer', reached, DAY + HOUR, 'allowed'],
    ['a day after the sending where nothing became of it', reached.slice(0, 2), DAY, 'allowed'],
    ['not what failed', [...reached.slice(0, 2), failed('m', 5, 131026, other)], 5, 'allowed'],
    [
      'what has not failed yet',
      [...reached.slice(0, 2), failed('m', 5, 131026, other)],
      4,
      'messaging-limit-reached',
    ],
    ['not what was sent inside the window', [writes(-1, other), ...reached], 0, 'allowed'],
    ['not inside the window of the customer who is asked for', [writes(-1), ...reached], 0, 'allowed'],
    ['not a customer who is counted', [limit, sends(0)], 5 * HOUR, 'allowed'],
    [
      'another account of the portfolio',
      [limit, writes(-9 * DAY, { account: 'A' }), sends(0, { ...other, phoneNumberId: '200', account: 'B' })],
      0,
      'messaging-limit-reached',
    ],
  ])('%s', (_, events, at, expected) => {
    expect(codes(events, utility, at)).toBe(expected)
  })

  test('names when somebody leaves, and what is known', () => {
    expect(answer(reached, utility, 2 * HOUR)).toMatchObject({
      reasons: [{ code: 'messaging-limit-reached', limit: 1, freesAt: after(DAY + HOUR) }],
      remedies: [{ do: 'wait-until', at: after(DAY + HOUR) }, { do: 'wait-for-customer' }],
      // Another customer's template proves this one.
      notKnown: ['restrictions', 'throughput'],
    })
  })

  test('an account that the portfolio does not name has one of its own', () => {
    const events = [
      limit,
      writes(-9 * DAY, { account: 'A' }),
      sends(0, { ...other, phoneNumberId: '200', account: 'B' }),
    ]
    expect(codes(events, utility, 0, { portfolio: ['A', 'C'] })).toBe('allowed')
    expect(codes(events, utility, 0, { portfolio: ['A', 'B'] })).toBe('messaging-limit-reached')
    expect(codes(reached, utility, 0, { limitReservesInFlight: false })).toBe('allowed')
  })

  test('an alias is one customer, also when it becomes known later', () => {
    const events = [limit, sends(0, { customer: 'DE.1' }), writes(3 * DAY, { aliases: ['DE.1'] })]
    expect(codes(events, utility, HOUR)).toBe('allowed')
    expect(codes(events.slice(0, 2), utility, HOUR)).toBe('messaging-limit-reached')
  })
})
