import { explain, type Wording } from '../ask/explain.ts'
import type { Together } from './together.ts'

/** How to word the answers to messages in a row. */
export interface TogetherWording extends Wording {
  /** The price of an answer's message in a sentence; empty where there is nothing to add. */
  readonly priceInWords?: (answer: Together['answers'][number]) => string
  /** The amount that joining saves, such as `USD 0.06`. */
  readonly saved?: string
}

/** Puts the answers into lines, numbered in the order of the messages, and then what joining saves. */
export const explainTogether = (together: Together, wording: TogetherWording = {}): readonly string[] => {
  const { answers, joined } = together
  const lines = answers.map((answer, index) =>
    `${index + 1}. ${explain(answer, wording)} ${wording.priceInWords?.(answer) ?? ''}`.trimEnd(),
  )
  if (joined === null) return lines
  const { messages, charged, ofFreeTier } = joined.saves
  const parts = [
    ...(charged > 0 ? [plural(charged, 'charged message')] : []),
    ...(ofFreeTier > 0 ? [`${ofFreeTier} of the month's free ones`] : []),
  ]
  const amount = wording.saved === undefined || charged === 0 ? '' : `${wording.saved}: `
  const what = parts.length === 0 ? 'nothing' : `${amount}${parts.join(' and ')}`
  return [
    ...lines,
    `Joining the ${messages + 1} service messages into one saves ${what} (${joined.because.join(', ')}).`,
  ]
}

const plural = (many: number, name: string): string => `${many} ${name}${many === 1 ? '' : 's'}`
