import { defaultSettings, engine } from '@guichet/core'
import { readWebhook } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'
import {
  type Json,
  PHONE,
  SECONDS,
  SHOWN,
  USER_ID,
  bodyOf,
  inThread,
  message,
  threads,
  phoneNumbers,
} from './bodies.ts'

const call = (more: Json = {}): Json => ({
  id: 'wacid.1',
  from: PHONE,
  event: 'connect',
  direction: 'USER_INITIATED',
  timestamp: SECONDS,
  SHOWN,
  ...more,
})
const callStatus = (more: Json = {}): Json => ({
  id: 'wacid.2',
  type: 'call',
  status: 'ACCEPTED',
  timestamp: SECONDS,
  SHOWN,
  recipient_id: PHONE,
  ...more,
})
const contacts = [{ wa_id: PHONE, user_id: USER_ID }]
const read = (value: Json, field = 'calls'): ReturnType<typeof readWebhook> =>
  readWebhook(bodyOf(threads(value, field)))

test('a customer calls', () => {
  expect(read({ contacts, calls: [call()] })).toEqual({
    events: [{ type: 'customer-called', id: 'wacid.1', customer: USER_ID, aliases: [PHONE], ...inThread }],
    messages: [],
    echoes: [],
    unread: [],
    phoneNumbers,
  })
})

const end = (more: Json = {}): Json => call({ event: 'terminate', status: 'COMPLETED', ...more })

/** Five seconds after the call began to ring, for half a minute. */
const answered = { start_time: '1750030078', end_time: '1750030108', duration: 30, timestamp: '1750030108' }

describe('a call ends once, when it was picked up, else when it ended (CALL-19)', () => {
  const { account, at, phoneNumberId } = inThread
  const business = { direction: 'BUSINESS_INITIATED', from: SHOWN, to: PHONE }
  test.each([
    ['a call of the customer that nobody took', {}, 'user', false, at],
    ['… that was answered', answered, 'user', true, at + 5_000],
    ['a call of the business that nobody took', business, 'business', false, at],
    ['… that was answered', { ...business, ...answered }, 'business', true, at + 5_000],
    ['… whose times are numbers', { ...answered, start_time: 1750030078 }, 'user', true, at + 5_000],
    ['… that lasted no second', { ...answered, duration: 0 }, 'user', true, at + 5_000],
    ['… with a start alone', { start_time: '1750030078' }, 'user', true, at + 5_000],
    ['… with a duration alone', { duration: '30' }, 'user', true, at],
    ['a duration of 0 alone', { duration: 0 }, 'user', false, at],
    ['a duration that is none', { duration: [30] }, 'user', false, at],
    ['a status that is left out', { status: undefined }, 'user', false, at],
  ])('%s', (_, more, direction, connected, when) => {
    expect(read({ contacts, calls: [end(more)] })).toEqual({
      events: [
        {
          type: 'call-ended',
          id: 'wacid.1/ended',
          at: when,
          account,
          phoneNumberId,
          customer: USER_ID,
          aliases: [PHONE],
          direction,
          connected,
        },
      ],
      messages: [],
      echoes: [],
      unread: [],
      phoneNumbers,
    })
  })

  test('a customer without a phone number', () => {
    expect(read({ calls: [end({ ...business, to: undefined, to_user_id: USER_ID })] }).events).toMatchObject([
      { type: 'call-ended', customer: USER_ID },
    ])
  })

  test('and its voicemail, whose message has the id of the call, is a fact of its own (CALL-20)', () => {
    const voicemail = message({ id: 'wacid.1', type: 'audio' })
    const { events } = readWebhook(
      bodyOf(threads({ calls: [call(), end()] }, 'calls'), threads({ messages: [voicemail] })),
    )
    expect(events.map(({ type, id }) => [type, id])).toEqual([
      ['customer-called', 'wacid.1'],
      ['call-ended', 'wacid.1/ended'],
      ['customer-messaged', 'wacid.1'],
    ])
    const guichet = engine(defaultSettings)
    const state = events.reduce((before, event) => {
      const { state: after, outcome } = guichet.absorb(before, event)
      expect(outcome).toBe('absorbed')
      return after
    }, guichet.initial)
    for (const event of events) expect(guichet.absorb(state, event).outcome).toBe('duplicate')
  })
})

