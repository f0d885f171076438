/** What can be found: a part of a page under a heading. */
export interface Entry {
  readonly page: string
  readonly heading: string
  readonly url: string
  readonly text: string
}

/** A found entry, and the words around what was looked for. */
export interface Found extends Entry {
  readonly excerpt: string
}

const most = 30

/** The entries that have every word of a query, the best first: titles before headings before text, whole words first. */
export const find = (entries: readonly Entry[], query: string): readonly Found[] => {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ entry }) => ({ ...entry, excerpt: excerptOf(entry.text, words) }))
}

const scoreOf = ({ page, heading, text }: Entry, words: readonly string[]): number => {
  let sum = 0
  for (const word of words) {
    const score =
      12 * rank(heading.toLowerCase(), word) +
      8 * rank(page.toLowerCase(), word) +
      rank(text.toLowerCase(), word)
    if (score === 0) return 0
    sum += score
  }
  return sum
}

/** 3 for the word by itself, 2 for its beginning, 1 for a part of another. */
const rank = (text: string, word: string): number => {
  let best = 0
  for (let at = text.indexOf(word); at !== -1 && best < 3; at = text.indexOf(word, at + 1)) {
    const begins = !isLetter(text[at - 1])
    const ends = !isLetter(text[at + word.length])
    best = Math.max(best, begins && ends ? 3 : begins ? 2 : 1)
  }
  return best
}

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character)

const excerptOf = (text: string, words: readonly string[]): string => {
  const lower = text.toLowerCase()
  const at = Math.max(
    0,
    Math.min(...words.map((word) => lower.indexOf(word)).filter((place) => place >= 0), lower.length) - 60,
  )
  const start = at >= lower.length ? 0 : at
  const piece = text.slice(start, start + 180)
  return `${start > 0 ? '…' : ''}${piece}${start + 180 < text.length ? '…' : ''}`
}
