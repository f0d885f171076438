import { readWebhook } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'
import { ACCOUNT, AT, type Json, ofAccount } from './bodies.ts'

const CHANGE = '$.entry[0].changes[0]'
const update = (value: Json, more: Json = {}): Json => ofAccount('account_update', value, more)
const restriction = (element: unknown, value: Json = {}, more: Json = {}): Json =>
  update({ event: 'ACCOUNT_RESTRICTION', restriction_info: [element], ...value }, more)
const BIZ = 'RESTRICTED_BIZ_INITIATED_MESSAGING'
const until = 1750116473000

describe('each restriction is an event, or a report of its own (LIM-29)', () => {
  test.each([
    [BIZ, 'business-initiated-messages'],
    ['RESTRICTED_CUSTOMER_INITIATED_MESSAGING', 'replies'],
    ['RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES', 'direct-send-utility'],
    ['RESTRICTED_BUSINESS_INITIATED_CALLING', 'business-initiated-calls'],
    ['RESTRICTED_BIZ_INITIATED_CALLING', 'business-initiated-calls'],
    ['RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING', 'business-initiated-calls'],
    ['RESTRICTION_ON_BUSINESS_INITIATED_MESSAGING', 'business-initiated-messages'],
  ])('%s: %s', (restriction_type, forbidden) => {
    const { events, unread } = readWebhook(restriction({ restriction_type, expiration: until / 1000 }))
    expect(unread).toEqual([])
    expect(events).toStrictEqual([
      {
        type: 'account-restricted',
        id: `restricted/${ACCOUNT}///${forbidden}/1750116473/1750030073`,
        at: AT,
        account: ACCOUNT,
        restriction: forbidden,
        until,
      },
    ])
  })

  test.each([
    ['RESTRICTED_UTILITY_TEMPLATES', 'forbids to create utility templates; sending them is not affected'],
    ['RESTRICTED_ADD_PHONE_NUMBER_ACTION', 'forbids to add phone numbers; sending is not affected'],
    ['RESTRICTION_ON_ADD_PHONE_NUMBER_ACTION', 'forbids to add phone numbers; sending is not affected'],
    ['RESTRICTED_USER_INITIATED_CALLING', 'customers cannot call; what the business sends is not affected'],
    [
      'RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN',
      'the call button is hidden; what the business sends is not affected',
    ],
    ['RESTRICTED_DREAMS', 'restriction not known today: RESTRICTED_DREAMS'],
    ['constructor', 'restriction not known today: constructor'],
    [7, 'the restriction_type is a number'],
    [undefined, 'the restriction_type is nothing'],
  ])('%s forbids nothing: %s', (restriction_type, reason) => {
    const { events, unread } = readWebhook(restriction({ restriction_type }))
    expect(events).toEqual([])
    expect(unread).toMatchObject([{ path: `${CHANGE}.value.restriction_info[0]`, reason }])
  })

  test('several at once, in their order', () => {
    const { events, unread } = readWebhook(
      update({
        event: 'ACCOUNT_RESTRICTION',
        restriction_info: [
          { restriction_type: BIZ },
          null,
          { restriction_type: 'RESTRICTED_ADD_PHONE_NUMBER_ACTION' },
          { restriction_type: 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING' },
        ],
      }),
    )
    expect(events).toMatchObject([{ restriction: 'business-initiated-messages' }, { restriction: 'replies' }])
    expect(unread.map(({ path }) => path)).toEqual([
      `${CHANGE}.value.restriction_info[1]`,
      `${CHANGE}.value.restriction_info[2]`,
    ])
  })
})

describe('a restriction ends', () => {
  test.each([
    [1750116473, until],
    ['1750116473', until],
    ['2025-06-16T23:27:53Z', until],
    ['2025-06-16T23:27:53.000000Z', until],
    ['2025-06-17T01:27:53+0200', until],
    // Before it began: an event all the same, which refuses nothing.
    [1750030000, 1750030000000],
    [undefined, undefined],
    [null, undefined],
    ['', undefined],
  ])('%j at %s', (expiration, ends) => {
    const { events, unread } = readWebhook(restriction({ restriction_type: BIZ, expiration }))
    expect(unread).toEqual([])
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject(ends === undefined ? { at: AT } : { until: ends })
    expect(Object.hasOwn(Object(events[0]), 'until')).toBe(ends !== undefined)
  })

  test.each([
    ['June 16, 2025', 'expiration must be a number of seconds or an ISO 8601 instant'],
    ['2025-06-16', 'expiration must be a number of seconds or an ISO 8601 instant'],
    ['2025-06-16T23:27:53', 'expiration must be a number of seconds or an ISO 8601 instant'],
    [1750116473000, 'expiration must be in seconds, but looks like milliseconds'],
    [{}, 'expiration must be a number of seconds, but is an object'],
    [0, 'expiration lies before 2009'],
  ])('not at %j, and then it is not believed at all', (expiration, reason) => {
    const { events, unread } = readWebhook(restriction({ restriction_type: BIZ, expiration }))
    expect(events).toEqual([])
    expect(unread).toMatchObject([{ reason: expect.stringContaining(reason), kind: BIZ }])
  })
})

describe('a restriction is for', () => {
  test.each([
    ['the account', {}, {}],
    ['a number as people see it', { phone_number: '15550100000' }, { displayPhoneNumber: '15550100000' }],
    ['… with signs', { phone_number: '+1 (555) 010-0000' }, { displayPhoneNumber: '15550100000' }],
    ['… as a number', { phone_number: 15550100000 }, { displayPhoneNumber: '15550100000' }],
    ['a number by its id', { phone_number_id: '8', phone_number: '15550100000' }, { phoneNumberId: '8' }],
  ])('%s', (_, value, named) => {
    const { events } = readWebhook(restriction({ restriction_type: BIZ }, value))
    const { id, ...event } = Object(events[0])
    expect(event).toStrictEqual({
      type: 'account-restricted',
      at: AT,
      account: ACCOUNT,
      restriction: 'business-initiated-messages',
      ...named,
    })
    expect(id).toContain(Object.values(named)[0] ?? '///')
  })

  test.each(['PN', '12', '1'.repeat(21), 'tel:15550100000', {}, []])(
    'nobody where the number is %j: for the whole account it would be too much',
    (phone_number) => {
      const { events, unread } = readWebhook(restriction({ restriction_type: BIZ }, { phone_number }))
      expect(events).toEqual([])
      expect(unread).toMatchObject([
        { reason: expect.stringMatching(/^the phone_number is not a phone number/) },
      ])
    },
  )

  test.each([
    [{ id: '' }, 'the entry names no account'],
    [{ time: undefined }, 'no time of the entry'],
    [{ time: AT }, 'time of the entry must be in seconds, but looks like milliseconds'],
  ])('nothing that can be placed: %j', (more, reason) => {
    const { events, unread } = readWebhook(restriction({ restriction_type: BIZ }, {}, more))
    expect(events).toEqual([])
    expect(unread).toMatchObject([{ path: `${CHANGE}.value.restriction_info[0]`, reason }])
  })
})

describe('a ban', () => {
  const ban = (waba_ban_state: unknown): Json =>
    update({ event: 'DISABLED_UPDATE', phone_number: '15550100000', ban_info: { waba_ban_state } })

  test.each(['DISABLE', ['DISABLE']])('%j is for the whole account, without an end', (state) => {
    expect(readWebhook(ban(state)).events).toStrictEqual([
      {
        type: 'account-restricted',
        id: `banned/${ACCOUNT}/1750030073`,
        at: AT,
        account: ACCOUNT,
        restriction: 'all-messages',
      },
    ])
  })

  test('ends with all restrictions at once', () => {
    expect(readWebhook(ban('REINSTATE')).events).toStrictEqual([
      { type: 'account-released', id: `reinstated/${ACCOUNT}/1750030073`, at: AT, account: ACCOUNT },
    ])
  })

  test.each([
    ['SCHEDULE_FOR_DISABLE', 'the account is to be banned later; nothing is forbidden until then'],
    ['PARDONED', 'ban state not known today: PARDONED'],
    [['DISABLE', 'REINSTATE'], 'the waba_ban_state is a list'],
    [undefined, 'the waba_ban_state is nothing'],
  ])('that is %j is reported', (state, reason) => {
    const { events, unread } = readWebhook(ban(state))
    expect(events).toEqual([])
    expect(unread).toEqual([{ path: `${CHANGE}.value.ban_info`, reason, kind: 'account_update' }])
  })
})

test.each([
  ['ACCOUNT_VIOLATION', 'a warning, which restricts nothing by itself'],
  ['ACCOUNT_DELETED', 'the account is gone'],
  ['ACCOUNT_OFFBOARDED', 'restricts nothing'],
  ['ACCOUNT_RECONNECTED', 'restricts nothing'],
  ['PARTNER_REMOVED', 'about a partner'],
  ['BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE', 'restricts nothing'],
  ['VOLUME_BASED_PRICING_TIER_UPDATE', 'a price by volume'],
  ['DISABLED_UPDATE', 'without ban_info'],
  ['ACCOUNT_RESTRICTION', 'the value has no restriction_info'],
  ['ACCOUNT_DANCED', 'account event not known today: ACCOUNT_DANCED'],
  [undefined, 'the event of the account is nothing'],
  [null, 'the event of the account is null'],
  ['toString', 'account event not known today: toString'],
])('event %s is one report: %s', (event, reason) => {
  const { events, unread } = readWebhook(update({ event }))
  expect(events).toEqual([])
  expect(unread).toMatchObject([{ reason: expect.stringContaining(reason), kind: 'account_update' }])
})

test('a restriction under another event is reported beside the event', () => {
  const { events, unread } = readWebhook(
    restriction({ restriction_type: BIZ }, { event: 'ACCOUNT_VIOLATION' }),
  )
  expect(events).toEqual([])
  expect(unread.map(({ path }) => path)).toEqual([`${CHANGE}.value.restriction_info[0]`, CHANGE])
})

describe('the international rate for authentication (PMP-18)', () => {
  const rate = (info: unknown): Json =>
    update({ event: 'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE', auth_international_rate_eligibility: info })

  test.each([
    [undefined, []],
    [[], []],
    [
      ['in', 'NG', 'IN'],
      ['IN', 'NG'],
    ],
    [[{ country_code: 'ID' }], ['ID']],
  ])('except in %j', (exception_countries, exceptCountries) => {
    const { events, unread } = readWebhook(rate({ start_time: 1752622073, exception_countries }))
    expect(unread).toEqual([])
    expect(events).toStrictEqual([
      {
        type: 'authentication-rate-changed',
        id: `authentication-rate/${ACCOUNT}/1752622073/${exceptCountries.join(',')}/1750030073`,
        at: AT,
        account: ACCOUNT,
        from: 1752622073000,
        exceptCountries,
      },
    ])
  })

  test('in an exception with a start of its own, which is reported', () => {
    const { events, unread } = readWebhook(
      rate({
        start_time: 1752622073,
        exception_countries: [{ country_code: 'ID', start_time: 1755300473 }, { country_code: 'Indonesia' }],
      }),
    )
    expect(events).toMatchObject([{ exceptCountries: ['ID'] }])
    const part = `${CHANGE}.value.auth_international_rate_eligibility.exception_countries`
    expect(unread).toMatchObject([
      { path: `${part}[0]`, reason: 'the rate begins later in ID, which no event says' },
      { path: `${part}[1]`, reason: 'the exception is left out: it has no code of a country' },
    ])
  })

  test.each([
    [undefined, 'the auth_international_rate_eligibility is nothing'],
    [{}, 'no start_time'],
    [{ start_time: 'soon' }, 'start_time must be a number of seconds'],
  ])('not from %j', (info, reason) => {
    const { events, unread } = readWebhook(rate(info))
    expect(events).toEqual([])
    expect(unread).toMatchObject([{ path: CHANGE, reason: expect.stringContaining(reason) }])
  })
})
