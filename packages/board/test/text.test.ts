import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alsoInWords, counted, customerInWords, idInWords, plainly } from '../src/page/words/text.ts'
import { holds } from '../../core/test/support/check.ts'

const odd = fc.constantFrom(
  '\u202E',
  '\u200B',
  '\u2066',
  '\u0000',
  '\u00AD',
  '\uFEFF',
  '\u2028',
  '\u{E0041}',
  '\u3164',
)
const texts = fc
  .array(fc.oneof(odd, fc.string({ maxLength: 3, unit: 'grapheme' })))
  .map((parts) => parts.join(''))

describe('a text from outside', () => {
  it('holds nothing that cannot be seen', () => {
    holds([texts], (text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u3164]/u.test(plainly(text)))
  })

  it('is left alone where all of it can be seen', () => {
    holds([fc.stringMatching(/^[\p{L}\p{N}\p{P} ]*$/u)], (text) => plainly(text) === text)
  })

  it('looks like no other text', () => {
    expect(plainly('abc\u202Egnp.exe')).toBe('abc‹U+202E›gnp.exe')
    expect(plainly('a\u200Bb')).not.toBe(plainly('ab'))
    expect(plainly('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>')
  })
})

describe('a number', () => {
  it('keeps its digits in their order', () => {
    holds([fc.stringMatching(/^\d{7,15}$/)], (id) => idInWords(id).replaceAll(/[+ ]/g, '') === id)
  })

  it('is written in groups that no group of one ends', () => {
    holds([fc.stringMatching(/^\d{9,15}$/)], (id) =>
      idInWords(id)
        .split(' ')
        .slice(1)
        .every((group) => group.length > 1),
    )
  })

  it.each([
    ['491701234567', '+49 170 123 4567'],
    ['15550100234', '+1 555 010 0234'],
    ['33639980001', '+33 639 980 001'],
    ['5511987654321', '+55 119 876 543 21'],
    ['35312345678', '+353 123 456 78'],
    ['US.13491208655302741918', 'US.13491208655302741918'],
    ['123456', '123456'],
    ['', ''],
  ])('%s is written %s', (id, words) => {
    expect(idInWords(id)).toBe(words)
  })

  it('is counted in words', () => {
    expect([counted(1, 'thread'), counted(0, 'thread'), counted(1200, 'reply', 'replies')]).toEqual([
      '1 thread',
      '0 threads',
      '1,200 replies',
    ])
  })
})

describe('a customer of several ids', () => {
  it.each([
    ['FR.1', [], 'FR.1', ''],
    ['33639980001', [], '+33 639 980 001', ''],
    ['FR.1', ['33639980001'], '+33 639 980 001', ' · also FR.1'],
    ['33639980001', ['FR.1'], '+33 639 980 001', ' · also FR.1'],
    ['FR.1', ['FR.2'], 'FR.1', ' · also FR.2'],
  ])('%s with %j goes by the phone number where there is one', (customer, aliases, name, also) => {
    expect([customerInWords({ customer, aliases }), alsoInWords({ customer, aliases })]).toEqual([name, also])
  })
})
