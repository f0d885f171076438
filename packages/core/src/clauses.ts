/**
 * For code that shows what an answer cites: the clauses, each a sentence of our own with Meta's address.
 *
 * @module
 */
export { clauseOf, clauses, isClauseId, type Clause } from './rulebook/clauses.ts'
export { refusedBecause } from './ask/explain.ts'
export { lastingRules } from './rulebook/lasting-rules.ts'
export { wireClauses } from './rulebook/wire-clauses.ts'
