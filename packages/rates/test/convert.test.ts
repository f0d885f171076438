import { isLeft } from '@guichet/core'
import { describe, expect, it } from 'vitest'
import {
  convertListRates,
  convertVolumeTiers,
  problemInWords,
  withTiers,
  writeRateCard,
  type RateRow,
  type SheetOptions,
  type TierSheetOptions,
} from '../src/index.ts'
import { readCard } from './support/cards.ts'

type Converted = ReturnType<typeof convertListRates>

const rowsOf = (converted: Converted): readonly RateRow[] => {
  if (isLeft(converted)) throw new Error(JSON.stringify(converted.left))
  return converted.right
}

const wordsOf = (converted: Converted): readonly string[] =>
  isLeft(converted) ? converted.left.map(problemInWords) : []

const short = (rows: readonly RateRow[]): readonly string[] =>
  rows.map(({ market, category, currency, effectiveFrom, from, to, amount }) =>
    [market, category, currency, effectiveFrom, from, to ?? '', amount].join(' '),
  )

const title = '"Cost per message in USD on the WhatsApp Business Platform, effective October 1, 2026",,,,,,'
const columns = 'Market,Currency,Marketing,Utility,Authentication,Authentication-International,Service'

describe('list rates', () => {
  it('are read as published', () => {
    const sheet = `${title}\r\nNote: a first note,,,,,,\r\n${columns}\r\nIndia,$US,0.0118,0.0014,0.0014,0.0304,0.0014\r\nFrance,$US,$0.0859,"$0.0300",n/a,-,\r\n* A footnote.,,,,,,\r\n`
    expect(short(rowsOf(convertListRates(sheet)))).toEqual([
      'India marketing USD 2026-10-01 0  11800',
      'India utility USD 2026-10-01 0  1400',
      'India authentication USD 2026-10-01 0  1400',
      'India authentication_international USD 2026-10-01 0  30400',
      'India service USD 2026-10-01 0  1400',
      'France marketing USD 2026-10-01 0  85900',
      'France utility USD 2026-10-01 0  30000',
    ])
  })

  it.each<[what: string, sheet: string, options: SheetOptions, rows: readonly string[]]>([
    [
      'with options for what it does not say',
      'utility,MARKET\n₹ 0.115, india',
      { currency: 'INR', effectiveFrom: '2026-10-01' },
      ['India utility INR 2026-10-01 0  115000'],
    ],
    [
      'with the currency in a column',
      'Market,Currency,Utility\nIndia,₹,0.115',
      { effectiveFrom: '2026-10-01' },
      ['India utility INR 2026-10-01 0  115000'],
    ],
    [
      'with exponents and thousands',
      'Market,Utility,Marketing\nColombia,8.0E-4,"1,234.5"',
      { currency: 'COP', effectiveFrom: '2026-10-01' },
      ['Colombia utility COP 2026-10-01 0  800', 'Colombia marketing COP 2026-10-01 0  1234500000'],
    ],
    [
      'with its date in the options',
      `${title}\nMarket,Utility rate\nIndia,0.0014`,
      { effectiveFrom: '2027-01-01' },
      ['India utility USD 2027-01-01 0  1400'],
    ],
  ])('are read %s', (_, sheet, options, rows) =>
    expect(short(rowsOf(convertListRates(sheet, options)))).toEqual(rows),
  )

  it.each<[what: string, sheet: string, options: SheetOptions, problems: readonly string[]]>([
    ['of a workbook', 'PK\u0003\u0004', {}, ['this is a workbook; save its sheet as CSV first']],
    ['without a header', 'India,0.0014', {}, ['no row has the header "Market"']],
    [
      'without currency and date',
      'Market,Utility\nIndia,0.0014',
      {},
      [
        'the sheet names no currency; give currency',
        'the title names no first day of the rates; give effectiveFrom',
      ],
    ],
    [
      'in another currency',
      `${title}\nMarket,Utility\nIndia,0.0014`,
      { currency: 'INR' },
      ['the sheet is in USD, not in INR'],
    ],
    [
      'with an unknown market',
      `${title}\nMarket,Utility\nIndja,0.0014`,
      {},
      ['row 3, Market: "Indja" is not a market; did you mean "India"?'],
    ],
    ['with a rate of no market', `${title}\nUtility,Market\n0.0014,`, {}, ['row 3, Market: is missing']],
    [
      'with too many decimals',
      `${title}\nMarket,Utility\nIndia,0.0014000000001`,
      {},
      ['row 3, Utility: "0.0014000000001" has more than six decimals'],
    ],
    [
      'with a decimal comma',
      `${title}\nMarket,Utility\nIndia,"0,0014"`,
      {},
      ['row 3, Utility: "0,0014" has a decimal comma; write a point'],
    ],
    ['with a word', `${title}\nMarket,Utility\nIndia,much`, {}, ['row 3, Utility: "much" is not an amount']],
    [
      'with a category that is new',
      `${title}\nMarket,Utility,Fun\nIndia,0.0014,0.5`,
      {},
      ['row 2, Fun: "Fun" is not a category; delete the column to ignore it'],
    ],
    ['without rates', `${title}\nMarket,Utility\nIndia,n/a`, {}, ['the sheet has no rates']],
  ])('are refused %s', (_, sheet, options, problems) =>
    expect(wordsOf(convertListRates(sheet, options))).toEqual(problems),
  )
})

