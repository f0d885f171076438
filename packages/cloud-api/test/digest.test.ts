import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertEach } from '../../core/test/support/check.ts'
import { bytesOf, hexOf } from '../src/digest/hex.ts'
import * as node from '../src/digest/node.ts'
import * as portable from '../src/digest/portable.ts'

/** Any text, lone surrogates too, and sizes around those of a block. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.integer({ min: 0, max: 300 }).map((n) => '\ud800é'.repeat(n)),
)
const body = fc.oneof(text, fc.uint8Array({ maxLength: 300 }))

describe('digests by Node and those of every other runtime', () => {
  test('are the same of every text', () =>
    assertEach(
      fc.property(text, (one) => {
        expect(hexOf(portable.sha256(one))).toBe(hexOf(node.sha256(one)))
      }),
    ))

  test('are the same of every body under every key', () =>
    assertEach(
      fc.property(text, body, (key, one) => {
        expect(hexOf(portable.hmacSha256(key, one))).toBe(hexOf(node.hmacSha256(key, one)))
      }),
    ))

  test('are compared alike, also when one bit differs', () =>
    assertEach(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(255), (one, place) => {
        const other = one.map((byte, at) => (at === place >> 3 ? byte ^ (1 << (place & 7)) : byte))
        for (const { sameDigest } of [node, portable])
          expect([sameDigest(one, Uint8Array.from(one)), sameDigest(one, other)]).toEqual([true, false])
      }),
    ))

  test('are written in digits that are read back, in capitals too', () =>
    assertEach(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(bytesOf(hexOf(bytes))).toEqual(bytes)
        expect(bytesOf(hexOf(bytes).toUpperCase())).toEqual(bytes)
      }),
    ))
})
