import { type Content } from '@guichet/core'
import { contentOf } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { requestOf } from '../../src/send/request.ts'
import { assertEach } from '../../../core/test/support/check.ts'

const text = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
const category = fc.constantFrom('marketing', 'utility', 'authentication')
const content: fc.Arbitrary<Content> = fc.oneof(
  fc.constant<Content>({ kind: 'service' }),
  fc.constant<Content>({ kind: 'reaction' }),
  fc
    .record({ name: text, language: text, category }, { requiredKeys: ['name', 'language'] })
    .map((template): Content => ({ kind: 'template', ...template })),
)

/** A body of the messages endpoint with this content, in one of the ways in which Meta takes it. */
const bodyWith = (one: Content, type: string): object => {
  const common = { messaging_product: 'whatsapp', to: '33639980001' }
  switch (one.kind) {
    case 'service':
      return { ...common, type, [type]: { body: 'Bonjour' } }
    case 'reaction':
      return { ...common, type: 'reaction', reaction: { message_id: 'wamid.in', emoji: '👍' } }
    case 'template': {
      const { name, language, category: own } = one
      const template = { name, language: { code: language }, components: [] }
      return {
        ...common,
        type: 'template',
        template,
        ...(own === undefined ? {} : { category: own.toUpperCase() }),
      }
    }
  }
}

const serviceTypes = fc.constantFrom('text', 'image', 'interactive', 'location', 'contacts', 'hologram')
const target = { accessToken: 'secret', baseUrl: 'https://graph.example', version: 'v24.0' }

test('what a request was made from, its body says', () => {
  assertEach(
    fc.property(content, serviceTypes, fc.option(text, { nil: undefined }), (one, type, callbackData) => {
      const given = bodyWith(one, type)
      const message = { phoneNumberId: '1', body: given }
      const made = requestOf(target, callbackData === undefined ? message : { ...message, callbackData })
      expect(made.ok).toBe(true)
      if (!made.ok) return
      const sent: unknown = JSON.parse(made.request.body)
      expect(contentOf(sent)).toEqual({ ok: true, content: one })
      expect(sent).toEqual(
        callbackData === undefined ? given : { ...given, biz_opaque_callback_data: callbackData },
      )
    }),
    1000,
  )
})

test('total: anything is a content or has a reason', () => {
  assertEach(
    fc.property(fc.anything({ withNullPrototype: true }), (u) => {
      const read = contentOf(u)
      if (!read.ok) expect(read.reason).not.toBe('')
    }),
    1000,
  )
})

test.each<readonly [string, unknown, unknown]>([
  ['no type, which is a text', { to: '1' }, { kind: 'service' }],
  ['a type not known today', { type: 'hologram' }, { kind: 'service' }],
  ['a reaction taken back', { type: 'reaction', reaction: { emoji: '' } }, { kind: 'reaction' }],
  [
    'a language as a text',
    { type: 'template', template: { name: 'a', language: 'fr' } },
    { kind: 'template', name: 'a', language: 'fr' },
  ],
  [
    'a category in the template',
    { type: 'template', template: { name: 'a', language: { code: 'fr' }, category: 'UTILITY' } },
    { kind: 'template', name: 'a', language: 'fr', category: 'utility' },
  ],
])('%s', (_, body, expected) => expect(contentOf(body)).toEqual({ ok: true, content: expected }))

test.each<readonly [string, unknown, string, string]>([
  ['a read receipt', { status: 'read', message_id: 'wamid.in' }, 'not-a-message', ''],
  [
    'a typing indicator',
    { status: 'read', message_id: 'wamid.in', typing_indicator: { type: 'text' } },
    'not-a-message',
    '',
  ],
  ['a list', [], 'not-an-object', ''],
  ['nothing', undefined, 'not-an-object', ''],
  ['a template that is none', { type: 'template', template: 'a' }, 'unnamed-template', '.template'],
  ['no language', { type: 'template', template: { name: 'a' } }, 'unnamed-template', '.template'],
  ['no name', { type: 'template', template: { language: { code: 'fr' } } }, 'unnamed-template', '.template'],
])('no message: %s', (_, body, why, part) => expect(contentOf(body)).toMatchObject({ ok: false, why, part }))
