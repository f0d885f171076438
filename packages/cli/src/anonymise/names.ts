import { marketFinder } from '@guichet/rates'

/** What names are replaced by: the same name always by the same, and in the same order as before. */
export interface Names {
  /** Notes a name; all have to be noted before the first is replaced. */
  readonly note: (name: string) => void
  readonly replaced: (name: string) => string
  readonly has: (name: string) => boolean
}

/**
 * Engines settle ties by the order of ids, so new names stand in the order of the old ones. A phone number keeps the
 * digits that decide its country, for prices and rules go by it; a user id keeps its country.
 */
export const newNames = (): Names => {
  const groups = new Map<string, Set<string>>()
  let ranks: ReadonlyMap<string, string> | null = null
  const headOf = headFinder()
  return {
    note: (name) => {
      const bare = bareOf(name)
      const group = groupOf(bare, headOf)
      const names = groups.get(group)
      if (names === undefined) groups.set(group, new Set([bare]))
      else names.add(bare)
    },
    has: (name) => {
      const bare = bareOf(name)
      return groups.get(groupOf(bare, headOf))?.has(bare) === true
    },
    replaced: (name) => {
      ranks ??= rankAll(groups)
      const bare = bareOf(name)
      return ranks.get(bare) ?? bare.replaceAll(/./g, 'x')
    },
  }
}

/** The digits of a phone number, however it is written; any other name as it is. */
const bareOf = (name: string): string => {
  const digits = name.replaceAll(/[\s()+.-]/g, '')
  return /^\d{7,}$/.test(digits) && /^[\d\s()+.-]+$/.test(name) ? digits : name
}

/** Names of a group have the same head, and digits the same length. */
const groupOf = (bare: string, headOf: (digits: string) => string): string => {
  if (/^\d{7,}$/.test(bare)) return `${headOf(bare)}#${bare.length}`
  return /^(?:wamid\.|wacid\.?|[A-Z]{2}\.(?:ENT\.)?)/.exec(bare)?.[0] ?? 'x'
}

const rankAll = (groups: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, string> => {
  const ranks = new Map<string, string>()
  for (const [group, names] of groups) {
    const [head = '', length] = group.split('#')
    const width = length === undefined ? String(names.size).length + 2 : Number(length) - head.length
    for (const [rank, name] of [...names].sort().entries())
      // No name of a made-up log, which often end with a small number, stays what it was by chance.
      ranks.set(name, `${head}${String(rank * 3 + 2).padStart(width, '0')}`)
  }
  return ranks
}

/** The first digits of a number, as many as decide its country, and an area code where countries share a code. */
const headFinder = (): ((digits: string) => string) => {
  const find = marketFinder()
  const today = '2026-11-01'
  const known = new Map<string, string>()
  return (digits) => {
    const start = digits.slice(0, 7)
    const before = known.get(start)
    if (before !== undefined) return before
    const { country } = find(digits, today)
    let length = digits.startsWith('1') ? 4 : 3
    const isEnough = (): boolean =>
      find(digits.slice(0, length).padEnd(digits.length, '0'), today).country === country
    while (length < 7 && !isEnough()) length++
    const head = digits.slice(0, length)
    known.set(start, head)
    return head
  }
}