test.each(['calls', 'messages'])('the customer accepts a call of the business, field %s', (field) => {
  expect(read({ contacts, statuses: [callStatus()] }, field)).toEqual({
    events: [
      {
        type: 'business-call-accepted',
        id: 'wacid.2/accepted',
        customer: USER_ID,
        aliases: [PHONE],
        ...inThread,
      },
    ],
    messages: [],
    echoes: [],
    unread: [],
    phoneNumbers,
  })
})

test('a status without a type in the field of calls is that of a call', () => {
  expect(read({ statuses: [callStatus({ type: undefined })] }).events).toMatchObject([
    { type: 'business-call-accepted' },
  ])
})

test.each([
  [
    'calls',
    call({ direction: 'BUSINESS_INITIATED' }),
    'a call of the business: only its acceptance and its end are events',
  ],
  ['calls', call({ direction: 'SIDEWAYS' }), 'call direction not known today: SIDEWAYS'],
  ['calls', call({ direction: undefined }), 'the call direction is nothing'],
  ['calls', call({ event: 'hold' }), 'call event not known today: hold'],
  ['calls', call({ event: null }), 'the call event is null'],
  ['calls', call({ event: 'call_recording_available' }), 'the recording of a call: changes nothing'],
  ['calls', call({ id: '' }), 'the call has no valid id'],
  ['calls', end({ id: {} }), 'the call has no valid id'],
  ['calls', end({ status: 'FAILED' }), 'a call that failed: it never came about, and counts for nothing'],
  [
    'calls',
    end({ status: 'FAILED', ...answered }),
    'a call that failed: it never came about, and counts for nothing',
  ],
  ['calls', end({ status: 'VANISHED' }), 'the end of a call with a status not known today: VANISHED'],
  ['calls', end({ status: 5 }), 'the status of the call is a number'],
  ['calls', end({ timestamp: undefined }), 'no timestamp'],
  [
    'calls',
    end({ start_time: '1750030078000' }),
    'start_time must be in seconds, but looks like milliseconds',
  ],
  ['calls', end({ from: undefined }), 'the call has no id of the customer'],
  ['calls', end({ direction: 'BUSINESS_INITIATED', to: undefined }), 'the call has no id of the customer'],
  [
    'statuses',
    callStatus({ status: 'FAILED' }),
    'a call of the business that failed: it never came about, and counts for nothing',
  ],
  ['calls', call({ timestamp: undefined }), 'no timestamp'],
  ['calls', call({ from: '' }), 'the call has no id of the customer'],
  ['calls', 5, 'not a call but a number'],
  ['statuses', callStatus({ status: 'RINGING' }), 'a call of the business that is ringing: changes nothing'],
  [
    'statuses',
    callStatus({ status: 'REJECTED' }),
    'a call of the business that is rejected: changes nothing',
  ],
  ['statuses', callStatus({ status: 'BUSY' }), 'call status not known today: BUSY'],
  ['statuses', callStatus({ id: null }), 'the call status has no valid call id'],
  ['statuses', callStatus({ timestamp: '-1' }), 'timestamp is negative'],
  ['statuses', callStatus({ recipient_id: undefined }), 'the call status has no id of the customer'],
])('%s %j: %s', (list, broken, reason) => {
  const { events, unread } = read({ [list]: [broken] })
  expect(events).toEqual([])
  expect(unread).toMatchObject([{ path: `$.entry[0].changes[0].value.${list}[0]`, reason }])
})
