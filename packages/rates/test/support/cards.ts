import { isLeft } from '@guichet/core'
import fc from 'fast-check'
import {
  categories,
  markets,
  readRateCard,
  writeRateCard,
  type RateCard,
  type RateRow,
} from '../../src/index.ts'
import { hasTiers } from '../../src/category.ts'

export const header = 'market,category,currency,effective_from,effective_until,from,to,amount'

/** The card of these lines below the usual header; a bad one fails the test. */
export const card = (...lines: readonly string[]): RateCard => readCard([header, ...lines].join('\n'))

export const readCard = (text: string): RateCard => {
  const read = readRateCard(text)
  if (isLeft(read)) throw new Error(JSON.stringify(read.left))
  return read.right
}

const days = ['2026-07-01', '2026-10-01', '2026-10-11', '2027-01-01'] as const

/** Ends of bands, from 0 on, the last one open. */
const bandEnds = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 4 })

/** The rates of one market and category on some of the days. */
const history = (
  market: RateRow['market'],
  category: RateRow['category'],
): fc.Arbitrary<readonly RateRow[]> =>
  fc
    .array(
      fc.record({
        day: fc.constantFrom(...days),
        ends: bandEnds,
        rates: fc.array(amount, { minLength: 5, maxLength: 5 }),
      }),
      {
        maxLength: 3,
      },
    )
    .map((versions) =>
      [...new Map(versions.map((version) => [version.day, version])).values()].flatMap(
        ({ day, ends, rates }) => {
          const sorted = hasTiers(category) ? [...ends].sort((a, b) => a - b) : []
          return [...sorted, null].map((to, index) => ({
            market,
            category,
            currency: 'EUR' as const,
            effectiveFrom: day,
            effectiveUntil: null,
            from: sorted[index - 1] ?? 0,
            to,
            amount: rates[index] ?? 0n,
          }))
        },
      ),
    )

export const amount: fc.Arbitrary<bigint> = fc.bigInt({ min: 0n, max: 10n ** 7n })

/** Cards with a few markets and categories; `Other` always has a utility rate, so that none is empty. */
export const cards: fc.Arbitrary<RateCard> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...markets), fc.constantFrom(...categories)), {
    maxLength: 6,
    selector: ([market, category]) => `${market} ${category}`,
  })
  .chain((pairs) => fc.tuple(...pairs.map(([market, category]) => history(market, category))))
  .map((histories) => {
    const rows = histories.flat()
    const always = readCard(`${header}\nOther,utility,EUR,2026-07-01,,,,7000`).rows
    const covered = rows.some(({ market, category }) => market === 'Other' && category === 'utility')
    return readCard(writeRateCard(covered ? rows : [...rows, ...always]))
  })
  .filter(({ rows }) => rows.length > 0)
