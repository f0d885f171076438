import { describe, expect, test } from 'vitest'
import type { EventJson, MessageJson } from '../src/index.ts'
import {
  DAY,
  HOUR,
  after,
  answer,
  burst,
  call,
  codes,
  happens,
  key,
  request,
  restricted,
  service,
  utility,
  writes,
} from './support/version-2.ts'

describe('restrictions', () => {
  const open = writes(-HOUR)
  const initiated = restricted('business-initiated-messages', 0, HOUR)
  test.each<[string, readonly EventJson[], MessageJson, number, string]>([
    ['from its instant on', [initiated], utility, 0, 'account-restricted'],
    ['not before', [initiated], utility, -1, 'allowed'],
    ['until its end', [initiated], utility, HOUR - 1, 'account-restricted'],
    ['not at its end', [initiated], utility, HOUR, 'allowed'],
    ['not inside the window', [open, initiated], utility, 0, 'allowed'],
    ['not for free-form messages', [open, initiated], service, 0, 'allowed'],
    ['replies', [open, restricted('replies', 0)], service, 0, 'account-restricted'],
    ['replies, not templates', [restricted('replies', 0)], utility, 0, 'allowed'],
    ['everything', [restricted('all-messages', 0)], call, 0, 'account-restricted'],
    ['calls', [restricted('business-initiated-calls', 0)], call, 0, 'account-restricted'],
    ['requests', [restricted('business-initiated-calls', 0)], request('template'), 0, 'account-restricted'],
    ['Direct Send is not asked', [restricted('direct-send-utility', 0)], utility, 0, 'allowed'],
    [
      'a shorter one replaces a longer one',
      [restricted('all-messages', 0), restricted('all-messages', 1, 2)],
      utility,
      2,
      'allowed',
    ],
    [
      'one that is over at once replaces it, too',
      [restricted('all-messages', 0), restricted('all-messages', 1, 1)],
      utility,
      1,
      'allowed',
    ],
    [
      'a release ends it',
      [restricted('all-messages', 0), happens('account-released', 5, { account: 'A' })],
      utility,
      5,
      'allowed',
    ],
    [
      'at one instant it is restricted',
      [restricted('all-messages', 5), happens('account-released', 5, { account: 'A' })],
      utility,
      5,
      'account-restricted',
    ],
    [
      'a release of another number does not end it',
      [
        restricted('all-messages', 0, undefined, { phoneNumberId: '100' }),
        happens('account-released', 5, { account: 'A', phoneNumberId: '200' }),
      ],
      utility,
      5,
      'account-restricted',
    ],
    [
      'a release of the account ends those of its numbers',
      [
        restricted('all-messages', 0, undefined, { phoneNumberId: '100' }),
        happens('account-released', 5, { account: 'A' }),
      ],
      utility,
      5,
      'allowed',
    ],
    [
      'another account says nothing',
      [writes(-3 * DAY, { account: 'B' }), restricted('all-messages', 0)],
      utility,
      0,
      'allowed',
    ],
  ])('%s', (_, events, message, at, expected) => {
    expect(codes(events, message, at)).toBe(expected)
  })

  test('the later end counts, and the number as people see it is known later', () => {
    const events = [
      restricted('all-messages', 0, HOUR, { displayPhoneNumber: '49301' }),
      restricted('all-messages', 0, 2 * HOUR),
    ]
    const settings = { phoneNumbers: { '100': { displayPhoneNumber: '49301' } } }
    expect(answer(events, utility, 0, settings)).toMatchObject({
      answer: 'refused',
      reasons: [{ code: 'account-restricted', restriction: 'all-messages', until: after(2 * HOUR) }],
      remedies: [{ do: 'wait-until', at: after(2 * HOUR) }],
      notKnown: ['templates', 'messaging-limit', 'throughput'],
    })
  })

  test('what ends the window is named by an answer inside it', () => {
    expect(answer([open, initiated], utility, 0)).toMatchObject({ answer: 'allowed', validUntil: null })
    const forever = restricted('business-initiated-messages', 0)
    expect(answer([open, forever], utility, 0)).toMatchObject({ validUntil: after(23 * HOUR) })
    expect(answer([forever], utility, 0)).toMatchObject({ remedies: [{ do: 'wait-for-customer' }] })
  })
})

test('all reasons are named, in the order of the table', () => {
  const events = [
    restricted('all-messages', 0, HOUR),
    restricted('replies', 0, HOUR),
    happens('throughput-changed', -DAY, { phoneNumberId: '100', perSecond: 0 }),
    ...burst(45, 0),
    happens('customer-renamed', 50, { previous: key.customer, current: '4915550100009' }),
  ]
  expect(codes(events, service, 60)).toBe(
    'account-restricted account-restricted pair-rate-reached throughput-reached customer-unknown service-window-closed',
  )
  expect(answer(events, service, 60)['reasons']).toMatchObject([
    { restriction: 'replies' },
    { restriction: 'all-messages' },
    { code: 'pair-rate-reached' },
    { code: 'throughput-reached', until: null },
    {},
    {},
  ])
})
