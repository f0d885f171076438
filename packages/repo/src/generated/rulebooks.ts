import { rulebooksWith, type OwnAmendment } from '@guichet/core'
import { changesOf } from './rules-in-words.ts'
import { tableOf } from './table.ts'

/** All rulebooks, oldest first: what is new in each, the rules that it changes, its clauses. */
export const rulebookTable = (amendments: readonly OwnAmendment[] = []): string =>
  tableOf(
    ['in force from', 'what is new', 'rules that change', 'clauses'],
    rulebooksWith(amendments).map((book, index, books) => {
      const changes = changesOf(book, books[index - 1])
      return [
        `[\`${book.id}\`](rulebooks/${book.id}.md)`,
        book.summary,
        changes.length === 0 ? 'none' : changes.join('<br>'),
        book.clauses.join(', '),
      ]
    }),
  )
