import { amountInWords } from '@guichet/rates'
import type { LogBill, Sum } from '../bill/bill.ts'
import { count, thousands } from './summary-words.ts'

/**
 * What a sum costs in words: `USD 0.41`, `USD 0.41 and 3 without a rate`; empty while there is not a valid
 * rate card.
 */
export const costInWords = ({ amount, unpriced, paid }: Sum, currency: string | null): string => {
  if (currency === null) return ''
  const missing = unpriced === 0 ? [] : [`${thousands(unpriced)} without a rate`]
  const known = unpriced === paid && paid > 0 ? [] : [amountInWords(amount, currency)]
  return [...known, ...missing].join(' and ')
}

/** `22 delivered messages, 7 paid: USD 0.41`. */
export const billInWords = ({ total, currency }: LogBill): string => {
  const cost = costInWords(total, currency)
  const delivered =
    total.messages === 1 ? '1 delivered message' : `${thousands(total.messages)} delivered messages`
  return `${delivered}, ${thousands(total.paid)} paid${cost === '' ? '' : `: ${cost}`}`
}

const mostMissing = 20

/** The missing rates, one a phrase: `utility in France before 2026-10-01: 3 messages`. */
export const missingInWords = ({ missing, ratesBegin }: LogBill): readonly string[] => [
  ...missing.slice(0, mostMissing).map(({ category, market, reason, messages }) => {
    const before = reason === 'before-card' ? ` before ${ratesBegin}, when the card begins` : ''
    return `${category} in ${market}${before}: ${count(messages, 'message')}`
  }),
  ...(missing.length > mostMissing ? [`… and ${count(missing.length - mostMissing, 'more', 'more')}`] : []),
]
