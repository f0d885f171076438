import { describe, expect, test } from 'vitest'
import { engine, isLeft, isRight, settings, type Event, type Question, type Reason } from '../src/index.ts'
import { refusedBecause } from '../src/clauses.ts'

/** Every limit, restriction and permission that refuses, in words. */

const at = Date.UTC(2026, 9, 10, 12)
const end = 'Sat 10 Oct 2026 12:00 UTC'

describe('a message or a call is refused because', () => {
  test.each<[Reason, string]>([
    [
      { code: 'account-restricted', because: ['LIM-29'], restriction: 'replies', until: at },
      `WhatsApp forbids the account to reply until ${end}`,
    ],
    [
      { code: 'marketing-not-delivered', because: ['LIM-39'], country: 'US' },
      'no marketing template reaches a customer in the United States',
    ],
    [
      { code: 'marketing-cap-reached', because: ['LIM-26'], until: at },
      `the customer gets no more marketing until ${end}`,
    ],
    [
      { code: 'messaging-limit-reached', because: ['LIM-20'], limit: 250, freesAt: at },
      `the messaging limit of 250 in 24 hours is reached, and a place is free at ${end}`,
    ],
    [
      { code: 'messaging-limit-reached', because: ['LIM-20'], limit: 0, freesAt: null },
      'the messaging limit of 0 in 24 hours is reached',
    ],
    [
      { code: 'pair-rate-reached', because: ['LIM-25'], until: at },
      `messages to this customer came too fast, and the next may follow at ${end}`,
    ],
    [
      { code: 'throughput-reached', because: ['LIM-35'], until: at },
      `the phone number passes no more messages until ${end}`,
    ],
    [{ code: 'group-suspended', because: ['GRP-8'], group: 'g' }, 'the group g is suspended'],
    [
      { code: 'call-not-permitted', because: ['CALL-11'], since: at },
      `the customer permits no call since ${end}`,
    ],
    [{ code: 'call-not-permitted', because: ['CALL-11'], since: null }, 'the customer permits no call'],
    [
      { code: 'call-limit-reached', because: ['CALL-9'], limit: 10, freesAt: at },
      `10 calls were picked up in 24 hours, and the next is possible at ${end}`,
    ],
    [{ code: 'calls-not-offered', because: ['CALL-10'], country: 'US' }, 'phone numbers of US cannot call'],
    [
      { code: 'call-permission-requested-lately', because: ['CALL-13'], until: at },
      `the customer was asked already, and may be asked again at ${end}`,
    ],
    [{ code: 'call-permission-is-permanent', because: ['CALL-12'] }, 'the permission to call is permanent'],
  ])('$code', (reason, words) => {
    expect(refusedBecause([reason])).toBe(words)
    expect(refusedBecause([reason, { code: 'group-suspended', because: ['GRP-8'], group: 'h' }])).toBe(
      `${words}; and the group h is suspended`,
    )
  })
})

describe('a call without permission', () => {
  const key = { phoneNumberId: '100', customer: '33639980001' }
  const call: Question = { kind: 'call' }
  const permitted: Event = {
    type: 'call-permission-changed',
    id: 'p',
    at: at - 5_000,
    permission: 'permanent',
    source: 'customer',
    ...key,
  }
  const unanswered = Array.from({ length: 4 }, (_, index): Event => ({
    type: 'call-ended',
    id: `c${index}`,
    at: at - 4_000 + index,
    direction: 'business',
    connected: false,
    ...key,
  }))

  // What happened · is the clause of unanswered calls named?
  test.each<[readonly Event[], boolean]>([
    [[permitted, ...unanswered], true],
    [[{ ...permitted, permission: 'none' } as Event], false],
  ])('names what ended it: %j', (events, isNamed) => {
    const subject = engine()
    const answer = subject.ask(events.reduce(subject.evolve, subject.initial), key, call, at)
    const reasons = isLeft(answer) && 'reasons' in answer.left ? answer.left.reasons : []
    expect(reasons.map(({ code }) => code)).toEqual(['call-not-permitted'])
    expect(reasons[0]?.because.includes('CALL-14')).toBe(isNamed)
  })
})

test('a phone number in the settings must be described', () => {
  const read = settings(JSON.parse('{"phoneNumbers":{"100":5}}'))
  expect(isRight(read) ? [] : read.left).toEqual([
    { path: '$.phoneNumbers.100', reason: "a phone number's settings must be an object, not number" },
  ])
})
