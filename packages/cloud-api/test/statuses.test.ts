import { readWebhook } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'
import {
  AT,
  GROUP,
  OTHER_PHONE,
  PHONE,
  USER_ID,
  bodyOf,
  inThread,
  status,
  statusesBody,
  threads,
  phoneNumbers,
} from './bodies.ts'

const STATUS = '$.entry[0].changes[0].value.statuses[0]'

test('a status with everything in it', () => {
  const full = status({
    status: 'sent',
    conversation: { id: 'c', expiration_timestamp: '1750116480', origin: { type: 'marketing' } },
    pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' },
  })
  expect(readWebhook(statusesBody(full))).toEqual({
    events: [
      {
        type: 'message-status',
        id: 'wamid.out/sent',
        customer: PHONE,
        message: 'wamid.out',
        status: 'sent',
        pricing: { model: 'PMP', type: 'regular', category: 'marketing', billable: true },
        conversation: { id: 'c', origin: 'marketing', expiresAt: 1750116480000 },
        ...inThread,
      },
    ],
    messages: [],
    echoes: [],
    unread: [],
    phoneNumbers,
  })
})

test.each(['sent', 'delivered', 'read', 'played', 'failed'])('%s', (word) => {
  expect(readWebhook(statusesBody(status({ status: word }))).events).toMatchObject([
    { id: `wamid.out/${word}`, status: word, at: AT },
  ])
})

test.each([
  ['deleted', 'an older status that changes nothing: deleted', 'deleted'],
  ['warning', 'an older status that changes nothing: warning', 'warning'],
  ['teleported', 'status not known today: teleported', 'teleported'],
  ['constructor', 'status not known today: constructor', 'constructor'],
  ['', 'the status is an empty text', undefined],
  [null, 'the status is null', undefined],
])('%j is reported', (word, reason, kind) => {
  const { events, unread } = readWebhook(statusesBody(status({ status: word }), status({ status: 'read' })))
  expect(unread).toEqual([kind === undefined ? { path: STATUS, reason } : { path: STATUS, reason, kind }])
  expect(events).toMatchObject([{ status: 'read' }])
})

test('the code of the first error', () => {
  const codes = [
    [{ code: 131049 }, { code: 1 }],
    [],
    'x',
    [null],
    [{ code: '131049' }],
    [{ code: 1.5 }],
    [{ code: 1e300 }],
  ].map((errors) => {
    const [event] = readWebhook(statusesBody(status({ status: 'failed', errors }))).events
    return event?.type === 'message-status' ? event.errorCode : 'no status'
  })
  expect(codes).toEqual([131049, undefined, undefined, undefined, 131049, undefined, undefined])
})

describe('pricing (PMP-5 to PMP-8)', () => {
  test.each([
    [
      { pricing_model: 'CBP', billable: false, category: 'user_initiated' },
      { model: 'CBP', category: 'user_initiated', billable: false },
    ],
    [{ category: 'authentication-international' }, { model: '', category: 'authentication_international' }],
    [
      { category: 'MARKETING', type: 'REGULAR' },
      { model: '', category: 'marketing', type: 'regular' },
    ],
    [
      { category: 'utility', billable: 'yes', pricing_model: 3, type: null },
      { model: '', category: 'utility' },
    ],
  ])('%j', (pricing, expected) => {
    const [event] = readWebhook(statusesBody(status({ pricing }))).events
    expect(event?.type === 'message-status' && event.pricing).toEqual(expected)
  })

  test('nested in the conversation (HOOK-15)', () => {
    const conversation = { id: 'c', pricing: { pricing_model: 'PMP', category: 'group_utility' } }
    expect(readWebhook(statusesBody(status({ conversation })))).toMatchObject({
      events: [{ conversation: { id: 'c' }, pricing: { model: 'PMP', category: 'group_utility' } }],
      unread: [],
      phoneNumbers,
    })
  })

  test.each([
    [{ billable: true }],
    [[]],
    ['PMP'],
    [{ category: 3 }],
    [{ category: '' }],
    [{ category: 'x'.repeat(600) }],
  ])('%j is left out and reported; the status counts', (pricing) => {
    const { events, unread } = readWebhook(statusesBody(status({ pricing })))
    expect(events).toHaveLength(1)
    expect(events[0]).not.toHaveProperty('pricing')
    expect(unread).toMatchObject([{ path: `${STATUS}.pricing`, kind: 'pricing' }])
  })
})

