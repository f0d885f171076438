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

export const pass = (because: readonly Citation[] = [], until: Instant | null = null): Check =>
  E.right({ because, until })

export const fail = (reason: Reason): Check => E.left([reason])
