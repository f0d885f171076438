import { callRequestIn, contentOf } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { assertEach } from '../../../core/test/support/check.ts'

const request = {
  messaging_product: 'whatsapp',
  to: '15550100001',
  type: 'interactive',
  interactive: {
    type: 'call_permission_request',
    action: { name: 'call_permission_request' },
    body: { text: 'May we call you about your order?' },
  },
}

test('a free-form request for permission to call is recognised, and is a service message (CALL-13)', () => {
  expect(callRequestIn(request)).toBe('service')
  expect(contentOf(request)).toEqual({ ok: true, content: { kind: 'service' } })
})

test.each([
  { ...request, type: 'text' },
  { ...request, interactive: { type: 'button' } },
  { ...request, interactive: 'call_permission_request' },
  { ...request, interactive: null },
  // Whether it has such a button stands in the template alone.
  { type: 'template', template: { name: 'may_we_call', language: { code: 'fr' } } },
  [request],
  null,
])('%j is none that can be recognised', (body) => {
  expect(callRequestIn(body)).toBe(null)
})

test('of anything', () => {
  assertEach(fc.property(fc.anything(), (u) => void callRequestIn(u)))
})
