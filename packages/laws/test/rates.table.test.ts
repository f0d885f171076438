import { describe, expect, test } from 'vitest'
import type { EventJson, MessageJson } from '../src/index.ts'
import {
  DAY,
  HOUR,
  SECOND,
  after,
  answer,
  burst,
  codes,
  delivered,
  failed,
  happens,
  key,
  marketing,
  noon,
  other,
  sends,
  service,
  utility,
  writes,
} from './support/version-2.ts'

describe('rates', () => {
  const open = writes(-HOUR)
  test.each<[string, number, number, string]>([
    ['one message owes nothing', 1, 5999, 'allowed'],
    ['a burst of 44', 44, 5999, 'allowed'],
    ['a burst of 45', 45, 100, 'pair-rate-reached'],
    ['of a burst of 20 the debt', 20, 6000, 'pair-rate-reached'],
    ['until it is gone', 20, 119_999, 'pair-rate-reached'],
    ['not longer', 20, 120_000, 'allowed'],
    ['of 46 also the one too many', 46, 275_999, 'pair-rate-reached'],
  ])('%s', (_, count, at, expected) => {
    expect(codes([open, ...burst(count, 0)], service, at)).toBe(expected)
  })

  test('an answer inside a burst holds until the burst is over', () => {
    expect(answer([open, ...burst(2, 0)], service, 10)).toMatchObject({ validUntil: after(6000) })
    expect(answer([open, ...burst(2, 0)], service, 6000)).toMatchObject({
      reasons: [{ code: 'pair-rate-reached', until: after(12_000) }],
      remedies: [{ do: 'wait-until', at: after(12_000) }],
    })
  })

  test('a bucket gives a token back every six seconds', () => {
    const bucket = { pairRateModel: 'bucket' }
    expect(codes([open, ...burst(44, 0)], service, 100, bucket)).toBe('allowed')
    expect(answer([open, ...burst(45, 0)], service, 100, { pairRateModel: 'bucket' })).toMatchObject({
      reasons: [{ code: 'pair-rate-reached', until: after(6000) }],
    })
    expect(codes([open, ...burst(46, 0)], service, 6000, bucket)).toBe('pair-rate-reached')
    expect(codes([open, ...burst(46, 0)], service, 12_000, bucket)).toBe('allowed')
  })

  test('the number passes so many a second, inbound and failed ones too', () => {
    const events = [
      open,
      happens('throughput-changed', -DAY, { phoneNumberId: '100', perSecond: 3 }),
      writes(0, other),
      sends(1, { ...other, id: 'f' }),
      failed('f', 2, 131026, other),
      writes(3, { kind: 'reaction' }),
    ]
    expect(codes(events, service, 2)).toBe('allowed')
    expect(answer(events, service, 3)).toMatchObject({
      reasons: [{ code: 'throughput-reached', until: after(1000) }],
      remedies: [{ do: 'wait-until', at: after(1000) }],
    })
    expect(codes(events, service, 999)).toBe('throughput-reached')
    expect(codes(events, service, SECOND)).toBe('allowed')
  })
})

test('a late report of an older message is no message of its second', () => {
  const events = [
    writes(-HOUR),
    happens('throughput-changed', -DAY, { phoneNumberId: '100', perSecond: 1 }),
    sends(0, { ...other, id: 'm' }),
    delivered('m', 5 * SECOND, other),
  ]
  expect(codes(events, service, 999)).toBe('throughput-reached')
  expect(codes(events, service, 5 * SECOND + 1)).toBe('allowed')
})

describe('marketing', () => {
  const capped = [sends(0, { id: 'm', account: 'A' }), failed('m', HOUR, 131049)]
  test.each<[string, readonly EventJson[], MessageJson, number, string]>([
    ['from the failure on', capped, marketing, HOUR, 'marketing-cap-reached'],
    ['not before', capped, marketing, HOUR - 1, 'allowed'],
    ['for a day', capped, marketing, HOUR + DAY - 1, 'marketing-cap-reached'],
    ['not longer', capped, marketing, HOUR + DAY, 'allowed'],
    ['not inside the window', [...capped, writes(HOUR)], marketing, HOUR, 'allowed'],
    ['nothing but marketing', capped, utility, HOUR, 'allowed'],
    [
      'a second one begins anew',
      [...capped, failed('n', 9 * HOUR, 131049)],
      marketing,
      HOUR + DAY,
      'marketing-cap-reached',
    ],
    [
      'by another number of the account',
      [
        sends(0, { phoneNumberId: '200', account: 'A' }),
        failed('m', 1, 131049, { phoneNumberId: '200' }),
        writes(-9 * DAY, { account: 'A' }),
      ],
      marketing,
      2,
      'marketing-cap-reached',
    ],
    [
      'by a user id that another number shows to be theirs',
      [
        failed('m', 1, 131049, { customer: 'DE.1' }),
        writes(-9 * DAY, { phoneNumberId: '200', aliases: ['DE.1'] }),
      ],
      marketing,
      2,
      'marketing-cap-reached',
    ],
    [
      'not by a number whose account is not known',
      [failed('m', 1, 131049, { phoneNumberId: '200' }), writes(-9 * DAY, { account: 'A' })],
      marketing,
      2,
      'allowed',
    ],
  ])('is capped %s', (_, events, message, at, expected) => {
    expect(codes(events, message, at)).toBe(expected)
  })

  test.each([
    ['US.1', 'marketing-not-delivered'],
    ['12125550100', 'marketing-not-delivered'],
    ['14165550100', 'allowed'],
    ['17875550100', 'allowed'],
    ['18005550100', 'allowed'],
    ['15555550100', 'allowed'],
    ['BR.1', 'allowed'],
  ])('to %s is %s', (customer, expected) => {
    expect(codes([], marketing, 0, {}, { ...key, customer })).toBe(expected)
  })

  test('to the United States is paused from a midnight of the account on', () => {
    const midnight = Date.UTC(2025, 3, 1, 7) - noon
    const zone = { timeZone: 'America/Los_Angeles' }
    const thread = { ...key, customer: 'US.1' }
    expect(codes([], marketing, midnight, zone, thread)).toBe('marketing-not-delivered')
    expect(answer([], marketing, midnight - 1, zone, thread)).toMatchObject({ validUntil: after(midnight) })
  })
})
