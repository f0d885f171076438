import { readWebhook } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'
import {
  GROUP,
  OTHER_PHONE,
  OTHER_USER_ID,
  PHONE,
  USER_ID,
  bodyOf,
  inThread,
  message,
  messagesBody,
  threads,
  phoneNumbers,
} from './bodies.ts'

const MESSAGE = '$.entry[0].changes[0].value.messages[0]'

test('a message becomes one event', () => {
  expect(readWebhook(messagesBody(message()))).toEqual({
    events: [{ type: 'customer-messaged', id: 'wamid.in', customer: PHONE, kind: 'text', ...inThread }],
    messages: [expect.objectContaining({ id: 'wamid.in', text: 'Bonjour' })],
    echoes: [],
    unread: [],
    phoneNumbers,
  })
})

test('a type not known today is an event and a report', () => {
  const { events, unread } = readWebhook(messagesBody(message({ type: 'hologram' })))
  expect(events).toMatchObject([{ kind: 'hologram' }])
  expect(unread).toEqual([
    { path: MESSAGE, reason: 'message type not known today: hologram', kind: 'hologram' },
  ])
})

test('the emoji tells whether a reaction was removed', () => {
  const kinds = [{ emoji: '👍' }, { emoji: '' }, { emoji: null }, {}, undefined].map(
    (reaction) => readWebhook(messagesBody(message({ type: 'reaction', reaction }))).events[0],
  )
  const removed = { kind: 'reaction-removed' }
  expect(kinds).toMatchObject([{ kind: 'reaction' }, removed, removed, removed, removed])
})

describe('referral (FEP-12)', () => {
  test.each([
    [
      { source_type: 'ad', source_id: '77' },
      { source: 'ad', id: '77' },
    ],
    [
      { source_type: 'post', source_id: '78' },
      { source: 'post', id: '78' },
    ],
    [{ source_type: 'page' }, { source: 'page' }],
  ])('%j', (referral, entryPoint) => {
    const { events, unread } = readWebhook(messagesBody(message({ referral })))
    expect(events).toMatchObject([{ entryPoint }])
    expect(unread).toEqual([])
  })

  test.each([
    [{ source_type: 'story' }, 'story'],
    [{}, 'nothing'],
    [7, 'nothing'],
    [{ source_type: 3 }, 'a number'],
  ])('%j is no known entry point: the message counts, the referral is reported', (referral, word) => {
    const { events, unread } = readWebhook(messagesBody(message({ referral })))
    expect(events).toHaveLength(1)
    expect(events[0]).not.toHaveProperty('entryPoint')
    expect(unread).toMatchObject([
      { path: `${MESSAGE}.referral`, reason: `referral source not known today: ${word}` },
    ])
  })
})

describe('who the customer is (section 12)', () => {
  const contact = { wa_id: PHONE, user_id: USER_ID, parent_user_id: 'US.ENT.9' }
  const stranger = { wa_id: OTHER_PHONE, user_id: OTHER_USER_ID }
  const noId = 'the message has no id of the customer'

  test.each([
    ['phone only', { from: PHONE }, [], PHONE, undefined],
    ['phone with plus and spaces', { from: '+1 555 010 0001' }, [], PHONE, undefined],
    ['phone and user id', { from: PHONE, from_user_id: USER_ID }, [], USER_ID, [PHONE]],
    ['user id only', { from: undefined, from_user_id: USER_ID }, [], USER_ID, undefined],
    ['empty phone', { from: '', from_user_id: USER_ID }, [], USER_ID, undefined],
    ['user id where the phone belongs', { from: USER_ID }, [], USER_ID, undefined],
    ['parent user id is no key', { from: PHONE, from_user_id: 'US.ENT.9' }, [], PHONE, undefined],
    ['contact by phone', { from: PHONE }, [stranger, contact], USER_ID, [PHONE]],
    ['contact by user id', { from: '', from_user_id: USER_ID }, [stranger, contact], USER_ID, [PHONE]],
    ['only contact, no sender', { from: undefined }, [contact], USER_ID, [PHONE]],
    ['only contact knows just the phone', { from: '' }, [{ wa_id: PHONE }], PHONE, undefined],
    ['the only contact shares no id', { from: PHONE }, [{ user_id: USER_ID }], PHONE, undefined],
    ['the only contact is somebody else', { from: PHONE }, [stranger], PHONE, undefined],
    ['none of several contacts', { from: PHONE }, [stranger, { wa_id: '15550100009' }], PHONE, undefined],
    [
      'canonical number (ID-10)',
      { from: '5215550001', from_user_id: USER_ID },
      [contact],
      USER_ID,
      ['5215550001', PHONE],
    ],
    ['broken contacts beside a good one', { from: PHONE }, [null, 3, contact], USER_ID, [PHONE]],
  ])('%s', (_, ids, contacts, customer, aliases) => {
    const [event] = readWebhook(bodyOf(threads({ contacts, messages: [message(ids)] }))).events
    expect(event).toMatchObject({ customer })
    expect(event && 'aliases' in event ? event.aliases : undefined).toEqual(aliases)
  })

  test.each([
    ['nobody named', { from: undefined }, []],
    ['several contacts, none named', { from: '' }, [contact, stranger]],
    ['an id that is no id', { from: { a: 1 } }, []],
    ['an endless id', { from: '1'.repeat(5000) }, []],
    ['only a parent user id', { from: 'US.ENT.9' }, []],
  ])('%s: reported', (_, ids, contacts) => {
    const { events, unread } = readWebhook(bodyOf(threads({ contacts, messages: [message(ids)] })))
    expect(events).toEqual([])
    expect(unread).toEqual([{ path: MESSAGE, reason: noId, kind: 'text' }])
  })

  test('many contacts are found like few', () => {
    const contacts = Array.from({ length: 50 }, (_, n) => ({
      wa_id: `155501${n + 1000}`,
      user_id: `US.${n}`,
    }))
    const messages = contacts.map(({ wa_id }, n) => message({ from: wa_id, id: `wamid.${n}` }))
    const { events } = readWebhook(bodyOf(threads({ contacts, messages })))
    expect(events.map((event) => 'customer' in event && event.customer)).toEqual(
      contacts.map((one) => one.user_id),
    )
  })

  test('a group is its own customer (CSW-E6)', () => {
    const { events } = readWebhook(
      bodyOf(threads({ contacts: [contact], messages: [message({ group_id: GROUP })] })),
    )
    expect(events).toEqual([
      { type: 'customer-messaged', id: 'wamid.in', customer: GROUP, kind: 'text', ...inThread },
    ])
  })

  test('a group that cannot be named never becomes a chat with one person', () => {
    const { events, unread } = readWebhook(messagesBody(message({ group_id: ['x'] })))
    expect(events).toEqual([])
    expect(unread).toMatchObject([{ reason: "the group's id is a list" }])
  })
})

test.each([
  [null, 'not a message but null'],
  ['x', 'not a message but a text'],
  [[], 'not a message but a list'],
  [message({ id: undefined }), 'the message has no valid id'],
  [message({ id: '' }), 'the message has no valid id'],
  [message({ type: undefined }), "the message's type is nothing"],
  [message({ type: 7 }), "the message's type is a number"],
])('%j: %s', (broken, reason) => {
  const { events, unread } = readWebhook(messagesBody(broken, message({ id: 'wamid.good' })))
  expect(unread).toMatchObject([{ path: MESSAGE, reason }])
  expect(events).toMatchObject([{ id: 'wamid.good' }])
})
