import { isRight, type LocalDate } from '@guichet/core'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import {
  bill,
  categories,
  convertListRates,
  convertVolumeTiers,
  marketOf,
  priceOf,
  rateDateOn,
  readRateCard,
  writeRateCard,
  type Quantity,
  type RateCard,
} from '../src/index.ts'
import { costOf, shareOut } from '../src/price/share.ts'
import { card, cards, header } from './support/cards.ts'
import { holds } from '../../core/test/support/check.ts'

const day: fc.Arbitrary<LocalDate> = fc.constantFrom(
  '2026-06-30',
  '2026-07-01',
  '2026-10-01',
  '2026-10-10',
  '2026-10-11',
  '2026-12-31',
)

const market = fc
  .constantFrom('33639980001', '4915201234567', '254700000000', '48123456789', 'FR.100', 'a group')
  .map((customer) => marketOf(customer, '2026-10-01'))

const anywhere = marketOf('', '2026-10-01')

const quantity: fc.Arbitrary<Quantity & { readonly label: string }> = fc.record({
  phoneNumberId: fc.constantFrom('100', '200'),
  month: fc.constantFrom('2026-09', '2026-10'),
  on: day,
  market,
  category: fc.constantFrom(...categories),
  count: fc.nat(40),
  label: fc.constantFrom('a', 'b'),
})

const sum = (amounts: readonly (bigint | null)[]): bigint =>
  amounts.reduce<bigint>((total, one) => total + (one ?? 0n), 0n)

/** The same bill, counted message by message: the earlier rates of a month first. */
const countedOneByOne = (rates: RateCard, quantities: readonly Quantity[]): bigint => {
  const seen = new Map<string, number>()
  const messages = quantities
    .flatMap((one) => Array.from({ length: one.count }, () => ({ ...one, found: priceOf(rates, one) })))
    .sort((a, b) => ((a.found?.effectiveFrom ?? '') < (b.found?.effectiveFrom ?? '') ? -1 : 1))
  return sum(
    messages.map((message) => {
      const pool = `${message.month} ${message.category} ${message.found?.market}`
      const already = seen.get(pool) ?? 0
      seen.set(pool, already + 1)
      return priceOf(rates, { ...message, already })?.amount ?? 0n
    }),
  )
}

describe('a bill', () => {
  it('costs what its messages cost, counted one by one (PMP-13)', () => {
    holds(
      [cards, fc.array(quantity, { maxLength: 8 })],
      (rates, quantities) => bill(rates, quantities).total === countedOneByOne(rates, quantities),
    )
  })

  it('has lines that sum to its total', () => {
    holds([cards, fc.array(quantity)], (rates, quantities) => {
      const { lines, total } = bill(rates, quantities)
      return sum(lines.map(({ amount }) => amount)) === total
    })
  })

  it('keeps the quantities as they were given, in their order', () => {
    holds([cards, fc.array(quantity)], (rates, quantities) =>
      bill(rates, quantities).lines.every((line, index) => line.quantity === quantities[index]),
    )
  })

  it('gives a quantity the same amount, whatever its place', () => {
    // Alike in all but a field, so that shares often have the same remainder.
    const alike = quantity.map((one) => ({
      ...one,
      month: '2026-10',
      market: anywhere,
      category: 'utility',
      count: one.count % 4,
    }))
    const tiered = card(
      'Other,utility,EUR,2026-06-01,,0,7,7',
      'Other,utility,EUR,2026-06-01,,7,13,5',
      'Other,utility,EUR,2026-06-01,,13,,3',
    )
    const rates = fc.oneof(cards, fc.constant(tiered))
    holds(
      [rates, fc.oneof(fc.array(quantity), fc.array(alike)), fc.infiniteStream(fc.nat())],
      (chosen, quantities, order) => {
        const shuffled = quantities
          .map((one) => ({ one, place: order.next().value }))
          .sort((x, y) => x.place - y.place)
          .map(({ one }) => one)
        const amounts = (list: readonly Quantity[]): string =>
          bill(chosen, list)
            .lines.map(({ quantity: q, amount }) => `${JSON.stringify(q)} ${amount}`)
            .sort()
            .join('\n')
        return amounts(quantities) === amounts(shuffled)
      },
    )
  })

  it('prices or counts as unpriced every message', () => {
    holds([cards, fc.array(quantity)], (rates, quantities) => {
      const { lines, unpriced } = bill(rates, quantities)
      const without = lines.filter(({ amount }) => amount === null)
      return (
        without.every((line) => line.market === null && priceOf(rates, line.quantity) === null) &&
        without.reduce((all, line) => all + line.quantity.count, 0) === unpriced
      )
    })
  })

  it('does not change when a quantity is grouped by the rate date (RATE-4, PMP-16)', () => {
    holds([cards, fc.array(quantity)], (rates, quantities) => {
      const grouped = quantities.map((one) => ({ ...one, on: rateDateOn(rates, one.on) ?? one.on }))
      return bill(rates, quantities).total === bill(rates, grouped).total
    })
  })
})

