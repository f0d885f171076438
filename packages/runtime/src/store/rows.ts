import type { Instant, ThreadKey } from '@guichet/core'

/**
 * What a store keeps. It knows nothing of the rules: threads, events and intents are texts to it (JSON that
 * the runtime writes and reads), beside the few columns by which they are found. Every text is well-formed
 * Unicode without a NUL character; the runtime sees to that.
 */

/** A webhook body as it came. The same body has the same id, so a redelivery is stored once. */
export interface JournalEntry {
  /** SHA-256 of the body, in hexadecimal. */
  readonly id: string
  readonly receivedAt: Instant
  readonly body: string
}

/** A thread's row: how it is found, and what a list of threads is sorted by. The thread itself is its events. */
export interface ThreadRow extends ThreadKey {
  /** The customer's other ids. */
  readonly aliases: readonly string[]
  /** Above 0, and another with every change of the row: a writer names the one that it has read. */
  readonly revision: number
  /** How many events are in the thread's stream; the newest has this ordinal. */
  readonly length: number
  /** The instant of the newest event. */
  readonly newest: Instant
  /** The end of the latest customer service window; `null` while there was none. */
  readonly windowClosesAt: Instant | null
  /** Until when an entry point waits for an answer; `null` where none does. */
  readonly replyBy: Instant | null
  /** When WhatsApp last refused a message because of the window; `null` where it never did. */
  readonly closedByMeta: Instant | null
  /** When the customer wrote what nobody has answered yet; `null` where the last word is the business's. */
  readonly waitingSince: Instant | null
  /** The name of the customer's profile, as it was last seen; `null` where none was. */
  readonly name: string | null
}

/** The thread after the first `length` events of its stream, so that only the later ones are read. */
export interface Snapshot {
  readonly length: number
  /** Names how it was made; another reader does not trust it and reads all events. */
  readonly madeBy: string
  readonly text: string
}

/** An event in a thread's stream. */
export interface EventRow {
  /** 1, 2, 3 … in the order of arrival. */
  readonly ordinal: number
  readonly recordedAt: Instant
  readonly text: string
}

/** A thread as it is read: its row, and what makes the thread out of it. */
export interface StoredThread {
  readonly row: ThreadRow
  readonly snapshot: Snapshot | null
  /** The events that came after the snapshot; all of them where there is none. */
  readonly tail: readonly EventRow[]
}

/** A business phone number. */
export interface PhoneNumberRow {
  readonly id: string
  readonly revision: number
  /** The accounts that it was seen under. */
  readonly accounts: readonly string[]
}

/** A change of a template; all of them together are the registry. */
export interface TemplateRow {
  /** 1, 2, 3 … in the order of arrival. */
  readonly ordinal: number
  readonly recordedAt: Instant
  readonly text: string
}

/**
 * A piece of what accepted sends of a phone number prove of its templates; all pieces together tell it. It names
 * no customer, and its message only by a digest, for a wamid holds a phone number.
 */
export interface SendRow {
  readonly phoneNumberId: string
  /** SHA-256 of the text, in hexadecimal. */
  readonly id: string
  readonly text: string
}

/** Names an intent: who sends to whom, under which key of the caller's. A key belongs to a customer, whichever id names them. */
export interface IntentKey {
  readonly phoneNumberId: string
  /** The id under which the customer's thread is kept; as the caller addressed them, where there is no thread. */
  readonly recipient: string
  readonly key: string
}

/** The intent to send a message, and what became of it. */
export interface IntentRow extends IntentKey {
  /** What WhatsApp echoes in statuses; no two intents share it. */
  readonly id: string
  readonly revision: number
  /** Is it under way, or is its fate unknown? */
  readonly isOpen: boolean
  readonly claimedAt: Instant
  readonly text: string
}

/** What counts: a message towards a month's free tier, or a customer towards a messaging limit. */
export interface ClaimRow extends ThreadKey {
  /** The message, or another name that tells it from the customer's others. */
  readonly message: string
  /** What it counts towards: a month such as `2026-10`, in the account's time zone, or `customers`. */
  readonly month: string
  readonly at: Instant
}

/** Something in a webhook body that gave no event. */
export interface UnreadRow {
  /** The id of the journal entry. */
  readonly source: string
  /** Which one of that body. */
  readonly index: number
  readonly receivedAt: Instant
  readonly text: string
}

/** Where the world differs from what the rules say, or where it may turn out to differ (`findings.ts`). */
export interface FindingRow extends ThreadKey {
  readonly message: string
  readonly code: string
  readonly at: Instant
  readonly text: string
}

/** A customer's id that was erased: what happened before `at` is not taken in again. */
export interface Tombstone {
  /** SHA-256 of the id, in hexadecimal, for the id itself is forgotten. */
  readonly digest: string
  readonly at: Instant
}
