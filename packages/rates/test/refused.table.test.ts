import { isLeft } from '@guichet/core'
import { describe, expect, it } from 'vitest'
import { problemInWords, readRateCard } from '../src/index.ts'
import { header } from './support/cards.ts'

const good = 'India,utility,USD,2026-10-01,,,,1400'

const problemsOf = (text: string): readonly string[] => {
  const read = readRateCard(text)
  return isLeft(read) ? read.left.map(problemInWords) : []
}

describe('a CSV card is refused', () => {
  it.each<[what: string, lines: readonly string[], problems: readonly string[]]>([
    ['without a market', [',utility,USD,2026-10-01,,,,1400'], ['row 2, market: is missing']],
    [
      'with an unknown market',
      ['Frence,utility,USD,2026-10-01,,,,1'],
      ['row 2, market: "Frence" is not a market; did you mean "France"?'],
    ],
    [
      'with a market like no other',
      ['Atlantis City,utility,USD,2026-10-01,,,,1'],
      ['row 2, market: "Atlantis City" is not a market'],
    ],
    [
      'with an unknown category',
      ['India,utilty,USD,2026-10-01,,,,1'],
      ['row 2, category: "utilty" is not a category; did you mean "utility"?'],
    ],
    ['without a category', ['India,,USD,2026-10-01,,,,1'], ['row 2, category: is missing']],
    [
      'in a currency that WhatsApp lacks',
      ['India,utility,CHF,2026-10-01,,,,1'],
      [
        expect.stringMatching(
          /^row 2, currency: "CHF" is not a currency in which WhatsApp bills; these are USD, AED/,
        ),
      ],
    ],
    [
      'in two currencies',
      [good, 'India,marketing,INR,2026-10-01,,,,1'],
      ['row 3, currency: INR is not USD, the currency of row 2; a card has one currency'],
    ],
    ['without a date', ['India,utility,USD,,,,,1'], ['row 2, effective_from: is missing']],
    [
      'with a day that is none',
      ['India,utility,USD,2026-02-30,,,,1'],
      ['row 2, effective_from: "2026-02-30" is not a day of the calendar, written like 2026-10-01'],
    ],
    [
      'with a date as spreadsheets write it',
      ['India,utility,USD,10/1/2026,,,,1'],
      ['row 2, effective_from: "10/1/2026" is not a day of the calendar, written like 2026-10-01'],
    ],
    [
      'ending before it begins',
      ['India,utility,USD,2026-10-01,2026-10-01,,,1'],
      ['row 2, effective_until: is not after 2026-10-01, when the rate begins'],
    ],
    [
      'ending after the next begins',
      ['India,utility,USD,2026-07-01,2026-10-02,,,1', good],
      ['row 2, effective_until: 2026-10-02 is after 2026-10-01, when row 3 begins'],
    ],
    ['saying a rate twice', [good, good], ['row 3: repeats the rate from 2026-10-01 of row 2']],
    ['without an amount', ['India,utility,USD,2026-10-01,,,,'], ['row 2, amount: is missing']],
    [
      'with a negative amount',
      ['India,utility,USD,2026-10-01,,,,-1400'],
      ['row 2, amount: "-1400" is negative'],
    ],
    [
      'with a fraction',
      ['India,utility,USD,2026-10-01,,,,0.0859'],
      ['row 2, amount: 0.0859 is not a whole number of millionths; write 85900'],
    ],
    [
      'with a whole number and a point',
      ['India,utility,USD,2026-10-01,,,,85900.0'],
      ['row 2, amount: 85900.0 is not a whole number of millionths; write 85900'],
    ],
    [
      'with a word for an amount',
      ['India,utility,USD,2026-10-01,,,,free'],
      ['row 2, amount: free is not a whole number of millionths, such as 85900 for 0.0859'],
    ],
    [
      'with an absurd amount',
      ['India,utility,USD,2026-10-01,,,,1000000000000001'],
      ['row 2, amount: 1000000000000001 millionths are more than any message costs'],
    ],
    [
      'with bands that overlap',
      ['India,utility,USD,2026-10-01,,0,10,2', 'India,utility,USD,2026-10-01,,9,,1'],
      ['row 3, from: the band overlaps the band of row 2'],
    ],
    [
      'with a gap between bands',
      ['India,utility,USD,2026-10-01,,0,10,2', 'India,utility,USD,2026-10-01,,11,,1'],
      ['row 3, from: no band covers the messages from 10 to 11'],
    ],
    [
      'with bands that begin late',
      ['India,utility,USD,2026-10-01,,5,,2'],
      ['row 2, from: the first band begins at 5, not at 0'],
    ],
    [
      'with bands that end',
      ['India,utility,USD,2026-10-01,,0,10,2'],
      ['row 2, to: the last band ends at 10; leave its end blank'],
    ],
    [
      'with an empty band',
      ['India,utility,USD,2026-10-01,,10,10,2'],
      ['row 2, to: 10 is not above 10, where the band begins'],
    ],
    [
      'with a band that is no number',
      ['India,utility,USD,2026-10-01,,ten,,2'],
      ['row 2, from: "ten" is not a whole number of messages, such as 250000'],
    ],
    [
      'with bands that end on different days',
      ['India,utility,USD,2026-10-01,2026-11-01,0,10,2', 'India,utility,USD,2026-10-01,,10,,1'],
      ['row 3, effective_until: the bands of one day must end on the same day; row 2 ends on another day'],
    ],
    [
      'with bands of marketing',
      ['India,marketing,USD,2026-10-01,,0,10,2', 'India,marketing,USD,2026-10-01,,10,,1'],
      ['row 2, to: marketing has no volume bands', 'row 3, from: marketing has no volume bands'],
    ],
    [
      'with a field too few',
      ['India,utility,USD,2026-10-01,,,1400'],
      ['row 2: has 7 fields, but the header has 8'],
    ],
    ['with a field too many', [`${good},1`], ['row 2: has 9 fields, but the header has 8']],
    ['with an open quote', ['"India,utility'], [expect.stringContaining('is not valid CSV')]],
    ['without rows', [], ['the card has no rates']],
    [
      'for all that is wrong',
      ['Indja,utility,USD,2026-13-01,,,,-1', good, 'India,fun,USD,2026-10-01,,,,1'],
      [
        'row 2, market: "Indja" is not a market; did you mean "India"?',
        'row 2, effective_from: "2026-13-01" is not a day of the calendar, written like 2026-10-01',
        'row 2, amount: "-1" is negative',
        'row 4, category: "fun" is not a category',
      ],
    ],
  ])('%s', (_, lines, problems) => expect(problemsOf([header, ...lines].join('\n'))).toEqual(problems))

  it.each<[what: string, text: string, problems: readonly string[]]>([
    ['when empty', '', ['the card is empty']],
    ['when blank', ' \n \r\n', ['the card is empty']],
    [
      'without columns',
      'market,category\nIndia,utility',
      [
        'row 1, currency: the column is missing in the header',
        'row 1, effective_from: the column is missing in the header',
        'row 1, amount: the column is missing in the header',
      ],
    ],
    [
      'with an unknown column',
      `${header},colour\n${good},red`,
      ['row 1, colour: "colour" is not a column of a rate card'],
    ],
    [
      'with a misspelt column',
      `${header.replace('amount', 'ammount')}\n${good}`,
      [
        'row 1, ammount: "ammount" is not a column of a rate card; did you mean "amount"?',
        'row 1, amount: the column is missing in the header',
      ],
    ],
    [
      'with a column twice',
      `${header},amount\n${good},1400`,
      ['row 1, amount: the column is in the header twice'],
    ],
    [
      'when huge',
      `${header}\n${' '.repeat(5_000_000)}`,
      ['the text has 5000071 characters; at most 5000000 are accepted'],
    ],
  ])('%s', (_, text, problems) => expect(problemsOf(text)).toEqual(problems))

  it('with the line on which a row begins, whatever blank lines and quotes come before', () => {
    expect(
      problemsOf(
        `\n${header}\r\n\r\n"India",utility,USD,2026-10-01,,,,1400\r\n"In\ndia",utility,USD,2026-10-01,,,,1\r\nIndia,fun,USD,2026-10-01,,,,1`,
      ),
    ).toEqual([
      'row 5, market: "In\\ndia" is not a market; did you mean "India"?',
      'row 7, category: "fun" is not a category',
    ])
  })
})

