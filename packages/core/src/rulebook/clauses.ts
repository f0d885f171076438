import type { ClauseId } from './clause-id.ts'
import type { Clause } from './clauses/clause.ts'
import type { OwnAmendment } from './own-amendment.ts'
import * as tables from './clauses/index.ts'

export type { Clause } from './clauses/clause.ts'

/**
 * The clauses that answers cite: a sentence of our own for each rule, and where it comes from. `G` are
 * Guichet's positions, `POS` its choices where Meta says nothing, the others rest on Meta's texts.
 */
export const clauses: Readonly<Record<ClauseId, Clause>> = {
  ...tables.guichet,
  ...tables.windowPositions,
  ...tables.chargePositions,
  ...tables.windows,
  ...tables.limits,
  ...tables.calls,
  ...tables.templates,
  ...tables.conversations2022,
  ...tables.conversations2023,
  ...tables.messages2025,
  ...tables.messages2026,
  ...tables.entryPoints,
  ...tables.rates,
}

/** What a clause says, also one of an amendment that was handed in. */
export const clauseOf = (id: string, amendments: readonly OwnAmendment[] = []): Clause => {
  for (const { clauses: own } of amendments)
    for (const clause of own)
      if (typeof clause !== 'string' && clause.id === id)
        return { sentence: clause.says, source: clause.source ?? handedIn }
  return isClauseId(id)
    ? clauses[id]
    : { sentence: 'An amendment that was handed in rests on it.', source: handedIn }
}

const handedIn = 'an amendment that was handed in'

/** Is this the id of a clause? */
export const isClauseId = (id: string): id is ClauseId => Object.hasOwn(clauses, id)
