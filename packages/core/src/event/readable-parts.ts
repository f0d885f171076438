/** Callers without types may hand in anything. */
const isText = (text: unknown, longest: number): boolean =>
  typeof text === 'string' && text.length > 0 && text.length <= longest

/** An id of Meta's. */
export const isId = (text: unknown): boolean => isText(text, 1024)
/** A word of Meta's. */
export const isWord = (text: unknown): boolean => isText(text, 512)
export const isIdOrNone = (text: unknown): boolean => text === undefined || isId(text)
export const isWordOrNone = (text: unknown): boolean => text === undefined || isWord(text)

/** One of the words that the types allow. */
export const isOneOf = <A extends string>(words: readonly A[], word: A): boolean => words.includes(word)

/** How many. */
export const isAmount = (number: unknown): boolean => Number.isSafeInteger(number) && Number(number) >= 0
