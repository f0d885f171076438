import type { Citation } from './citation.ts'
import type { Amendment, Rules } from './rulebook.ts'

/** A clause of one's own. */
export interface OwnClause {
  readonly id: Citation
  readonly says: string
  readonly source?: string
}

/** An amendment that was handed in. Its rulebook is named by its date. */
export interface OwnAmendment extends Omit<Amendment, 'clauses'> {
  readonly clauses: readonly (Citation | OwnClause)[]
}

type AsWritten<A> = A extends { readonly because: readonly Citation[] }
  ? Omit<A, 'because'> & { readonly because: readonly string[] }
  : A

/** An amendment as somebody wrote it. */
export interface AmendmentInput {
  /** The local date from which it is in force, such as `2027-04-01`. */
  readonly effective: string
  /** The rules that it replaces. Each is written whole, with the clauses that it rests on. */
  readonly changes: { readonly [K in keyof Rules]?: AsWritten<Rules[K]> | undefined }
  readonly clauses?: readonly (
    string | { readonly id: string; readonly says: string; readonly source?: string }
  )[]
  readonly summary?: string
}
