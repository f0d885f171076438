import { isLeft } from '@guichet/core'
import { problemInWords, readRateCard, type RateCard } from '@guichet/rates'
import type { Checked } from './rules.ts'

/** The rate card of a text; `null` for none. Says in words what is wrong with it. */
export const cardIn = (text: string | null): Checked<RateCard | null> => {
  if (text === null) return { ok: true, value: null }
  const card = readRateCard(text)
  if (!isLeft(card)) return { ok: true, value: card.right }
  const [first, ...more] = card.left.map(problemInWords)
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`
  return { ok: false, words: `This is no rate card: ${first ?? ''}${rest}` }
}
