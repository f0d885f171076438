import type { Allowed, Refusal, TooOld } from '@guichet/core'
import type { Intent, IntentState } from '../intents/intent.ts'
import type { Command } from './command.ts'

/** What a command comes to. */
export type ResultOf<C extends Command> = Results[C['do']]

interface Results {
  readonly 'take-in': TakenInEach
  readonly claim: Claimed
  readonly 'record-outcome': null
  /** Was there anything to give up? */
  readonly 'give-up': boolean
}

/** What became of the events that came in. */
export interface TakenIn {
  readonly absorbed: number
  /** Known already: a redelivery. */
  readonly duplicates: number
  /** Older than the lateness horizon; they are among the unread inputs. */
  readonly late: number
  /** Of customers who were erased since. */
  readonly erased: number
}

/** What became of an event that came in; the words are those of the counts. */
export type Became = 'absorbed' | 'duplicate' | 'late' | 'erased'

/** The same, and what became of each event, in their order. */
export interface TakenInEach extends TakenIn {
  /** Absent where a process of an earlier version took them in. */
  readonly became?: readonly Became[]
}

/** What came of claiming an intent. */
export type Claimed =
  /** This body is ours to send, now. */
  | {
      readonly is: 'claimed'
      readonly intent: Intent
      readonly body: object
      readonly answer: Allowed
      /** The ids of the customer. */
      readonly names: readonly string[]
    }
  /** The rules refuse it, and what else might be sent, or cannot tell; nothing was claimed. */
  | { readonly is: 'refused'; readonly answer: Refusal | TooOld; readonly otherwise?: Refusal | TooOld }
  /** An earlier request with the same key has been this far. */
  | { readonly is: 'known'; readonly intent: Intent; readonly state: IntentState }
  /** Another request was made under the same key. */
  | { readonly is: 'key-reused' }
