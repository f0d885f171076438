import type { Answer, Either, Engine, Instant, Question, ThreadKey, TooOld, View } from '@guichet/core'

/** A question about a thread. */
export interface Inquiry {
  readonly engine: Engine
  readonly thread: ThreadKey
  readonly questions: readonly Question[]
  readonly at: Instant
}

/** The answers, and their source: logs or a store. */
export interface Basis {
  readonly name: 'the logs' | 'the store'
  /** The phone numbers that occur in the source. */
  readonly phoneNumbers: readonly string[]
  /** Does the thread occur in the source? */
  readonly isKnown: boolean
  /** Parts that were not read. */
  readonly unread: number
  /** In the order of the questions. */
  readonly answers: readonly Answer[]
  /** The state of the thread. */
  readonly view: Either<TooOld, View>
}
