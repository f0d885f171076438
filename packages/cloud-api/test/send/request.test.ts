import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Target } from '../../src/graph/target.ts'
import { type Outgoing, requestOf } from '../../src/send/request.ts'
import { assertEach } from '../../../core/test/support/check.ts'

const target: Target = { accessToken: 'EAAG1', baseUrl: 'https://graph.facebook.com', version: 'v24.0' }
const message: Outgoing = { phoneNumberId: '106540352242922', body: { to: '33639980001', type: 'text' } }
const made = (more: Partial<Outgoing> = {}, where: Partial<Target> = {}): ReturnType<typeof requestOf> =>
  requestOf({ ...target, ...where }, { ...message, ...more })
const urlOf = (more: Partial<Outgoing> = {}, where: Partial<Target> = {}): string => {
  const making = made(more, where)
  return making.ok ? making.request.url : making.reason
}

test('the whole request', () => {
  expect(made({ callbackData: 'order 42' })).toEqual({
    ok: true,
    request: {
      method: 'POST',
      url: 'https://graph.facebook.com/v24.0/106540352242922/messages',
      headers: {
        authorization: 'Bearer EAAG1',
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: '{"to":"33639980001","type":"text","biz_opaque_callback_data":"order 42"}',
    },
  })
})

test('another endpoint only when it was asked for, also for a marketing template', () => {
  const template = {
    type: 'template',
    category: 'marketing',
    template: { name: 'a', language: { code: 'fr' } },
  }
  expect(urlOf({ body: template })).toMatch(/\/messages$/)
  expect(urlOf({ body: template, endpoint: 'marketing_messages' })).toMatch(/\/marketing_messages$/)
})

test.each([
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010/v24.0/106540352242922/messages'],
  ['https://proxy.example/meta/', 'https://proxy.example/meta/v24.0/106540352242922/messages'],
])('the base URL %s', (baseUrl, url) => expect(urlOf({}, { baseUrl })).toBe(url))

describe('no request', () => {
  test.each<readonly [string, Partial<Outgoing>, Partial<Target>]>([
    ['a base URL that is none', {}, { baseUrl: 'graph' }],
    ['another protocol', {}, { baseUrl: 'file:///etc' }],
    ['a password in the base URL', {}, { baseUrl: 'https://a:b@graph.example' }],
    ['a query in the base URL', {}, { baseUrl: 'https://graph.example/?a=b' }],
    ['a version that is none', {}, { version: '../v24.0' }],
    ['no access token', {}, { accessToken: '' }],
    ['an access token of two lines', {}, { accessToken: 'a\r\nb' }],
    ['no phone number', { phoneNumberId: '' }, {}],
    ['a phone number that is a path', { phoneNumberId: '1/../2' }, {}],
    ['a body that is a list', { body: [] }, {}],
    ['a read receipt', { body: { status: 'read', message_id: 'wamid.in' } }, {}],
    [
      'a body that holds itself',
      { body: Object.assign([{}], { to: 1 }).map((o) => Object.assign(o, { o }))[0] ?? {} },
      {},
    ],
    ['a body with a bigint', { body: { to: 1n } }, {}],
    ['a body that is nothing in JSON', { body: { toJSON: () => undefined } }, {}],
    ['empty callback data', { callbackData: '' }, {}],
    ['callback data too long', { callbackData: 'x'.repeat(513) }, {}],
    ['callback data twice', { body: { biz_opaque_callback_data: 'mine' }, callbackData: 'yours' }, {}],
  ])('with %s', (_, more, where) => expect(made(more, where)).toMatchObject({ ok: false }))

  test('but with the same callback data twice, or the longest', () => {
    const body = { biz_opaque_callback_data: 'mine' }
    expect(made({ body, callbackData: 'mine' })).toMatchObject({ ok: true })
    expect(made({ body })).toMatchObject({ ok: true, request: { body: JSON.stringify(body) } })
    expect(made({ callbackData: 'x'.repeat(512) })).toMatchObject({ ok: true })
  })
})

test('whatever the phone number id and the version are, the request stays on its path', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('..', '.', '%2e%2e', '1?x=', '1#', '1\\2', '\n1'))
  assertEach(
    fc.property(word, word, (phoneNumberId, version) => {
      for (const making of [made({ phoneNumberId }), made({}, { version })]) {
        if (!making.ok) continue
        const { pathname, host } = new URL(making.request.url)
        expect(host).toBe('graph.facebook.com')
        expect(pathname).toMatch(/^\/v\d+\.\d+\/[\w-]+\/messages$/)
      }
    }),
    1000,
  )
})
