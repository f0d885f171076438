import type { Duration, Event, Instant } from '@guichet/core'
import type { DispatchOutcome, Echo, SendRequest } from '../ports.ts'
import type { Intent, RememberedState } from '../intents/intent.ts'
import type { NewJob } from '../store/jobs.ts'
import type { IntentKey, JournalEntry } from '../store/rows.ts'

/**
 * Work on one phone number, as data: it can be queued, sent to another process and done again. What it comes to
 * follows from it, from what is stored, and from the instant at which it is recorded.
 */
export type Command = TakeIn | Claim | RecordOutcome | GiveUp

/** What came in: events, echoes of sends, and what gave no event. */
export interface TakeIn {
  readonly do: 'take-in'
  /** Names the input among those that gave no event. */
  readonly source: string
  readonly events: readonly InputEvent[]
  readonly echoes: readonly Echo[]
  readonly unread: readonly UnreadInput[]
  /** The body that it came in; `null` where none is kept. It is not kept if an event is of an erased customer. */
  readonly journal: JournalEntry | null
  /** What has to be done about the body; as the journal, not where an event is of an erased customer. */
  readonly jobs?: readonly NewJob[]
}

/** An event, and its place among the unread inputs of its source in case it is too old. */
export interface InputEvent {
  readonly index: number
  readonly event: Event
  /** The name of the customer's profile, where the event came with one. */
  readonly name?: string
}

export interface UnreadInput {
  readonly index: number
  readonly text: string
}

/** Somebody wants to send a message, and sends it if this succeeds. */
export interface Claim {
  readonly do: 'claim'
  readonly request: SendRequest & { readonly key: string }
  /** By the sender's clock. */
  readonly at: Instant
  /** How far ahead of that clock a stored event counts. */
  readonly countsAhead: Duration
  /** Nobody else makes the same claim. */
  readonly claim: string
  /** For an intent that cannot have the id that follows from its request. */
  readonly newId: string
  /** How long the transport may take. */
  readonly until: Instant
  readonly tierUsed: number
  /** What the sender knows of intents under that key although the store does not. */
  readonly remembered: readonly RememberedState[]
}

/** A dispatched message came to this. */
export interface RecordOutcome {
  readonly do: 'record-outcome'
  readonly intent: Intent
  readonly outcome: DispatchOutcome
  readonly at: Instant
}

/** The caller gives up what is of unknown fate under a key. */
export interface GiveUp {
  readonly do: 'give-up'
  readonly key: IntentKey
  readonly at: Instant
  readonly remembered: readonly RememberedState[]
}
