import type { Clause } from './clauses/clause.ts'
import { chargePositions } from './clauses/charge-positions.ts'
import { conversationClauses2022 } from './clauses/conversations-2022.ts'
import { conversationClauses2023 } from './clauses/conversations-2023.ts'
import { entryPointClauses } from './clauses/entry-points.ts'
import { guichetClauses } from './clauses/guichet.ts'
import { messageClauses2025 } from './clauses/messages-2025.ts'
import { messageClauses2026 } from './clauses/messages-2026.ts'
import { rateClauses } from './clauses/rates.ts'
import { templateClauses } from './clauses/templates.ts'
import { windowClauses } from './clauses/window.ts'
import { windowPositions } from './clauses/window-positions.ts'

export type { Clause } from './clauses/clause.ts'

/** The id of a clause. Ids are written once, in the tables. */
export type ClauseId =
  | keyof typeof guichetClauses
  | keyof typeof windowPositions
  | keyof typeof chargePositions
  | keyof typeof windowClauses
  | keyof typeof templateClauses
  | keyof typeof conversationClauses2022
  | keyof typeof conversationClauses2023
  | keyof typeof messageClauses2025
  | keyof typeof messageClauses2026
  | keyof typeof entryPointClauses
  | keyof typeof rateClauses

/**
 * The clauses that answers cite: a sentence of our own for each rule, and where it comes from. `G` are
 * Guichet's positions, `POS` its choices where Meta says nothing, the others rest on Meta's texts.
 */
export const clauses: Readonly<Record<ClauseId, Clause>> = {
  ...guichetClauses,
  ...windowPositions,
  ...chargePositions,
  ...windowClauses,
  ...templateClauses,
  ...conversationClauses2022,
  ...conversationClauses2023,
  ...messageClauses2025,
  ...messageClauses2026,
  ...entryPointClauses,
  ...rateClauses,
}

/** Is this the id of a clause? */
export const isClauseId = (id: string): id is ClauseId => Object.hasOwn(clauses, id)
