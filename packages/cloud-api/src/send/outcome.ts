import type { Duration, Instant } from '@guichet/core'
import type { Json } from '../read/json.ts'
import type { Fault } from './error-code.ts'

/** The outcome of a request to send a message. */
export type Outcome = Accepted | Refused | Failed | Unknown

/** WhatsApp accepted the message; its statuses say whether it arrives. */
export interface Accepted {
  readonly outcome: 'accepted'
  readonly wamid: string
  /** When it was accepted, by WhatsApp's own clock, to the second; absent if the answer has no date. */
  readonly at?: Instant
  /** The customer as WhatsApp knows them, which may differ from the request (ID-10). */
  readonly customer: { readonly waId?: string; readonly userId?: string }
  /** Of a template: `accepted`, `held_for_quality_assessment`, `paused`; or an unknown word (SEND-2). */
  readonly messageStatus?: string
}

/** Nothing was sent, and repeating the same message does not help by itself. */
export interface Refused {
  readonly outcome: 'refused'
  /** HTTP's status; `null` if the request could not be made. */
  readonly status: number | null
  /** Meta's error code; `null` if the request could not be made. */
  readonly code: number | null
  readonly subcode?: number
  /** Meta's own text, without the access token; ours if the request could not be made. */
  readonly message: string
  readonly details?: string
  /** Meta's `fbtrace_id`, to name the error to its support. */
  readonly trace?: string
  /** Where the fault lies; `message` if the request could not be made. */
  readonly fault: Fault
  /** May the same message be sent again under the same idempotency key? See `ErrorCode`. */
  readonly freesKey: boolean
  /** Milliseconds before which a retry makes it worse; `null` if waiting alone does not help. */
  readonly retryAfter: Duration | null
  /** Meta's error object without the access token; `null` if the request could not be made. */
  readonly raw: Json | null
}

/** Certainly nothing was sent, and it is safe to repeat the message after `retryAfter` milliseconds. */
export interface Failed {
  readonly outcome: 'failed'
  /** `no-connection`: no connection was made. `throttled`: WhatsApp asked to wait. */
  readonly reason: 'no-connection' | 'throttled'
  /** Meta's error code, when it is throttled. */
  readonly code?: number
  readonly retryAfter: Duration
}

/**
 * The message may have been sent or not. Repeating it may send it twice, because there is no idempotency key
 * (SEND-4).
 */
export interface Unknown {
  readonly outcome: 'unknown'
  readonly reason: Doubt
  /** HTTP's status, where there was an answer. */
  readonly status?: number
  /** Meta's error code, where the answer held one. */
  readonly code?: number
  /** For a list: what is wrong and where, in words of our own. */
  readonly details?: string
}

/** Why the outcome of a request is unknown. */
export type Doubt =
  /** No answer, or not all of it, within the time that was given. */
  | 'timed-out'
  /** The connection broke before the answer was there as a whole. */
  | 'connection-lost'
  /** The answer is longer than any of Meta's. */
  | 'answer-too-long'
  /** The answer, whatever its status, is neither an accepted message nor one of Meta's errors. */
  | 'answer-unreadable'
  /** The answer points elsewhere; it was not followed, for the access token would go there too. */
  | 'redirected'
  /** A fault inside WhatsApp, which may have come after the message was sent. */
  | 'server-fault'
  /** The answer says two things at once, such as an error with the status of success. */
  | 'contradiction'
  /** A list whose pages lead back to earlier ones, or are more than any list has. */
  | 'endless'
