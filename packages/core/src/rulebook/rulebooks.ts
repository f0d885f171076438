import { founding } from './amendments/2022-02-01.ts'
import { longerEntryPoints } from './amendments/2023-03-01.ts'
import { categories } from './amendments/2023-06-01.ts'
import { freeService } from './amendments/2024-11-01.ts'
import { perMessage } from './amendments/2025-07-01.ts'
import { weekLongEntryPoints } from './amendments/2026-09-28.ts'
import { chargedService } from './amendments/2026-10-01.ts'
import type { OwnAmendment } from './own-amendment.ts'
import type { Amendment, Rulebook, RulebookId } from './rulebook.ts'

/** The rulebook that an amendment makes of its predecessor. */
export const amend = (predecessor: Rulebook, amendment: Amendment): Rulebook => ({
  id: amendment.effective,
  summary: amendment.summary,
  clauses: amendment.clauses,
  rules: { ...predecessor.rules, ...amendment.changes },
})

const amendments: readonly Amendment[] = [
  longerEntryPoints,
  categories,
  freeService,
  perMessage,
  weekLongEntryPoints,
  chargedService,
]

const amended = (list: readonly Amendment[]): readonly Rulebook[] =>
  list.reduce<readonly Rulebook[]>(
    (books, amendment) => [...books, amend(books.at(-1) ?? founding, amendment)],
    [founding],
  )

/** All rulebooks of Meta's, oldest first. */
export const rulebooks: readonly Rulebook[] = amended(amendments)

/**
 * Meta's rulebooks and those of one's own, oldest first. Each amends the one before it, so an amendment between two
 * of Meta's holds on where the later one says nothing.
 *
 * @example
 * const own = parseAmendments([{ effective: '2027-04-01', changes: {} }])
 * if (isRight(own)) rulebooksWith(own.right).at(-1)?.id //=> '2027-04-01'
 * rulebooksWith([]) === rulebooks //=> true
 */
export const rulebooksWith = (own: readonly OwnAmendment[]): readonly Rulebook[] =>
  own.length === 0
    ? rulebooks
    : amended([...amendments, ...own.map(asAmendment)].sort((a, b) => (a.effective < b.effective ? -1 : 1)))

const asAmendment = (own: OwnAmendment): Amendment => ({
  ...own,
  clauses: own.clauses.map((clause) => (typeof clause === 'string' ? clause : clause.id)),
})

/**
 * Is this the id of a rulebook of Meta's?
 *
 * @example
 * isRulebookId('2026-10-01') //=> true
 * isRulebookId('2026-10-02') //=> false
 */
export const isRulebookId = (id: string): id is RulebookId => rulebooks.some((book) => book.id === id)
