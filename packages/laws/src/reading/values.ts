import type { RulebookId, Rules } from '@guichet/core'

/** A rule without its reason. */
type Value<Rule> = Rule extends null ? null : Omit<Rule, 'because'>

/** What a rulebook says: core's values without their reasons. What they mean, the copy decides by itself. */
export type Values = { readonly [Name in keyof Rules]: Value<Rules[Name]> }

/** A monthly allowance. */
export type Allowance = NonNullable<Values['freeTier']>

/** Values that hold from the local midnight of a date on. */
export interface Dated<A> {
  readonly effective: RulebookId
  readonly changes: A
}

/** A rulebook of one's own, as `reset` takes it: every rule that it does not name stays as it was. */
export interface AmendmentJson {
  readonly effective: RulebookId
  readonly summary?: string
  readonly clauses?: readonly (string | { readonly id: string; readonly says: string })[]
  readonly changes: {
    readonly [Name in keyof Rules]?:
      (Rules[Name] extends infer Rule ? (Rule extends null ? null : Reasoned<Rule>) : never) | undefined
  }
}

type Reasoned<Rule> = Omit<Rule, 'because'> & { readonly because: readonly string[] }
