import type { BackOff, NotBefore } from './back-off.ts'

/**
 * Whether the same request may go out again after an error. `no`: it would fail again. `after-fix`: once
 * somebody has mended something. `unknown-code`: nothing is known of it, so not by itself.
 */
export type Retry = 'no' | 'after-fix' | 'unknown-code' | BackOff | NotBefore

/**
 * Whether an answer with this code says that nothing was sent. `nothing`: it does. `by-status`: it does
 * with a 4xx, which is about the request, but not with a 5xx. `in-doubt`: the code tells of a fault inside
 * WhatsApp, after which anything may have happened.
 */
export type Sent = 'nothing' | 'by-status' | 'in-doubt'

/**
 * Where the fault lies. `access`: the access token, or what the app may do. `account`: the account or the
 * phone number. `pace`: too much in too short a time. `message`: the message, its template or its customer.
 * `whatsapp`: WhatsApp itself. `unknown`: the code does not say.
 */
export type Fault = 'access' | 'account' | 'pace' | 'message' | 'whatsapp' | 'unknown'

/** What is known of one of Meta's error codes. */
export interface ErrorCode {
  readonly meaning: string
  readonly retry: Retry
  readonly sent: Sent
  readonly fault: Fault
  /**
   * May the same message be sent again under the same idempotency key? It may where nothing was sent for
   * sure, and the message as it is can still pass: an access token is repaired, an account is released, a
   * template is no longer paused, time passes.
   */
  readonly freesKey: boolean
  /** The clause, such as `ERR-131047`; `null` for a code that is not known today. */
  readonly clause: string | null
}
