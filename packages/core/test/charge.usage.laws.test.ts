import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usedAt, useTier, type MonthOfUse } from '../src/tier/settled-use.ts'
import { isPaid, type Charge, type Month } from '../src/index.ts'
import { beyondTier, compareDeliveries, cover, type Placed } from '../src/store.ts'
import { holds } from './support/check.ts'
import { same } from './support/folds.ts'

/** Charges of five months, some of them without a claim, in whatever order. */
const amount = 3
const months: readonly Month[] = ['2026-08', '2026-09', '2026-10', '2026-11', '2026-12']
const charges: fc.Arbitrary<readonly Charge[]> = fc
  .array(fc.tuple(fc.constantFrom(...months), fc.nat(5), fc.nat(3)), { maxLength: 24 })
  .map((drawn) =>
    drawn.map(([month, hour, what], index): Charge => ({
      message: `${'zkb'[index % 3] ?? ''}${index}`,
      sentAt: 0,
      at: hour,
      month,
      rulebook: '2026-10-01',
      unit: 'message',
      category: 'service',
      type: 'free_customer_service',
      claim:
        what === 0
          ? null
          : { tier: { amount, counts: 'service-messages', per: 'phone-number' }, beyond: 'regular' },
      because: [],
      windowOpen: { whenSent: true, whenDelivered: true },
      reported: null,
      isContradicted: false,
    })),
  )

/** The first of a month, by delivery. */
const firstOf = (all: readonly Charge[], month: Month): readonly Placed[] =>
  all
    .filter((charge) => charge.claim !== null && charge.month === month)
    .toSorted(compareDeliveries)
    .slice(0, amount)
    .map(({ at, message }) => ({ at, message }))

const inOneGo = (all: readonly Charge[]): readonly MonthOfUse[] => useTier([], all, amount)
const oneByOne = (all: readonly Charge[]): readonly MonthOfUse[] =>
  all.reduce<readonly MonthOfUse[]>((use, charge) => useTier(use, [charge], amount), [])

describe('the use of a free tier by settled messages', () => {
  test('is that of the first of each month, of the last three months, oldest first', () => {
    holds(
      [charges],
      (all) => {
        // What is older than three months when it arrives is not kept, so months come in order here.
        const inOrder = all.toSorted((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0))
        const kept = months.filter((month) => firstOf(all, month).length > 0).slice(-3)
        const expected = kept.map((month) => ({ month, covered: firstOf(all, month) }))
        return same(inOneGo(inOrder), expected) && same(oneByOne(inOrder), expected)
      },
      1000,
    )
  })

  test('is the same in any order of two months', () => {
    const ofTwo = charges.map((all) => all.filter(({ month }) => month < '2026-10'))
    holds(
      [
        ofTwo.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
        ),
      ],
      ([all, shuffled]) => same(inOneGo(all), inOneGo(shuffled)),
      1000,
    )
  })

  test('at an instant is what was delivered by then', () => {
    holds(
      [charges, fc.constantFrom(...months), fc.nat(6)],
      (all, month, at) => {
        const use = months.map((one) => ({ month: one, covered: firstOf(all, one) }))
        const expected = firstOf(all, month).filter((one) => one.at <= at).length
        return usedAt(use, month, at) === expected && usedAt(use, '2027-01', at) === 0
      },
      1000,
    )
  })

  test('stays the very same where nothing is claimed, or all is claimed already', () => {
    const use: readonly MonthOfUse[] = [
      { month: '2026-10', covered: [1, 2, 3].map((at) => ({ at, message: 'a' })) },
    ]
    const [claimed] = fc.sample(
      charges.filter((all) => all.some(({ claim }) => claim !== null)),
      {
        seed: 1,
        numRuns: 1,
      },
    )
    const late = (claimed ?? []).map((charge) => ({ ...charge, month: '2026-10' as const, at: 9 }))
    expect(useTier(use, late, amount)).toBe(use)
    expect(useTier(use, [], amount)).toBe(use)
  })
})

describe('deliveries', () => {
  const one = { at: 5, message: 'b' }
  test.each<[Placed, number]>([
    [{ at: 5, message: 'b' }, 0],
    [{ at: 5, message: 'a' }, 1],
    [{ at: 5, message: 'c' }, -1],
    [{ at: 4, message: 'c' }, 1],
    [{ at: 6, message: 'a' }, -1],
  ])('come by instant, then by wamid: %o', (other, order) => {
    expect(Math.sign(compareDeliveries(one, other))).toBe(order)
  })

  test('without a claim are what they are, beyond the tier too', () => {
    const all = fc.sample(charges, { seed: 1, numRuns: 20 }).flat()
    for (const charge of all) {
      const beyond = beyondTier(charge)
      if (charge.claim === null) expect(beyond).toBe(charge)
      else expect(beyond).toEqual({ ...charge, type: 'regular', claim: null })
    }
  })

  test('a tier of nothing covers nothing', () => {
    expect(cover([], one, 0)).toEqual({ covered: [], beyond: one })
  })
})

test.each([
  ['regular', true],
  ['free_customer_service', false],
  ['free_entry_point', false],
  ['free_tier', false],
  ['rides_open_conversation', false],
  ['not_charged', false],
] as const)('%s is paid: %s', (type, paid) => {
  expect(isPaid({ type })).toBe(paid)
})
