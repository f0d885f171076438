import { markets, type RateCard, type RateRow } from '@guichet/rates'
import { printable } from './printable.ts'
import { count, thousands } from './summary-words.ts'

/** A summary of a rate card, to check that it is the right one. */
export const cardToText = ({ currency, rows, note }: RateCard): string => {
  const days = [...new Set(rows.map(({ effectiveFrom }) => effectiveFrom))].sort()
  const named = markets.filter((name) => rows.some(({ market }) => market === name))
  const missing = markets.length - named.length
  const facts: readonly (readonly [string, string])[] = [
    ['currency', currency],
    ['rates', thousands(rows.length)],
    ['from', days.join(', ')],
    ['markets', `${named.length} of ${markets.length}${missing === 0 ? '' : `: ${named.join(', ')}`}`],
    ['categories', categoriesInWords(rows)],
    ['volume tiers', tiersInWords(rows)],
    ...(note === null ? [] : [['note', printable(note)] as const]),
    ...(missing === 0 ? [] : [['missing', missingInWords(missing, named.includes('Other'))] as const]),
  ]
  return facts.map(([name, words]) => `${name.padEnd(14)} ${words}\n`).join('')
}

/** `marketing in 47 markets, service in 9`. */
const categoriesInWords = (rows: readonly RateRow[]): string => {
  const categories = [...new Set(rows.map(({ category }) => category))]
  return categories
    .map((category, index) => {
      const places = marketsOf(rows.filter((row) => row.category === category))
      return `${category} in ${index === 0 ? count(places, 'market') : places}`
    })
    .join(', ')
}

const tiersInWords = (rows: readonly RateRow[]): string => {
  const tiered = rows.filter(({ from, to }) => from > 0 || to !== null)
  return tiered.length === 0 ? 'none' : `in ${count(marketsOf(tiered), 'market')}`
}

const missingInWords = (missing: number, hasOther: boolean): string =>
  `${count(missing, 'market')}; ${hasOther ? 'their messages are priced as the market that includes them, or as Other' : 'the card has no Other either, so most of their messages have no price'}`

const marketsOf = (rows: readonly RateRow[]): number => new Set(rows.map(({ market }) => market)).size
