import { right } from '@guichet/core/adapter'
import { show, wrong, type Shape } from './shape.ts'

export interface TextRules {
  readonly description?: string
  /** In characters as JSON Schema counts them, which are code points. */
  readonly most?: number
  readonly pattern?: RegExp
  /** What is said of anything else. */
  readonly reason?: string
  readonly missing?: string
}

/** A text that is not empty. */
export const text = ({ description, most, pattern, reason, missing }: TextRules = {}): Shape<string> => ({
  schema: {
    type: 'string',
    minLength: 1,
    ...(most === undefined ? {} : { maxLength: most }),
    ...(pattern === undefined ? {} : { pattern: pattern.source }),
    ...(description === undefined ? {} : { description }),
  },
  ...(missing === undefined ? {} : { missing }),
  read: (given, field) => {
    if (typeof given !== 'string') return wrong(field, reason ?? `must be a text, but is ${show(given)}`)
    if (given !== '' && !isLonger(given, most) && (pattern?.test(given) ?? true)) return right(given)
    const size = most === undefined ? 'that is not empty' : `of 1 to ${most} characters`
    return wrong(field, reason ?? `must be a text ${size}, but is ${show(given)}`)
  },
})

/** A character has two units at most, so most texts need no counting. */
const isLonger = (given: string, most: number | undefined): boolean =>
  most !== undefined && given.length > most && (given.length > 2 * most || [...given].length > most)

/** One of these words. */
export const words = <const Word extends string>(
  known: readonly [Word, ...Word[]],
  description?: string,
): Shape<Word> => ({
  schema: { type: 'string', enum: known, ...(description === undefined ? {} : { description }) },
  read: (given, field) => {
    const word = known.find((one) => one === given)
    if (word !== undefined) return right(word)
    return wrong(
      field,
      known.length === 1
        ? `must be ${known[0]}, but is ${show(given)}`
        : `not one of ${known.join(', ')}: ${show(given)}`,
    )
  },
})

export const truth = (description: string): Shape<boolean> => ({
  schema: { type: 'boolean', description },
  read: (given, field) =>
    typeof given === 'boolean' ? right(given) : wrong(field, `must be true or false, but is ${show(given)}`),
})
