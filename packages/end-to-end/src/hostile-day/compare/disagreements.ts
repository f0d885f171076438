/** What two sides do not agree on, in words; the first ones, and how many there are. */
export interface Disagreements {
  readonly add: (kind: string, words: string) => void
  readonly count: () => number
  readonly byKind: () => Readonly<Record<string, number>>
  readonly first: () => readonly string[]
}

const mostKept = 8

/** None yet. */
export const disagreements = (): Disagreements => {
  const counts = new Map<string, number>()
  const kept: string[] = []
  return {
    add: (kind, words) => {
      const before = counts.get(kind) ?? 0
      counts.set(kind, before + 1)
      if (before < mostKept) kept.push(`${kind}: ${words}`)
    },
    count: () => [...counts.values()].reduce((sum, one) => sum + one, 0),
    byKind: () => Object.fromEntries(counts),
    first: () => kept,
  }
}
