import { readWebhook } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'
import { ACCOUNT, AT, SHOWN, type Json, metadata, ofAccount } from './bodies.ts'

const CHANGE = '$.entry[0].changes[0]'

describe('the messaging limit in all its forms (LIM-22)', () => {
  const read = (value: Json, more: Json = {}): ReturnType<typeof readWebhook> =>
    readWebhook(ofAccount('business_capability_update', value, more))

  test.each([
    [250, 250],
    [2000, 2000],
    ['2000', 2000],
    ['TIER_50', 50],
    ['TIER_250', 250],
    ['TIER_1K', 1_000],
    ['TIER_2K', 2_000],
    ['TIER_10K', 10_000],
    ['TIER_100K', 100_000],
    ['tier_1m', 1_000_000],
    ['UNLIMITED', null],
    ['TIER_UNLIMITED', null],
    [-1, null],
    ['-1', null],
  ])('%j: %j', (max_daily_conversations_per_business, limit) => {
    expect(read({ max_daily_conversations_per_business, max_phone_numbers_per_waba: 25 })).toEqual({
      events: [
        {
          type: 'messaging-limit-changed',
          id: `messaging-limit/${ACCOUNT}/${limit ?? 'unlimited'}/1750030073`,
          at: AT,
          account: ACCOUNT,
          limit,
        },
      ],
      messages: [],
      echoes: [],
      unread: [],
      phoneNumbers: [],
    })
  })

  test.each([
    ['TIER_NOT_SET', 'TIER_NOT_SET: WhatsApp has not set a messaging limit yet'],
    ['TIER_MANY', 'messaging limit not known today: TIER_MANY'],
    [0, 'messaging limit not known today: 0'],
    [-2, 'messaging limit not known today: -2'],
    [2.5, 'messaging limit not known today: 2.5'],
    ['TIER_0', 'messaging limit not known today: TIER_0'],
    ['9'.repeat(40), `messaging limit not known today: ${'9'.repeat(40)}`],
    [true, 'messaging limit not known today: a boolean'],
    [[250], 'messaging limit not known today: a list'],
  ])('%j is none', (max_daily_conversations_per_business, reason) => {
    const { events, unread } = read({ max_daily_conversations_per_business })
    expect(events).toEqual([])
    expect(unread).toEqual([
      {
        path: `${CHANGE}.value.max_daily_conversations_per_business`,
        reason,
        kind: 'business_capability_update',
      },
    ])
  })

  test('that of each phone number is reported, alone and beside the other', () => {
    const old = { max_daily_conversation_per_phone: 250 }
    const path = `${CHANGE}.value.max_daily_conversation_per_phone`
    expect(read(old)).toMatchObject({ events: [], unread: [{ path }] })
    expect(read({ ...old, max_daily_conversations_per_business: 'TIER_250' })).toMatchObject({
      events: [{ limit: 250 }],
      unread: [{ path }],
    })
  })

  test.each([
    [{}, {}, 'the value names no messaging limit'],
    [{ max_daily_conversations_per_business: 250 }, { id: null }, 'the entry names no account'],
    [{ max_daily_conversations_per_business: 250 }, { time: null }, 'no time of the entry'],
  ])('%j %j: %s', (value, more, reason) => {
    expect(read(value, more)).toMatchObject({ events: [], unread: [{ reason }] })
  })
})

describe('the throughput of a phone number (LIM-35)', () => {
  const read = (value: Json, more: Json = {}): ReturnType<typeof readWebhook> =>
    readWebhook(ofAccount('phone_number_quality_update', value, more))
  const upgrade = { event: 'THROUGHPUT_UPGRADE', display_phone_number: '+1 555 010 0000' }

  test('is 1,000 a second after an upgrade', () => {
    const { events, unread } = read({ ...upgrade, current_limit: 'TIER_UNLIMITED' })
    expect(unread).toEqual([])
    expect(events).toStrictEqual([
      {
        type: 'throughput-changed',
        id: `throughput/${ACCOUNT}//${SHOWN}/1000/1750030073`,
        at: AT,
        account: ACCOUNT,
        displayPhoneNumber: SHOWN,
        perSecond: 1000,
      },
    ])
  })

  test('is that of the id where the body has it', () => {
    const { events, phoneNumbers } = read({ ...upgrade, metadata })
    expect(events).toMatchObject([{ phoneNumberId: metadata.phone_number_id }])
    expect(Object.hasOwn(Object(events[0]), 'displayPhoneNumber')).toBe(false)
    expect(phoneNumbers).toEqual([{ phoneNumberId: metadata.phone_number_id, displayPhoneNumber: SHOWN }])
  })

  test.each([
    [{ ...upgrade, event: 'ONBOARDING' }, 'ONBOARDING: a new phone number'],
    [{ ...upgrade, event: 'FLAGGED', current_limit: 'TIER_1K' }, 'FLAGGED: '],
    [{ ...upgrade, event: 'UNFLAGGED' }, 'UNFLAGGED: '],
    [{ ...upgrade, event: 'UPGRADE', current_limit: 'TIER_10K', old_limit: 'TIER_1K' }, 'UPGRADE: '],
    [{ ...upgrade, event: 'DOWNGRADE' }, 'DOWNGRADE: '],
    [{ ...upgrade, event: 'SHINED' }, 'event of a phone number not known today: SHINED'],
    [{ ...upgrade, event: undefined }, 'the event of the phone number is nothing'],
    [{ ...upgrade, display_phone_number: undefined }, 'the value names no phone number'],
    [{ ...upgrade, display_phone_number: 'n/a' }, 'the display_phone_number is not a phone number: n/a'],
  ])('%j: %s', (value, reason) => {
    const { events, unread } = read(value)
    expect(events).toEqual([])
    expect(unread).toMatchObject([{ path: CHANGE, reason: expect.stringContaining(reason) }])
  })

  test('needs a time, but no account', () => {
    expect(read(upgrade, { time: null }).events).toEqual([])
    expect(read(upgrade, { id: null }).events).toHaveLength(1)
  })
})

test('an alert changes nothing', () => {
  expect(readWebhook(ofAccount('account_alerts', { alert_info: { alert_type: 'X' } }))).toMatchObject({
    events: [],
    unread: [{ path: CHANGE, reason: expect.stringMatching(/restricts nothing/), kind: 'account_alerts' }],
  })
})
