import { expect, test } from 'vitest'
import { EventCodec, engine, isRight, parseEvent, readState, writeState, type Event } from '../src/index.ts'

const at = Date.parse('2026-10-02T16:00Z')
const until = at + 86_400_000
const thread = { phoneNumberId: '100', customer: '15550100001' }

const events: readonly Event[] = [
  { type: 'messaging-limit-changed', id: 'l', at, account: 'A', limit: 250 },
  { type: 'messaging-limit-changed', id: 'u', at, account: 'A', limit: null },
  { type: 'throughput-changed', id: 't', at, phoneNumberId: '100', perSecond: 80 },
  {
    type: 'throughput-changed',
    id: 'd',
    at,
    displayPhoneNumber: '15550100000',
    account: 'A',
    perSecond: 1000,
  },
  { type: 'account-restricted', id: 'r', at, account: 'A', restriction: 'replies', until },
  {
    type: 'account-restricted',
    id: 'n',
    at,
    account: 'A',
    phoneNumberId: '100',
    restriction: 'all-messages',
  },
  { type: 'account-released', id: 'f', at, account: 'A' },
  { type: 'account-released', id: 'g', at, account: 'A', displayPhoneNumber: '1', restriction: 'replies' },
  { type: 'group-changed', id: 's', at, phoneNumberId: '100', group: 'G', state: 'suspended' },
  { type: 'authentication-rate-changed', id: 'i', at, account: 'A', from: until, exceptCountries: ['BR'] },
  {
    type: 'call-permission-changed',
    id: 'p',
    at,
    ...thread,
    permission: 'temporary',
    until,
    source: 'customer',
  },
  { type: 'call-permission-changed', id: 'q', at, ...thread, permission: 'none', source: 'automatic' },
  { type: 'call-permission-requested', id: 'w', at, ...thread, by: 'template' },
  { type: 'call-ended', id: 'c', at, ...thread, direction: 'business', connected: false },
]

test.each(events)('$type ($id) is written, read and taken in once', (event) => {
  expect(parseEvent(JSON.parse(JSON.stringify(EventCodec.encode(event))))).toStrictEqual({
    _tag: 'Right',
    right: event,
  })
  const { initial, absorb } = engine()
  const first = absorb(initial, event)
  expect(first.outcome).toBe('absorbed')
  expect(absorb(first.state, event).outcome).toBe('duplicate')
  const read = readState(JSON.parse(JSON.stringify(writeState(first.state))))
  expect(isRight(read) && absorb(read.right, event).outcome).toBe('duplicate')
})

const wrong: readonly (readonly [type: Event['type'], change: Readonly<Record<string, unknown>>])[] = [
  ['messaging-limit-changed', { limit: -1 }],
  ['messaging-limit-changed', { limit: 2.5 }],
  ['throughput-changed', { perSecond: 'all' }],
  ['account-restricted', { restriction: 'everything' }],
  ['account-restricted', { until: 'tomorrow' }],
  ['account-released', { restriction: 'everything' }],
  ['group-changed', { state: 'asleep' }],
  ['group-changed', { group: '' }],
  ['authentication-rate-changed', { from: NaN }],
  ['authentication-rate-changed', { exceptCountries: [1] }],
  ['call-permission-changed', { permission: 'maybe' }],
  ['call-permission-changed', { source: 'nobody' }],
  ['call-permission-requested', { by: 'letter' }],
  ['call-ended', { direction: 'up' }],
  ['call-ended', { connected: 'yes' }],
]

test.each(wrong)('%s is refused with %j, and the path is named', (type, change) => {
  const { initial, absorb } = engine()
  const event = { ...events.find((one) => one.type === type), ...change } as Event
  const refused = absorb(initial, event)
  expect(refused.outcome).toBe('refused')
  expect(refused.state).toBe(initial)
  expect(refused.problems.map(({ path }) => path.split('[')[0])).toStrictEqual([
    `$.${Object.keys(change)[0]}`,
  ])
})

test('of many facts about one account the oldest that are replaced are forgotten, the newest hold', () => {
  const { initial, evolve, absorb } = engine()
  const limits = Array.from({ length: 3_000 }, (_, day): Event => {
    return {
      type: 'messaging-limit-changed',
      id: `l${day}`,
      at: at + day * 86_400_000,
      account: 'A',
      limit: day,
    }
  })
  const state = limits.reduce(evolve, initial)
  const backwards = limits.toReversed().reduce(evolve, initial)
  const newest = limits.slice(-40)
  for (const one of [state, backwards])
    expect(newest.map((event) => absorb(one, event).outcome)).toStrictEqual(newest.map(() => 'duplicate'))
  expect(JSON.stringify(writeState(state)).length).toBeLessThan(20_000)
})
