import type { Either, Engine, Instant, MessageQuestion, ThreadKey, Together, TooOld } from '@guichet/core'
import type { Basis } from './basis.ts'

/** Messages in a row to a customer. */
export interface RowInquiry {
  readonly engine: Engine
  readonly thread: ThreadKey
  readonly questions: readonly MessageQuestion[]
  readonly at: Instant
}

/** The answers, and their source: logs or a store. */
export interface RowBasis extends Pick<Basis, 'name' | 'phoneNumbers' | 'isKnown' | 'unread'> {
  readonly together: Either<TooOld, Together>
}
