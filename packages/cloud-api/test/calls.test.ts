import { readWebhook } from '@guichet/cloud-api'
import { expect, test } from 'vitest'
import { type Json, PHONE, SECONDS, USER_ID, bodyOf, inThread, threads } from './bodies.ts'

const call = (more: Json = {}): Json => ({
  id: 'wacid.1',
  from: PHONE,
  event: 'connect',
  direction: 'USER_INITIATED',
  timestamp: SECONDS,
  ...more,
})
const callStatus = (more: Json = {}): Json => ({
  id: 'wacid.2',
  type: 'call',
  status: 'ACCEPTED',
  timestamp: SECONDS,
  recipient_id: PHONE,
  ...more,
})
const contacts = [{ wa_id: PHONE, user_id: USER_ID }]
const read = (value: Json, field = 'calls'): ReturnType<typeof readWebhook> =>
  readWebhook(bodyOf(threads(value, field)))

test('a customer calls', () => {
  expect(read({ contacts, calls: [call()] })).toEqual({
    events: [{ type: 'customer-called', id: 'wacid.1', customer: USER_ID, aliases: [PHONE], ...inThread }],
    echoes: [],
    unread: [],
  })
})

test('the end of the call moves nothing', () => {
  const { events, unread } = read({ calls: [call(), call({ event: 'terminate', timestamp: '1750033673' })] })
  expect(events).toMatchObject([{ type: 'customer-called', at: inThread.at }])
  expect(unread).toMatchObject([{ reason: 'the end of a call changes no thread', kind: 'terminate' }])
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
    echoes: [],
    unread: [],
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
    'a call of the business: only its acceptance changes the thread',
  ],
  ['calls', call({ direction: 'SIDEWAYS' }), 'call direction not known today: SIDEWAYS'],
  ['calls', call({ direction: undefined }), 'the call direction is nothing'],
  ['calls', call({ event: 'hold' }), 'call event not known today: hold'],
  ['calls', call({ event: null }), 'the call event is null'],
  ['calls', call({ id: '' }), 'the call has no valid id'],
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
