import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { amountInWords, bill, earliestRateDate, marketOf, priceOf, rateDateOn } from '../src/index.ts'
import { card, header, readCard } from './support/cards.ts'

const india = marketOf('919876543210', '2026-10-01')
const poland = marketOf('48512345678', '2026-10-01')

describe('a card is read', () => {
  const line = 'India,utility,USD,2026-10-01,,,,1400'
  it.each([
    ['with a byte order mark', `\uFEFF${header}\n${line}`],
    ['with line ends of Windows', `${header}\r\n${line}\r\n`],
    ['with quotes', `${header}\n"India","utility","USD","2026-10-01","","","","1400"`],
    [
      'with blanks and capitals',
      `Market, Category ,CURRENCY,Effective From,effective-until,From,To,Amount\n INDIA , Utility , usd ,2026-10-01,,,, 1400 `,
    ],
    [
      'without what is optional, in another order',
      'amount,market,category,effective_from,currency\n1400,India,utility,2026-10-01,USD',
    ],
    [
      'as JSON',
      '\uFEFF {"rates":[{"market":"India","category":"UTILITY","currency":"USD","effective_from":"2026-10-01","effective_until":null,"to":null,"amount":"1400"}]}',
    ],
  ])('%s', (_, text) => expect(readCard(text).rows).toEqual(card(line).rows))

  it.each(['2026-10-01-usd-sample.csv', 'tiers-sample.json'])('from the sample %s', (name) => {
    const sample = readCard(readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8'))
    expect(earliestRateDate(sample)).toBe('2026-10-01')
    expect(sample.note === null).toBe(name.endsWith('.csv'))
  })
})

describe('a price', () => {
  const rates = card(
    'India,utility,USD,2026-07-01,,,,1200',
    'India,utility,USD,2026-10-01,,0,100,1400',
    'India,utility,USD,2026-10-01,,100,,1300',
    'India,authentication-international,USD,2026-10-01,,,,30400',
    'India,marketing,USD,2026-10-01,2026-12-01,,,11800',
    'Rest of Central & Eastern Europe,utility,USD,2026-07-01,,,,21200',
    'Rest of Central & Eastern Europe,authentication,USD,2026-07-01,,,,21200',
    'Other,marketing,USD,2026-07-01,,,,60400',
  )

  it.each([
    ['utility', india, '2026-09-30', 0, 1200n, 'India'],
    ['utility', india, '2026-10-01', 0, 1400n, 'India'],
    ['utility', india, '2026-10-01', 99, 1400n, 'India'],
    ['utility', india, '2026-10-01', 100, 1300n, 'India'],
    ['authentication-international', india, '2026-10-01', 0, 30400n, 'India'],
    ['service', india, '2026-10-01', 100, 1400n, 'India'],
    ['group_service', india, '2026-10-01', 100, 1400n, 'India'],
    ['group_utility', india, '2026-10-01', 100, 1400n, 'India'],
    ['marketing_lite', india, '2026-11-30', 0, 11800n, 'India'],
    ['group_marketing', india, '2026-11-30', 0, 11800n, 'India'],
    ['marketing', india, '2026-12-01', 0, 60400n, 'Other'],
    ['utility', poland, '2026-10-01', 0, 21200n, 'Rest of Central & Eastern Europe'],
  ] as const)('of %s', (category, market, on, already, amount, used) => {
    expect(priceOf(rates, { market, category, on, already })).toMatchObject({
      amount,
      market: used,
      currency: 'USD',
    })
  })

  it.each([
    ['authentication_international', poland, '2026-10-01'],
    ['general_purpose_ai', india, '2026-10-01'],
    ['authentication', india, '2026-10-01'],
    ['utility', india, '2026-06-30'],
    ['user_initiated', india, '2026-10-01'],
    ['nonsense', india, '2026-10-01'],
  ] as const)('is not guessed: %s', (category, market, on) =>
    expect(priceOf(rates, { market, category, on })).toBeNull(),
  )

  it('has a date to group by', () => {
    expect(earliestRateDate(rates)).toBe('2026-07-01')
    expect(rateDateOn(rates, '2026-06-30')).toBeNull()
    expect(rateDateOn(rates, '2026-09-30')).toBe('2026-07-01')
    expect(rateDateOn(rates, '2026-11-30')).toBe('2026-10-01')
    expect(rateDateOn(rates, '2026-12-31')).toBe('2026-12-01')
  })
})

describe('a bill', () => {
  it('pools phone numbers, shares what tiers save and keeps the caller’s fields', () => {
    const rates = card('India,utility,USD,2026-10-01,,0,100,1400', 'India,utility,USD,2026-10-01,,100,,1001')
    const common = { month: '2026-10', on: '2026-10-01', market: india, category: 'utility' } as const
    const { lines, total, unpriced, currency } = bill(rates, [
      { ...common, phoneNumberId: '1', count: 50, shop: 'north' },
      { ...common, phoneNumberId: '2', count: 51, shop: 'south' },
      { ...common, phoneNumberId: '2', count: 7, shop: 'south', category: 'marketing' },
    ])
    expect(total).toBe(100n * 1400n + 1001n)
    expect(lines.map(({ amount, quantity }) => [quantity.shop, amount])).toEqual([
      ['north', 69802n],
      ['south', 71199n],
      ['south', null],
    ])
    expect([unpriced, currency]).toEqual([7, 'USD'])
  })

  it('counts the earlier rates of a month first (RATE-4)', () => {
    const rates = card(
      'India,utility,USD,2026-10-01,,0,10,9',
      'India,utility,USD,2026-10-01,,10,,8',
      'India,utility,USD,2026-10-15,,0,10,5',
      'India,utility,USD,2026-10-15,,10,,4',
    )
    const common = { month: '2026-10', phoneNumberId: '1', market: india, category: 'utility' } as const
    expect(
      bill(rates, [
        { ...common, on: '2026-10-20', count: 5 },
        { ...common, on: '2026-10-03', count: 8 },
      ]).lines.map(({ amount }) => amount),
    ).toEqual([2n * 5n + 3n * 4n, 72n])
  })

  it('takes what is no number of messages for none', () => {
    const rates = card('India,utility,USD,2026-10-01,,,,9')
    const counts = [-1, 1.5, Number.NaN, Infinity]
    const quantities = counts.map((count) => ({
      month: '2026-10',
      phoneNumberId: '1',
      market: india,
      category: 'utility',
      on: '2026-10-01' as const,
      count,
    }))
    expect(bill(rates, quantities)).toMatchObject({ total: 0n, unpriced: 0 })
  })
})

describe('an amount in words', () => {
  it.each([
    [0n, 'USD 0.00'],
    [1n, 'USD 0.000001'],
    [500_000n, 'USD 0.50'],
    [12_345_678n, 'USD 12.345678'],
    [1_234_567_800_000n, 'USD 1,234,567.80'],
    [999_000_000n, 'USD 999.00'],
    [-1_500_000n, 'USD -1.50'],
  ])('%s', (amount, words) => expect(amountInWords(amount, 'USD')).toBe(words))
})
