import { founding } from './amendments/2022-02-01.ts'
import { longerEntryPoints } from './amendments/2023-03-01.ts'
import { categories } from './amendments/2023-06-01.ts'
import { freeService } from './amendments/2024-11-01.ts'
import { perMessage } from './amendments/2025-07-01.ts'
import { weekLongEntryPoints } from './amendments/2026-09-28.ts'
import { chargedService } from './amendments/2026-10-01.ts'
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

/** All rulebooks, oldest first. */
export const rulebooks: readonly Rulebook[] = amendments.reduce<readonly Rulebook[]>(
  (books, amendment) => [...books, amend(books.at(-1) ?? founding, amendment)],
  [founding],
)

/** Is this the id of a rulebook? */
export const isRulebookId = (id: string): id is RulebookId => rulebooks.some((book) => book.id === id)
