import { isLeft, parseInstant, reasonsInWords, type Either, type Instant } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'

/** What is wrong with one part of a request: where, and what is expected there. */
export interface FieldProblem {
  /** The query parameter, or the path into the body such as `messages[1].name`. */
  readonly field: string
  readonly reason: string
}

/** A parsed part of a request, or everything that is wrong with it. */
export type Read<Value> = Either<readonly FieldProblem[], Value>

/** One thing that is wrong. */
export const wrong = (field: string, reason: string): Read<never> => left([{ field, reason }])

/** All that is wrong with these parts of a request. */
export const problemsIn = (reads: readonly Read<unknown>[]): readonly FieldProblem[] =>
  reads.flatMap((read) => (isLeft(read) ? read.left : []))

/** Shortens texts for problems: an answer must not repeat a megabyte. */
export const show = (given: unknown): string => {
  if (typeof given === 'string') return JSON.stringify(given.slice(0, 60))
  if (given === null || typeof given === 'number' || typeof given === 'boolean') return String(given)
  return Array.isArray(given) ? 'a list' : typeof given === 'object' ? 'an object' : typeof given
}

/** An instant, where one is given; else `otherwise`. */
export const readInstant = <Otherwise>(
  given: unknown,
  field: string,
  otherwise: Otherwise,
): Read<Instant | Otherwise> => {
  if (given === undefined) return right(otherwise)
  const at = parseInstant(given)
  return isLeft(at)
    ? wrong(field, `${reasonsInWords(at.left)}, such as 2026-10-01T07:00:00Z: ${show(given)}`)
    : right(at.right)
}

/** The limit of a list, if it is given; else the default. */
export const readLimit = (given: string | undefined, most = 1000, usual = 100): Read<number> => {
  if (given === undefined) return right(usual)
  const limit = /^\d{1,9}$/.test(given) ? Number(given) : 0
  return limit >= 1 && limit <= most
    ? right(limit)
    : wrong('limit', `must be a whole number from 1 to ${most}, but is ${show(given)}`)
}

/** One of these words, if it is given; else the first of them. */
export const readWord = <const Word extends string>(
  given: string | undefined,
  field: string,
  words: readonly [Word, ...Word[]],
): Read<Word> => {
  if (given === undefined) return right(words[0])
  const word = words.find((known) => known === given)
  return word === undefined ? wrong(field, `not one of ${words.join(', ')}: ${show(given)}`) : right(word)
}

/** The longest id that is accepted, in characters; Meta's are far shorter. */
const longestId = 1024

/** An id. */
export const readId = (given: unknown, field: string): Read<string> => {
  if (given === undefined) return wrong(field, 'is missing')
  if (typeof given !== 'string') return wrong(field, `must be a text, but is ${show(given)}`)
  return given.length >= 1 && given.length <= longestId
    ? right(given)
    : wrong(field, `must be a text of 1 to ${longestId} characters, but is ${show(given)}`)
}
