import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../src/playground/sha256.ts'
import { holds } from '../../core/test/support/check.ts'

const node = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('the digest of the page', () => {
  it('is that of Node, for any text', () => {
    holds([fc.string({ unit: 'binary', maxLength: 150 })], (text) => sha256(text) === node(text), 50)
  })

  it.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 10_000])('also of %i bytes', (length) =>
    expect(sha256('x'.repeat(length))).toBe(node('x'.repeat(length))),
  )
})
