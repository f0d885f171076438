import { readWebhook, type InboundMessage } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'
import {
  AT,
  GROUP,
  type Json,
  PHONE,
  PHONE_NUMBER_ID,
  USER_ID,
  bodyOf,
  message,
  messagesBody,
  threads,
} from './bodies.ts'

/** The only message of a body with this element. */
const readOne = (more: Json, contacts: readonly Json[] = []): InboundMessage => {
  const { messages } = readWebhook(bodyOf(threads({ contacts, messages: [message(more)] })))
  expect(messages).toHaveLength(1)
  return messages[0] ?? expect.unreachable()
}
const interactive = (value: Json): Json => ({ type: 'interactive', interactive: value })

test('a text comes with its sender', () => {
  const contact = { wa_id: PHONE, user_id: USER_ID, profile: { name: 'Zoé', username: 'zoe' } }
  const raw = message()
  const { messages, events } = readWebhook(bodyOf(threads({ contacts: [contact], messages: [raw] })))
  expect(messages).toEqual([
    {
      id: 'wamid.in',
      at: AT,
      phoneNumberId: PHONE_NUMBER_ID,
      customer: USER_ID,
      sender: { phone: PHONE, userId: USER_ID, name: 'Zoé', username: 'zoe' },
      text: 'Bonjour',
      content: { kind: 'text', text: 'Bonjour' },
      raw,
    },
  ])
  expect(JSON.stringify(events), 'the rules keep nothing of it').not.toMatch(/Bonjour|Zoé/)
})

const media = { id: '77', mime_type: 'image/jpeg', sha256: 'x' }

