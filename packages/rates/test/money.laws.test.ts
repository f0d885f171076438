import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountInWords, amountToJson, millionthsOf } from '../src/index.ts'
import { holds } from '../../core/test/support/check.ts'

describe('decimal text', () => {
  const millionths = fc.bigInt({ min: 0n, max: 10n ** 30n })

  it('is the amount that it writes, to the last digit', () => {
    holds([millionths], (amount) => {
      const words = amountInWords(amount, 'USD')
      return words.startsWith('USD ') && millionthsOf(words.slice(4)) === amount
    })
  })

  it('is read the same with an exponent', () => {
    holds([fc.bigInt({ min: 1n, max: 10n ** 12n })], (amount) => millionthsOf(`${amount}E-6`) === amount)
  })

  it('goes into JSON and comes back', () => {
    holds([millionths], (amount) => BigInt(amountToJson(amount)) === amount)
    expect(amountToJson(2n ** 53n - 1n)).toBe(9007199254740991)
    expect(amountToJson(2n ** 53n)).toBe('9007199254740992')
  })
})
