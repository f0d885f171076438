import type { Answer, Either, Engine, Instant, Question, ThreadKey, TooOld, View } from '@guichet/core'

/** What is asked about a thread. */
export interface Inquiry {
  readonly engine: Engine
  readonly thread: ThreadKey
  readonly questions: readonly Question[]
  readonly at: Instant
}

/** The answers, and what they go by: logs, or a store. */
export interface Basis {
  readonly name: 'the logs' | 'the store'
  /** The phone numbers of which anything is known. */
  readonly phoneNumbers: readonly string[]
  /** Is anything known of the thread? */
  readonly isKnown: boolean
  /** Parts that were not read. */
  readonly unread: number
  /** In the order of the questions. */
  readonly answers: readonly Answer[]
  /** What holds in the thread. */
  readonly view: Either<TooOld, View>
}
