import { rulebooks } from '@guichet/core'
import { changesOf } from './rules-in-words.ts'
import { tableOf } from './table.ts'

/** All rulebooks, oldest first: what is new in each, the rules that it changes, its clauses. */
export const rulebookTable = (): string =>
  tableOf(
    ['in force from', 'what is new', 'rules that change', 'clauses'],
    rulebooks.map((book, index) => {
      const changes = changesOf(book, rulebooks[index - 1])
      return [
        `[\`${book.id}\`](rulebooks/${book.id}.md)`,
        book.summary,
        changes.length === 0 ? 'none' : changes.join('<br>'),
        book.clauses.join(', '),
      ]
    }),
  )
