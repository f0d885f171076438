/**
 * Splits a command into the program and its arguments, at blanks. Single or double quotes keep a text with blanks
 * together; a backslash and everything else stand for themselves. No shell reads the command: variables, `*`, `|`
 * and `&&` mean nothing. For these, write `sh -c '…'`. `null` for no program, or a quote that never ends.
 */
export const splitCommand = (text: string): readonly [string, ...string[]] | null => {
  const words: string[] = []
  let word: string | null = null
  let quote: string | null = null
  for (const sign of text) {
    if (quote !== null) {
      if (sign === quote) quote = null
      else word = (word ?? '') + sign
    } else if (sign === '"' || sign === "'") {
      quote = sign
      word ??= ''
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + sign
  }
  if (word !== null) words.push(word)
  const [program, ...rest] = words
  return quote !== null || program === undefined || program === '' ? null : [program, ...rest]
}