describe('by type (SHAPE-2 to SHAPE-18)', () => {
  test.each<readonly [name: string, more: Json, content: Json, text?: string]>([
    [
      'image',
      { type: 'image', image: { ...media, caption: 'Is it this?' } },
      { kind: 'image', id: '77', mimeType: 'image/jpeg', sha256: 'x', caption: 'Is it this?' },
      'Is it this?',
    ],
    [
      'voice',
      { type: 'audio', audio: { id: '78', voice: true } },
      { kind: 'audio', id: '78', isVoice: true },
    ],
    [
      'document',
      { type: 'document', document: { id: '79', filename: 'a.pdf' } },
      { kind: 'document', id: '79', filename: 'a.pdf' },
    ],
    ['sticker', { type: 'sticker', sticker: { id: '80', animated: false } }, { kind: 'sticker', id: '80' }],
    [
      'location',
      { type: 'location', location: { latitude: 37.4, longitude: -122.1, name: 'Shop' } },
      { kind: 'location', latitude: 37.4, longitude: -122.1, name: 'Shop' },
    ],
    [
      'contacts',
      {
        type: 'contacts',
        contacts: [{ name: { formatted_name: 'B' }, phones: [{ phone: '+1 555', wa_id: '1555' }, {}] }],
      },
      { kind: 'contacts', contacts: [{ name: 'B', phones: [{ phone: '+1 555', waId: '1555' }] }] },
    ],
    [
      'quick reply',
      { type: 'button', button: { payload: 'YES', text: 'Yes, please' } },
      { kind: 'button', text: 'Yes, please', payload: 'YES' },
      'Yes, please',
    ],
    [
      'button',
      interactive({ type: 'button_reply', button_reply: { id: 'a', title: 'A' } }),
      { kind: 'button-reply', id: 'a', title: 'A' },
      'A',
    ],
    [
      'list',
      interactive({ type: 'list_reply', list_reply: { id: 'b', title: 'B', description: 'the b' } }),
      { kind: 'list-reply', id: 'b', title: 'B', description: 'the b' },
      'B',
    ],
    [
      'flow',
      interactive({ type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"n":1}' } }),
      { kind: 'flow-reply', name: 'flow', body: 'Sent', response: { n: 1 } },
    ],
    [
      'flow that is not JSON',
      interactive({ type: 'nfm_reply', nfm_reply: { response_json: '{' } }),
      { kind: 'flow-reply', name: 'flow', response: null },
    ],
    [
      'permission to call',
      interactive({ type: 'call_permission_reply', call_permission_reply: { response: 'reject' } }),
      { kind: 'call-permission-reply', response: 'reject' },
    ],
    [
      'order',
      {
        type: 'order',
        order: {
          catalog_id: '5',
          text: 'By noon',
          product_items: [{ product_retailer_id: 'tart', quantity: 2, item_price: 7.99, currency: 'EUR' }],
        },
      },
      {
        kind: 'order',
        catalogId: '5',
        text: 'By noon',
        items: [{ productId: 'tart', quantity: 2, price: 7.99, currency: 'EUR' }],
      },
      'By noon',
    ],
    [
      'reaction',
      { type: 'reaction', reaction: { message_id: 'wamid.out', emoji: '👍' } },
      { kind: 'reaction', message: 'wamid.out', emoji: '👍' },
    ],
    [
      'reaction that was taken back',
      { type: 'reaction', reaction: { message_id: 'wamid.out' } },
      { kind: 'reaction', message: 'wamid.out', emoji: null },
    ],
    [
      'unsupported',
      { type: 'unsupported', errors: [{ code: 131051, title: 'Unknown' }], unsupported: { type: 'poll' } },
      { kind: 'unsupported', errors: [{ code: 131051, title: 'Unknown' }], type: 'poll' },
    ],
    [
      'edit',
      { type: 'edit', edit: { original_message_id: 'wamid.0', message: { type: 'image', image: media } } },
      {
        kind: 'edit',
        message: 'wamid.0',
        content: { kind: 'image', id: '77', mimeType: 'image/jpeg', sha256: 'x' },
      },
    ],
    [
      'revoke',
      { type: 'revoke', revoke: { original_message_id: 'wamid.0' } },
      { kind: 'revoke', message: 'wamid.0' },
    ],
    [
      'system',
      {
        type: 'system',
        system: { body: 'A changed to B', type: 'user_changed_number', wa_id: '15550100003' },
      },
      { kind: 'system', type: 'user_changed_number', text: 'A changed to B' },
    ],
    [
      'a type not known today',
      { type: 'hologram', hologram: { id: '1' } },
      { kind: 'other', type: 'hologram' },
    ],
    ['a type without its contents', { type: 'image' }, { kind: 'other', type: 'image' }],
    ['a reply not known today', interactive({ type: 'x', x: {} }), { kind: 'other', type: 'interactive' }],
  ])('%s', (_, more, content, text) => {
    const read = readOne({ text: undefined, ...more })
    expect(read.content).toEqual(content)
    expect(read.text).toBe(text ?? null)
    expect(read.raw, 'as it came').toEqual(message({ text: undefined, ...more }))
  })
})

test('what it answers, what it is about, and that it was passed on', () => {
  const context = {
    from: '15550100000',
    id: 'wamid.out',
    frequently_forwarded: true,
    referred_product: { catalog_id: '5', product_retailer_id: 'tart' },
  }
  expect(readOne({ context })).toMatchObject({
    repliesTo: { message: 'wamid.out', from: '15550100000' },
    product: { catalogId: '5', productId: 'tart' },
    forwarded: 'often',
  })
  expect(readOne({ context: { forwarded: true } })).toMatchObject({ forwarded: 'once' })
  expect(readOne({ context: {} })).not.toHaveProperty('repliesTo')
})

test('the advertisement that it came from', () => {
  const referral = { source_type: 'ad', source_id: '9', headline: 'Tarts', ctwa_clid: 'click' }
  expect(readOne({ referral }).referral).toEqual({
    source: 'ad',
    id: '9',
    headline: 'Tarts',
    clickId: 'click',
  })
})

test('in a group the sender is the member, and the group is answered', () => {
  expect(readOne({ group_id: GROUP })).toMatchObject({ customer: GROUP, sender: { phone: PHONE } })
})

test('what gives no event gives no message', () => {
  const { events, messages } = readWebhook(messagesBody(message({ id: '' }), message({ timestamp: '1' })))
  expect([events, messages]).toEqual([[], []])
})