describe('conversation (CONV-A9, PMP-11)', () => {
  test('an expiration that cannot be is left out and reported', () => {
    const conversation = { id: 'c', expiration_timestamp: '1750116480000' }
    const { events, unread } = readWebhook(statusesBody(status({ conversation })))
    expect(events).toMatchObject([{ conversation: { id: 'c' } }])
    expect(events[0]).not.toHaveProperty('conversation.expiresAt')
    expect(unread).toMatchObject([
      {
        path: `${STATUS}.conversation`,
        reason: 'expiration_timestamp must be in seconds, but looks like milliseconds',
      },
    ])
  })

  test.each([[1750116480], ['1750116480']])('seconds as %j', (expiration_timestamp) => {
    const { events } = readWebhook(statusesBody(status({ conversation: { id: 'c', expiration_timestamp } })))
    expect(events).toMatchObject([{ conversation: { expiresAt: 1750116480000 } }])
  })

  test.each([[{}], [{ id: '' }], ['c'], [[]]])('%j is left out and reported', (conversation) => {
    const { events, unread } = readWebhook(statusesBody(status({ conversation })))
    expect(events).toHaveLength(1)
    expect(unread).toMatchObject([{ path: `${STATUS}.conversation` }])
  })
})

describe('the recipient', () => {
  test('the contact knows the user id', () => {
    const contacts = [{ wa_id: PHONE, user_id: USER_ID }]
    const { events } = readWebhook(bodyOf(threads({ contacts, statuses: [status()] })))
    expect(events).toMatchObject([{ customer: USER_ID, aliases: [PHONE] }])
  })

  test('a hidden phone number (ID-4)', () => {
    const hidden = status({ recipient_id: '', recipient_user_id: USER_ID })
    const { events } = readWebhook(statusesBody(hidden))
    expect(events).toMatchObject([{ customer: USER_ID }])
    expect(events[0]).not.toHaveProperty('aliases')
  })

  test.each(['recipient_participant_id', 'participant_recipient_id', 'recipient_participant_user_id'])(
    'each member of a group has a status of its own: %s',
    (key) => {
      const contacts = [{ wa_id: OTHER_PHONE, user_id: USER_ID }]
      const statuses = [PHONE, OTHER_PHONE].map((member) =>
        status({ recipient_id: GROUP, recipient_type: 'group', [key]: member }),
      )
      expect(readWebhook(bodyOf(threads({ contacts, statuses }))).events).toEqual(
        [PHONE, OTHER_PHONE].map((member) => ({
          type: 'message-status',
          id: `wamid.out/delivered/${member}`,
          customer: GROUP,
          message: 'wamid.out',
          participant: member,
          status: 'delivered',
          ...inThread,
        })),
      )
    },
  )

  test.each([
    [{ recipient_id: undefined }],
    [{ recipient_id: '', recipient_type: 'group' }],
    [{ recipient_id: {} }],
  ])('%j: reported', (more) => {
    const { events, unread } = readWebhook(statusesBody(status(more)))
    expect(events).toEqual([])
    expect(unread).toMatchObject([{ path: STATUS, reason: 'the status has no id of the recipient' }])
  })
})

test.each([
  [null, 'not a status but null'],
  [status({ id: undefined }), 'the status has no valid message id'],
  [status({ timestamp: 'soon' }), 'timestamp must be a number of seconds, but is a text'],
])('%j: %s', (broken, reason) => {
  const { events, unread } = readWebhook(statusesBody(broken, status({ id: 'wamid.good' })))
  expect(unread).toMatchObject([{ path: STATUS, reason }])
  expect(events).toMatchObject([{ message: 'wamid.good' }])
})

test('a status of somebody else never takes the only contact for its customer', () => {
  const contacts = [{ user_id: 'US.1' }]
  const body = threads({
    contacts,
    statuses: [{ ...status({}), recipient_id: '1888', recipient_user_id: undefined }],
  })
  expect(readWebhook(bodyOf(body)).events).toMatchObject([{ customer: '1888' }])
  expect(readWebhook(bodyOf(body)).events[0]).not.toHaveProperty('aliases')
})
