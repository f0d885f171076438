import type { ClauseId } from './clause-id.ts'

declare const own: unique symbol

/** The id of a clause that only an amendment of one's own knows. */
export type OwnClauseId = string & { readonly [own]: true }

/** What a decision rests on: a clause of Guichet's tables, or one of an amendment that was handed in. */
export type Citation = ClauseId | OwnClauseId

/** Something that rests on clauses. */
export interface Reasoned {
  readonly because: readonly Citation[]
}

const nothing: readonly Citation[] = []

/** The clauses of several rules, each once, in the order of the rules. */
export const citing = (...rules: readonly (Reasoned | null)[]): readonly Citation[] => {
  let first: readonly Citation[] = nothing
  let cited: Citation[] | null = null
  for (const rule of rules) {
    if (rule === null || rule.because.length === 0) continue
    if (first === nothing) {
      first = rule.because
      continue
    }
    cited ??= first.slice()
    for (const id of rule.because) if (!cited.includes(id)) cited.push(id)
  }
  return cited ?? first
}
