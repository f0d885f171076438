import type { Problem } from './problem.ts'

/**
 * The keys of a value that nobody reads, each with the known key that it may stand for. A misspelt key would
 * otherwise leave a default in force without a word.
 */
export const unknownKeys = (value: object, known: readonly string[], what: string): readonly Problem[] =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => {
      // The longest first: every other word holds an `id` somewhere.
      const meant = known.toSorted((a, b) => b.length - a.length).find((name) => isLike(key, name))
      const advice = meant === undefined ? `known are ${known.join(', ')}` : `did you mean \`${meant}\`?`
      return { path: `$.${key}`, reason: `unknown ${what} \`${key}\`; ${advice}` }
    })

/** Written with other capitals, with a part left out or added, or with two slips at most. */
const isLike = (key: string, name: string): boolean => {
  const [a, b] = [plain(key), plain(name)]
  return a.includes(b) || b.includes(a) || slipsBetween(a, b) <= 2
}

const plain = (key: string): string => key.toLowerCase().replaceAll(/[-_]/g, '')

/** How many letters must be put in, taken out or replaced to get from one text to the other. */
const slipsBetween = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + (letter === b[j] ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      )
    row = next
  }
  return row[b.length] ?? 0
}
