import { rulebooks, type Rulebook } from '@guichet/core'
import { tableOf } from './table.ts'

/** All rulebooks, oldest first: what is new in each, the rules that it changes, its clauses. */
export const rulebookTable = (): string =>
  tableOf(
    ['in force from', 'what is new', 'rules that change', 'clauses'],
    rulebooks.map((book, index) => [
      `\`${book.id}\``,
      book.summary,
      changesOf(book, rulebooks[index - 1]),
      book.clauses.join(', '),
    ]),
  )

/** The rules in which a rulebook differs from its predecessor; all of them for the first. */
const changesOf = ({ rules }: Rulebook, before: Rulebook | undefined): string => {
  const earlier: ReadonlyMap<string, unknown> = new Map(Object.entries(before?.rules ?? {}))
  const changes = Object.entries(rules)
    .filter(([name, value]) => earlier.get(name) !== value)
    .map(([name, value]) => `\`${name}\`: ${String(value)}`)
  return changes.length === 0 ? 'none' : changes.join('<br>')
}
