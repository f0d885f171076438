import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cursorAt, markLength, type Cursor } from '../src/follow/cursor.ts'
import { holdsLater } from '../../core/test/support/check.ts'

const start = { offset: 0, line: 0 }

/** Texts of short and long lines, some of them without an end, in any pieces. */
const pieces = fc.array(
  fc
    .array(fc.oneof(fc.constant('\n'), fc.constant('{"a":1}'), fc.constant('x'.repeat(700))), {
      maxLength: 8,
    })
    .map((parts) => Buffer.from(parts.join(''))),
  { maxLength: 8 },
)

const state = (cursor: Cursor): string => JSON.stringify([cursor.position(), cursor.mark().toString('hex')])

test('a position is the end of the last whole line, wherever the pieces are cut', () => {
  return holdsLater(pieces, (chunks) => {
    const cursor = cursorAt(start)
    chunks.forEach(cursor.push)
    const text = Buffer.concat(chunks)
    const offset = text.lastIndexOf('\n') + 1
    const line = text.toString().split('\n').length - 1
    const mark = text.subarray(Math.max(0, offset - markLength), offset).toString('hex')
    expect(state(cursor)).toBe(JSON.stringify([{ offset, line }, mark]))
  })
})

test('one that goes on at a position comes to where one comes that read all', () => {
  return holdsLater(fc.tuple(pieces, pieces), ([first, second]) => {
    const whole = cursorAt(start)
    first.forEach(whole.push)
    const rest = Buffer.concat(first).subarray(whole.position().offset)
    const goneOn = cursorAt(whole.position(), whole.mark())
    ;[rest, ...second].forEach(goneOn.push)
    second.forEach(whole.push)
    expect(state(goneOn)).toBe(state(whole))
  })
})

test('the end of a file ends its last line', () => {
  const cursor = cursorAt(start)
  cursor.push(Buffer.from('a\nbc'))
  cursor.end()
  expect(cursor.position()).toEqual({ offset: 4, line: 2 })
  cursor.end()
  expect(cursor.position()).toEqual({ offset: 4, line: 2 })
})
