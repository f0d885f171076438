/** Edits of a text at a place that a pattern finds. A place that is not there is an error that shows the pattern. */

/** Puts something after the last match of a pattern. */
export const after = (text: string, pattern: RegExp, more: string): string => {
  const found = lastMatch(text, pattern)
  const end = found.index + found[0].length
  return text.slice(0, end) + more + text.slice(end)
}

/** Puts something before the first match of a pattern. */
export const before = (text: string, pattern: RegExp, more: string): string => {
  const { index } = firstMatch(text, pattern)
  return text.slice(0, index) + more + text.slice(index)
}

const lastMatch = (text: string, pattern: RegExp): RegExpExecArray => {
  const all = [...text.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))]
  return all.at(-1) ?? missing(pattern)
}

const firstMatch = (text: string, pattern: RegExp): RegExpExecArray =>
  new RegExp(pattern, pattern.flags.replace('g', '')).exec(text) ?? missing(pattern)

const missing = (pattern: RegExp): never => {
  throw new Error(`found no place for it: ${pattern.source}`)
}
