import fc from 'fast-check'
import { expect, describe, test } from 'vitest'
import type { Charge } from '../src/index.ts'
import { claimCounter, type ClaimCounter } from '../src/tier/count.ts'
import { holds, isRefuted } from './support/check.ts'

const months = ['2026-10', '2026-11'] as const

/** Of a charge, what a counter reads. */
type Claimed = Pick<Charge, 'claim' | 'month' | 'at'>

const tier = { amount: 1000, counts: 'service-messages', per: 'phone-number', because: ['PMP-1'] } as const

/** Some charges come and every so often one goes that came before; more of them than one piece of the counter holds. */
const changes = fc.array(
  fc.record({
    at: fc.nat(900),
    month: fc.constantFrom(...months),
    isClaim: fc.boolean(),
    goes: fc.option(fc.nat(), { freq: 3 }),
  }),
  { minLength: 1, maxLength: 1_500, size: 'max' },
)

const counts =
  (made: () => ClaimCounter) =>
  (all: typeof changes extends fc.Arbitrary<infer Changes> ? Changes : never): boolean => {
    const counter = made()
    const known: Claimed[] = []
    for (const { at, month, isClaim, goes } of all) {
      const one = { at, month, claim: isClaim ? { tier, beyond: 'regular' } : null } as Charge
      const gone = goes === null || known.length === 0 ? [] : known.splice(goes % known.length, 1)
      known.push(one)
      counter.replace({ gone: gone as Charge[], come: [one] })
    }
    return months.every((month) =>
      [-1, 0, 1, 300, 301, 899, 900].every(
        (at) =>
          counter.until(month, at) ===
          known.filter((one) => one.claim !== null && one.month === month && one.at <= at).length,
      ),
    )
  }

describe('a counter of claims', () => {
  test('counts as one that looks at all charges', () => {
    holds([changes], counts(claimCounter), 60)
  })

  test('mutant: one that forgets nothing is refuted', () => {
    const hoarding = (): ClaimCounter => {
      const counter = claimCounter()
      return { ...counter, replace: ({ come }) => counter.replace({ gone: [], come }) }
    }
    expect(isRefuted([changes], counts(hoarding))).toBe(true)
  })
})
