import { readWebhook, readWebhookText } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'
import {
  PHONE,
  PHONE_NUMBER_ID,
  batch,
  bodyOf,
  change,
  entry,
  message,
  messagesBody,
  metadata,
  status,
  threads,
  phoneNumbers,
} from './bodies.ts'

describe('a batch (HOOK-3)', () => {
  test('several entries, changes, numbers, messages and statuses', () => {
    const second = { display_phone_number: '15550100009', phone_number_id: '800000000000002' }
    const body = batch(
      entry([
        threads({
          messages: [message({ id: 'm1' }), message({ id: 'm2' })],
          statuses: [status({ id: 's1' })],
        }),
        threads({ metadata: second, messages: [message({ id: 'm3' })] }),
      ]),
      entry([threads({ statuses: [status({ id: 's2' }), status({ id: 's3' })] })], { id: 'other' }),
    )
    const { events, unread } = readWebhook(body)
    expect(unread).toEqual([])
    expect(
      events.map((event) => [
        event.id,
        'phoneNumberId' in event && event.phoneNumberId,
        event.type !== 'template-changed' && event.account,
      ]),
    ).toEqual([
      ['m1', PHONE_NUMBER_ID, '900000000000001'],
      ['m2', PHONE_NUMBER_ID, '900000000000001'],
      ['s1/delivered', PHONE_NUMBER_ID, '900000000000001'],
      ['m3', '800000000000002', '900000000000001'],
      ['s2/delivered', PHONE_NUMBER_ID, 'other'],
      ['s3/delivered', PHONE_NUMBER_ID, 'other'],
    ])
  })

  test('the contacts of one change say nothing about the next', () => {
    const contacts = [{ wa_id: PHONE, user_id: 'US.1' }]
    const body = bodyOf(threads({ contacts, messages: [message()] }), threads({ messages: [message()] }))
    expect(readWebhook(body).events).toMatchObject([{ customer: 'US.1' }, { customer: PHONE }])
  })

  test('contacts may stand behind the messages', () => {
    const contacts = [{ wa_id: PHONE, user_id: 'US.1' }]
    expect(readWebhook(bodyOf(threads({ messages: [message()], contacts }))).events).toMatchObject([
      { customer: 'US.1' },
    ])
  })

  test('the same message twice is two events: telling duplicates is not the reader’s business', () => {
    expect(readWebhook(messagesBody(message(), message())).events).toHaveLength(2)
  })
})

describe('object', () => {
  test('of another product: nothing is read', () => {
    expect(readWebhook({ ...messagesBody(message()), object: 'page' })).toEqual({
      events: [],
      messages: [],
      echoes: [],
      phoneNumbers: [],
      unread: [{ path: '$.object', reason: 'not about a WhatsApp account but page', kind: 'page' }],
    })
  })
  test.each([[null], [5], [['whatsapp_business_account']]])('%j: nothing is read', (object) => {
    expect(readWebhook({ ...messagesBody(message()), object })).toMatchObject({
      events: [],
      unread: [{ path: '$.object' }],
    })
  })
  test('absent: read anyway', () => {
    const { entry: entries } = messagesBody(message())
    expect(readWebhook({ entry: entries }).events).toHaveLength(1)
  })
})

test.each([
  [null, '$', 'not a webhook body but null'],
  [undefined, '$', 'not a webhook body but nothing'],
  ['{}', '$', 'not a webhook body but a text'],
  [[], '$', 'not a webhook body but a list'],
  [7, '$', 'not a webhook body but a number'],
  [{}, '$', 'entry is missing'],
  [{ entry: null }, '$.entry', 'not a list but null'],
  [{ entry: {} }, '$.entry', 'not a list but an object'],
  [{ entry: [] }, '$.entry', 'entry is empty'],
  [{ entry: [null] }, '$.entry[0]', 'not an entry but null'],
  [{ entry: [{}] }, '$.entry[0]', 'changes is missing'],
  [{ entry: [{ changes: 'x' }] }, '$.entry[0].changes', 'not a list but a text'],
  [{ entry: [{ changes: [] }] }, '$.entry[0].changes', 'changes is empty'],
  [bodyOf(null), '$.entry[0].changes[0]', 'not a change but null'],
  [bodyOf({}), '$.entry[0].changes[0]', 'the field is nothing'],
  [bodyOf(change('', {})), '$.entry[0].changes[0]', 'the field is an empty text'],
  [bodyOf(change('messages', undefined)), '$.entry[0].changes[0]', 'the value is nothing'],
  [bodyOf(change('messages', [])), '$.entry[0].changes[0]', 'the value is a list'],
  [
    bodyOf(change('messages', {})),
    '$.entry[0].changes[0].value',
    'the metadata has no phone_number_id, so the thread is unknown',
  ],
  [bodyOf(threads({})), '$.entry[0].changes[0].value', 'the value has no list that is read'],
  [messagesBody(), '$.entry[0].changes[0].value', 'the value has no list that is read'],
  [bodyOf(threads({ messages: {} })), '$.entry[0].changes[0].value.messages', 'not a list but an object'],
  [bodyOf(threads({ contacts: 3 })), '$.entry[0].changes[0].value.contacts', 'not a list but a number'],
  [
    bodyOf(threads({ contacts: [3] })),
    '$.entry[0].changes[0].value.contacts[0]',
    'not a contact but a number',
  ],
  [
    bodyOf(threads({ holograms: [{}] })),
    '$.entry[0].changes[0].value.holograms',
    'list not known today: holograms',
  ],
  [
    bodyOf(threads({ 'a "b"': [{}] })),
    '$.entry[0].changes[0].value["a \\"b\\""]',
    'list not known today: a "b"',
  ],
  [
    bodyOf(threads({ errors: [{ code: 131000 }] })),
    '$.entry[0].changes[0].value.errors[0]',
    'error 131000 of the account: changes no thread',
  ],
  [
    bodyOf(threads({ errors: [null] })),
    '$.entry[0].changes[0].value.errors[0]',
    'error of the account: changes no thread',
  ],
  [
    bodyOf(threads({ user_actions: [{ action_type: 'marketing_messages_link_click' }] })),
    '$.entry[0].changes[0].value.user_actions[0]',
    'an action of the user, such as a click, is not a message and opens nothing',
  ],
])('%j is one report', (body, path, reason) => {
  const read = readWebhook(body)
  expect(read.events).toEqual([])
  expect(read.unread).toHaveLength(1)
  expect(read.unread).toMatchObject([{ path, reason }])
})

test.each([
  'flows',
  'security',
  'standby',
  'business_username_updates',
  'constructor',
  '__proto__',
  'toString',
])('field %s is reported by its name', (field) => {
  expect(readWebhook(bodyOf(change(field, { metadata, messages: [message()] })))).toEqual({
    events: [],
    messages: [],
    echoes: [],
    phoneNumbers,
    unread: [{ path: '$.entry[0].changes[0]', reason: 'a field that Guichet does not read', kind: field }],
  })
})

test('text that is no JSON is one report', () => {
  for (const text of ['', '{', 'undefined', '{"entry":[}', '\u0000'])
    expect(readWebhookText(text)).toEqual({
      events: [],
      messages: [],
      echoes: [],
      phoneNumbers: [],
      unread: [{ path: '$', reason: 'not JSON' }],
    })
})
