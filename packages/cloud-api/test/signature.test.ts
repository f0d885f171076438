import { createHmac } from 'node:crypto'
import { verifySignature } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertEach } from '../../core/test/support/check.ts'

const SECRET = 'an app secret'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const hexOf = (body: Uint8Array, secret: string): string =>
  createHmac('sha256', secret).update(body).digest('hex')
const sign = (body: Uint8Array, secret: string): string => `sha256=${hexOf(body, secret)}`

const body = bytes('{"object":"whatsapp_business_account","entry":[{"id":"\\u00e9t\\u00e9"}]}')
const ok = { ok: true }
const refused = (reason: string): object => ({ ok: false, reason })

test('a known pair of body and signature', () => {
  // RFC 4231, test case 2.
  const header = 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
  expect(verifySignature({ body: bytes('what do ya want for nothing?'), header, secret: 'Jefe' })).toEqual(ok)
})

test('upper-case digits say the same', () => {
  expect(
    verifySignature({ body, header: `sha256=${hexOf(body, SECRET).toUpperCase()}`, secret: SECRET }),
  ).toEqual(ok)
})

test('an empty body is signed like any other', () => {
  const empty = new Uint8Array()
  expect(verifySignature({ body: empty, header: sign(empty, SECRET), secret: SECRET })).toEqual(ok)
})

describe('refused', () => {
  const hex = hexOf(body, SECRET)
  test.each([
    ['no header', undefined, 'missing'],
    ['null', null, 'missing'],
    ['an empty header', '', 'missing'],
    ['a prefix and nothing else', 'sha256=', 'malformed'],
    ['no prefix', hex, 'malformed'],
    ['another prefix', `sha1=${hex}`, 'malformed'],
    ['a prefix in capitals', `SHA256=${hex}`, 'malformed'],
    ['shorter by one digit', `sha256=${hex.slice(1)}`, 'malformed'],
    ['shorter by a byte', `sha256=${hex.slice(2)}`, 'malformed'],
    ['longer', `sha256=${hex}00`, 'malformed'],
    ['no hex', `sha256=${'g'.repeat(64)}`, 'malformed'],
    ['a line more', `sha256=${hex}\n`, 'malformed'],
    ['two headers in one', `sha256=${hex}, sha256=${hex}`, 'malformed'],
    ['letters that are longer as bytes', `sha256=${'é'.repeat(64)}`, 'malformed'],
    ['all zeros', `sha256=${'0'.repeat(64)}`, 'wrong'],
    ['one digit off', `sha256=${hex.startsWith('0') ? '1' : '0'}${hex.slice(1)}`, 'wrong'],
    ['keyed with the verify token', sign(body, 'the verify token'), 'wrong'],
    ['keyed with nothing', sign(body, ''), 'wrong'],
  ])('%s', (_, header, reason) => {
    expect(verifySignature({ body, header, secret: SECRET })).toEqual(refused(reason))
  })

  test('the signature of the body as it reads after parsing and writing again', () => {
    const again = bytes(JSON.stringify(JSON.parse(new TextDecoder().decode(body))))
    expect(verifySignature({ body, header: sign(again, SECRET), secret: SECRET })).toEqual(refused('wrong'))
    expect(verifySignature({ body: again, header: sign(body, SECRET), secret: SECRET })).toEqual(
      refused('wrong'),
    )
  })

  test.each([
    ['', ''],
    ['a list of none', []],
    ['a list of empty ones', ['', '']],
  ])('everything, with an empty secret: %s', (_, secret) => {
    for (const header of [sign(body, ''), sign(body, SECRET), undefined])
      expect(verifySignature({ body, header, secret })).toEqual(refused('no-secret'))
  })

  test('and the refusal tells nothing of the right signature', () => {
    const answer = JSON.stringify(verifySignature({ body, header: sign(body, 'x'), secret: SECRET }))
    for (let at = 0; at + 6 <= hex.length; at++) expect(answer).not.toContain(hex.slice(at, at + 6))
  })
})

describe('a caller without types', () => {
  const untyped = (parts: object): unknown => Reflect.apply(verifySignature, null, [parts])
  const header = sign(body, SECRET)

  test.each([
    ['a secret whose variable is not set', { body, header, secret: undefined }, 'no-secret'],
    ['a secret that is null', { body, header, secret: null }, 'no-secret'],
    ['secrets that are not set', { body, header, secret: [undefined, 7] }, 'no-secret'],
    ['a body that was parsed', { body: { object: 'x' }, header, secret: SECRET }, 'not-raw'],
    ['no body', { header, secret: SECRET }, 'not-raw'],
    ['a header that came twice', { body, header: [header, header], secret: SECRET }, 'missing'],
  ])('%s is refused with its reason', (_, parts, reason) => {
    expect(untyped(parts)).toEqual(refused(reason))
  })

  test('the text of the bytes is as good as the bytes', () => {
    const text = new TextDecoder().decode(body)
    expect(verifySignature({ body: text, header, secret: SECRET })).toEqual(ok)
    expect(verifySignature({ body: `${text} `, header, secret: SECRET })).toEqual(refused('wrong'))
  })
})

test('while one secret replaces another, both hold; an empty one beside them does not', () => {
  const secret = ['old', '', 'new']
  expect(verifySignature({ body, header: sign(body, 'old'), secret })).toEqual(ok)
  expect(verifySignature({ body, header: sign(body, 'new'), secret })).toEqual(ok)
  expect(verifySignature({ body, header: sign(body, ''), secret })).toEqual(refused('wrong'))
})

test('what was signed is accepted, and no other body or secret is', () => {
  const secrets = fc.string({ minLength: 1 })
  assertEach(
    fc.property(fc.uint8Array(), fc.uint8Array(), secrets, secrets, (one, other, secret, another) => {
      const header = sign(one, secret)
      expect(verifySignature({ body: one, header, secret })).toEqual(ok)
      const sameBody = Buffer.compare(one, other) === 0
      expect(verifySignature({ body: other, header, secret }).ok).toBe(sameBody)
      if (another !== secret)
        expect(verifySignature({ body: one, header, secret: another })).toEqual(refused('wrong'))
    }),
  )
})

test('no header makes it throw', () => {
  const header = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map((text) => `sha256=${text}`),
  )
  assertEach(
    fc.property(
      header,
      (text) => void expect(verifySignature({ body, header: text, secret: SECRET }).ok).toBe(false),
    ),
  )
})
