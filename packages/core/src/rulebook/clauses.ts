import type { Clause } from './clauses/clause.ts'
import * as tables from './clauses/index.ts'

export type { Clause } from './clauses/clause.ts'

type Tables = typeof tables

/** The id of a clause. Ids are written once, in the tables. */
export type ClauseId = { [T in keyof Tables]: keyof Tables[T] }[keyof Tables]

/**
 * The clauses that answers cite: a sentence of our own for each rule, and where it comes from. `G` are
 * Guichet's positions, `POS` its choices where Meta says nothing, the others rest on Meta's texts.
 */
export const clauses: Readonly<Record<ClauseId, Clause>> = {
  ...tables.guichet,
  ...tables.windowPositions,
  ...tables.chargePositions,
  ...tables.windows,
  ...tables.templates,
  ...tables.conversations2022,
  ...tables.conversations2023,
  ...tables.messages2025,
  ...tables.messages2026,
  ...tables.entryPoints,
  ...tables.rates,
}

/** What a clause says; one of an amendment of one's own is known there alone. */
export const clauseOf = (id: string): Clause =>
  isClauseId(id) ? clauses[id] : { sentence: 'A clause of an amendment.', source: 'an amendment' }

/** Is this the id of a clause? */
export const isClauseId = (id: string): id is ClauseId => Object.hasOwn(clauses, id)
