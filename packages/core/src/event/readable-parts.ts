/** Callers without types may hand in anything. */
const isText = (text: unknown, longest: number): boolean =>
  typeof text === 'string' && text.length > 0 && text.length <= longest

/** An id of Meta's. */
export const isId = (text: unknown): boolean => isText(text, 1024)
/** A word of Meta's. */
export const isWord = (text: unknown): boolean => isText(text, 512)
export const isIdOrNone = (text: unknown): boolean => text === undefined || isId(text)
export const isWordOrNone = (text: unknown): boolean => text === undefined || isWord(text)

export const isFlagOrNone = (flag: unknown): boolean => flag === undefined || typeof flag === 'boolean'

/** Something with fields of its own, which may be read. */
export const isWhole = (part: unknown): boolean => typeof part === 'object' && part !== null

/** One of the words that the types allow; all of them are listed. */
export const isOneOf = <A extends string>(words: Readonly<Record<A, true>>, word: A): boolean =>
  typeof word === 'string' && words[word] === true

/** How many. */
export const isAmount = (number: unknown): boolean => Number.isSafeInteger(number) && Number(number) >= 0