const tiersTitle = '"Volume tiers in USD, effective October 1, 2026"'

describe('volume tiers', () => {
  const expected = [
    'Rest of Africa utility USD 2026-10-01 0 100000 4000',
    'Rest of Africa utility USD 2026-10-01 100000 1000000 3800',
    'Rest of Africa utility USD 2026-10-01 1000000  3600',
  ]
  it.each<[what: string, sheet: string, options: TierSheetOptions]>([
    [
      'in two columns, exclusive',
      `${tiersTitle}\nMarket,Category,From,To,Rate,Discount\nRest of Africa,Utility,0,100000,0.0040,\nRest of Africa,Utility,100000,1000000,0.0038,-5%\nRest of Africa,Utility,1000000,,0.0036,-10%`,
      {},
    ],
    [
      'in two columns, inclusive and merged',
      `${tiersTitle}\nMarket (per rate card),Category,Rate type,Volume from,Volume to,Rate\nRest of Africa,Utility,List rate,1,"100,000",$0.0040\n,,Tier 1,"100,001","1,000,000",$0.0038\n,,Tier 2,"1,000,001",∞,$0.0036`,
      {},
    ],
    [
      'in one column',
      `${tiersTitle}\nMarket,Volume tier,Rate\nRest of Africa,"0 - 100,000",0.0040\nRest of Africa,"100,001 – 1,000,000",0.0038\nRest of Africa,"1,000,001+",0.0036\n* A note.,,`,
      { category: 'utility' },
    ],
  ])('are read %s', (_, sheet, options) =>
    expect(short(rowsOf(convertVolumeTiers(sheet, options)))).toEqual(expected),
  )

  it.each<[what: string, sheet: string, problems: readonly string[]]>([
    [
      'with a gap',
      `${tiersTitle}\nMarket,Category,From,To,Rate\nIndia,utility,0,10,0.004\nIndia,utility,20,,0.003`,
      ['row 4, from: no band covers the messages from 10 to 20'],
    ],
    [
      'with bands of marketing',
      `${tiersTitle}\nMarket,Category,From,To,Rate\nIndia,marketing,0,10,0.004\nIndia,marketing,10,,0.003`,
      ['row 3, to: marketing has no volume bands', 'row 4, from: marketing has no volume bands'],
    ],
    [
      'with a strange band',
      `${tiersTitle}\nMarket,Category,From,To,Rate\nIndia,utility,few,,0.004`,
      ['row 3, From: "few" is not a whole number of messages'],
    ],
    [
      'without columns',
      `${tiersTitle}\nMarket,Share\nIndia,1`,
      [
        'row 2: no column "Rate"',
        'row 2: no column "From" and none "Volume tier"',
        'row 2: no column "Category"; give category',
      ],
    ],
  ])('are refused %s', (_, sheet, problems) => expect(wordsOf(convertVolumeTiers(sheet))).toEqual(problems))

  it('take the place of list rates, and make a card with them', () => {
    const list = rowsOf(
      convertListRates(
        `${title}\nMarket,Marketing,Utility\nRest of Africa,0.0225,0.0040\nIndia,0.0118,0.0014`,
      ),
    )
    const tiers = rowsOf(
      convertVolumeTiers(
        `${tiersTitle}\nMarket,Category,From,To,Rate\nRest of Africa,utility,0,100000,0.0040\nRest of Africa,utility,100000,,0.0038`,
      ),
    )
    expect(short(readCard(writeRateCard(withTiers(list, tiers))).rows)).toEqual([
      'Rest of Africa marketing USD 2026-10-01 0  22500',
      'Rest of Africa utility USD 2026-10-01 0 100000 4000',
      'Rest of Africa utility USD 2026-10-01 100000  3800',
      'India marketing USD 2026-10-01 0  11800',
      'India utility USD 2026-10-01 0  1400',
    ])
  })
})
