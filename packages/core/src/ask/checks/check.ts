import { E, type Either, type ReadonlyNonEmptyArray } from '../../prelude.ts'
import type { Citation } from '../../rulebook/citation.ts'
import type { Instant } from '../../time/instant.ts'
import type { Reason } from '../answer.ts'

/** What a passed check contributes to the answer. */
export interface Passed {
  readonly because: readonly Citation[]
  /** The instant from which on the check no longer passes if nothing else happens; `null` where there is none. */
  readonly until: Instant | null
}

/** One condition of sending: passed, or the reasons against it. */
export type Check = Either<ReadonlyNonEmptyArray<Reason>, Passed>

const nothing: readonly Citation[] = []
/** Most checks pass and say no more. */
const passed: Check = E.right({ because: nothing, until: null })

export const pass = (because: readonly Citation[] = nothing, until: Instant | null = null): Check =>
  because === nothing && until === null ? passed : E.right({ because, until })

export const fail = (reason: Reason): Check => E.left([reason])
