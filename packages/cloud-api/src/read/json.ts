/** A JSON object with unknown fields. Only fixed keys are read from it. */
export interface Json {
  readonly [key: string]: unknown
}

/** Is this a JSON object, so neither a list nor `null`? */
export const isObject = (u: unknown): u is Json => typeof u === 'object' && u !== null && !Array.isArray(u)

/** Is this a JSON list? */
export const isList = (u: unknown): u is readonly unknown[] => Array.isArray(u)

/** Absent, `null` or empty text: Meta writes all three for a missing value (ID-4). */
export const isAbsent = (u: unknown): boolean => u === undefined || u === null || u === ''

/** A text of 1 to `longest` characters, else `undefined`. */
export const textOf = (u: unknown, longest: number): string | undefined =>
  typeof u === 'string' && u.length > 0 && u.length <= longest ? u : undefined

/** Longer than any id of Meta's, short enough that ids put together from two of them stay valid event ids. */
const LONGEST_ID = 320

/** An id: a text, or a whole number as some senders write it. */
export const idOf = (u: unknown): string | undefined => {
  if (typeof u === 'string') return u.length > 0 && u.length <= LONGEST_ID ? u : undefined
  return typeof u === 'number' && Number.isSafeInteger(u) && u >= 0 ? String(u) : undefined
}

/** Is it nothing but the digits 0 to 9? By their codes: nearly every id and time is, and a pattern takes longer. */
export const isDigits = (text: string): boolean => {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < ZERO || code > NINE) return false
  }
  return text.length > 0
}

const ZERO = 48
const NINE = 57

/** An error's code: Meta writes numbers; some who pass them on write texts. */
export const codeOf = (u: unknown): number | undefined => {
  const code = typeof u === 'string' && /^\d{1,9}$/.test(u) ? Number(u) : u
  return typeof code === 'number' && Number.isSafeInteger(code) ? code : undefined
}

/** At most 60 characters of a text from outside, for a report. */
export const shorten = (word: string): string => (word.length <= 60 ? word : `${word.slice(0, 60)}...`)

/** What kind of JSON value this is, for a report. */
export const describe = (u: unknown): string => {
  if (u === undefined) return 'nothing'
  if (u === null) return 'null'
  if (isList(u)) return 'a list'
  if (u === '') return 'an empty text'
  if (typeof u === 'string') return 'a text'
  return typeof u === 'object' ? 'an object' : `a ${typeof u}`
}