describe('shares', () => {
  const sharers = fc.array(
    fc.record({ key: fc.string({ maxLength: 3 }), weight: fc.bigInt({ min: 0n, max: 10n ** 12n }) }),
    { minLength: 1 },
  )

  it('sum to the total and are less than a millionth off', () => {
    holds([fc.bigInt({ min: 0n, max: 10n ** 21n }), sharers], (total, all) => {
      const weights = all.reduce((together, { weight }) => together + weight, 0n)
      const shares = shareOut(total, all)
      return (
        sum(shares) === (weights === 0n ? 0n : total) &&
        all.every(({ weight }, index) => {
          const off = (shares[index] ?? 0n) * weights - total * weight
          return weights === 0n || (off > -weights && off < weights)
        })
      )
    })
  })

  it('go up where the remainder is largest', () => {
    holds([fc.bigInt({ min: 0n, max: 10n ** 21n }), sharers], (total, all) => {
      const weights = all.reduce((together, { weight }) => together + weight, 0n)
      if (weights === 0n) return true
      const shares = shareOut(total, all)
      const parts = all.map(({ weight }, index) => ({
        remainder: (total * weight) % weights,
        up: (shares[index] ?? 0n) > (total * weight) / weights,
      }))
      return parts.every(
        (one) => !one.up || parts.every((other) => other.up || other.remainder <= one.remainder),
      )
    })
  })
})

describe('the cost of bands', () => {
  it('does not depend on where a month is cut', () => {
    const bands = card(
      'India,utility,USD,2026-10-01,,0,10,7',
      'India,utility,USD,2026-10-01,,10,25,5',
      'India,utility,USD,2026-10-01,,25,,3',
    ).rows
    const count = fc.bigInt({ min: 0n, max: 60n })
    holds(
      [count, count, count],
      (already, first, second) =>
        costOf(bands, already, first) + costOf(bands, already + first, second) ===
        costOf(bands, already, first + second),
    )
  })
})

describe('a card', () => {
  it('that is written is read back as it was', () => {
    holds([cards], (rates) => {
      const read = readRateCard(writeRateCard(rates.rows))
      return isRight(read) && JSON.stringify(text(read.right)) === JSON.stringify(text(rates))
    })
  })

  it('is refused or read for any text, without an exception', () => {
    const cell = fc.constantFrom(
      'India',
      'utility',
      'USD',
      '2026-10-01',
      '',
      '0',
      '10',
      '1400',
      '"',
      '-',
      'x,',
      '{',
      '\r\n',
    )
    const table = fc
      .array(fc.array(cell, { maxLength: 9 }).map((cells) => cells.join(',')))
      .map((lines) => [header, ...lines].join('\n'))
    holds([fc.oneof(fc.string(), fc.json(), table)], (anything) => {
      const read = readRateCard(anything)
      const converted = [convertListRates(anything), convertVolumeTiers(anything)]
      return isRight(read)
        ? read.right.rows.length > 0
        : read.left.length > 0 && converted.every((one) => isRight(one) || one.left.length > 0)
    })
  })

  const text = ({ rows, currency }: RateCard): unknown => [
    currency,
    rows.map((row) => ({ ...row, amount: row.amount.toString() })),
  ]
})