describe('a JSON card is refused', () => {
  const rate = {
    market: 'India',
    category: 'utility',
    currency: 'USD',
    effective_from: '2026-10-01',
    amount: 1400,
  }
  it.each<[what: string, card: unknown, problems: readonly string[]]>([
    ['when it is a list', [rate], [expect.stringContaining('the card must have the form')]],
    ['without rates', {}, [expect.stringContaining('the card must have the form')]],
    ['with no rates', { rates: [] }, ['the card has no rates']],
    [
      'with a note that is no text',
      { rates: [rate], note: 1 },
      [expect.stringContaining('the card must have the form')],
    ],
    ['with another key', { rates: [rate], colour: 1 }, ['colour: "colour" is not a key of a rate card']],
    [
      'with another key of a rate',
      { rates: [rate, { ...rate, categroy: 'x' }] },
      ['row 2, categroy: "categroy" is not a key of a rate; did you mean "category"?'],
    ],
    ['with a rate that is none', { rates: [1] }, ['row 1: must be an object']],
    [
      'with a list for an amount',
      { rates: [{ ...rate, amount: [1] }] },
      ['row 1, amount: must be a text or a number'],
    ],
    [
      'with a fraction',
      { rates: [{ ...rate, amount: 0.0859 }] },
      ['row 1, amount: 0.0859 is not a whole number of millionths; write 85900'],
    ],
    ['with a rate twice', { rates: [rate, rate] }, ['row 2: repeats the rate from 2026-10-01 of row 1']],
  ])('%s', (_, card, problems) => expect(problemsOf(JSON.stringify(card))).toEqual(problems))

  it('when malformed', () =>
    expect(problemsOf('{"rates": [}')).toEqual(['the text begins like JSON, but is not valid JSON']))
})
