import type { Duration, Instant } from '@guichet/core'
import type { Json } from '../read/json.ts'
import type { Fault } from './error-code.ts'

/** What became of a request to send a message. */
export type Outcome = Accepted | Refused | Failed | Unknown

/** WhatsApp took the message on; whether it arrives, its statuses say. */
export interface Accepted {
  readonly outcome: 'accepted'
  readonly wamid: string
  /** When it was taken, by WhatsApp's own clock, to the second; absent where the answer bore no date. */
  readonly at?: Instant
  /** The customer as WhatsApp knows them, which may differ from the request (ID-10). */
  readonly customer: { readonly waId?: string; readonly userId?: string }
  /** Of a template: `accepted`, `held_for_quality_assessment`, `paused`; also a word not known today. */
  readonly messageStatus?: string
}

/** Nothing was sent, and to send the same again is of no use by itself. */
export interface Refused {
  readonly outcome: 'refused'
  /** HTTP's status; `null` when the request never left, for it could not be made. */
  readonly status: number | null
  /** Meta's error code; `null` when the request never left. */
  readonly code: number | null
  readonly subcode?: number
  /** Meta's own text, without the access token; ours when the request never left. */
  readonly message: string
  readonly details?: string
  /** Meta's `fbtrace_id`, to name the error to its support. */
  readonly trace?: string
  /** Where the fault lies; `message` when the request never left. */
  readonly fault: Fault
  /** May the same message be sent again under the same idempotency key? See `ErrorCode`. */
  readonly freesKey: boolean
  /** Milliseconds before which a retry makes things worse; `null` when time alone changes nothing. */
  readonly retryAfter: Duration | null
  /** Meta's error object as it came, without the access token; `null` when the request never left. */
  readonly raw: Json | null
}

/** Nothing was sent for sure, and it is safe to send the same again after `retryAfter` milliseconds. */
export interface Failed {
  readonly outcome: 'failed'
  /** `no-connection`: there was nobody to send anything to. `throttled`: WhatsApp asked to wait. */
  readonly reason: 'no-connection' | 'throttled'
  /** Meta's error code, when it is throttled. */
  readonly code?: number
  readonly retryAfter: Duration
}

/** The message may have been sent or not. Sending it again may send it twice, for there is no idempotency key (SEND-4). */
export interface Unknown {
  readonly outcome: 'unknown'
  readonly reason: Doubt
  /** HTTP's status, where there was an answer. */
  readonly status?: number
  /** Meta's error code, where the answer held one. */
  readonly code?: number
  /** Of a list: what is wrong and where, in words of our own. */
  readonly details?: string
}

/** Why it is not known what became of a request. */
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
