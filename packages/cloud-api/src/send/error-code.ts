import type { BackOff, NotBefore } from './back-off.ts'

/**
 * Whether the same request may be repeated after an error. `no`: it would fail again. `after-fix`: once the
 * cause is repaired. `unknown-code`: the code is unknown, so not automatically.
 */
export type Retry = 'no' | 'after-fix' | 'unknown-code' | BackOff | NotBefore

/**
 * Whether an answer with this code says that nothing was sent. `nothing`: it does. `by-status`: it does with
 * a 4xx, which is about the request, but not with a 5xx. `in-doubt`: the code reports a fault inside
 * WhatsApp, after which the message may have been sent.
 */
export type Sent = 'nothing' | 'by-status' | 'in-doubt'

/**
 * Where the fault lies. `access`: the access token, or what the app may do. `account`: the account or the
 * phone number. `pace`: too much in too short a time. `message`: the message, its template or its customer.
 * `whatsapp`: WhatsApp itself. `unknown`: the code does not say.
 */
export type Fault = 'access' | 'account' | 'pace' | 'message' | 'whatsapp' | 'unknown'

/** The entry of one of Meta's error codes. */
export interface ErrorCode {
  readonly meaning: string
  readonly retry: Retry
  readonly sent: Sent
  readonly fault: Fault
  /**
   * May the same message be sent again under the same idempotency key? It may if certainly nothing was sent,
   * and the same message can still pass: an access token is repaired, an account is released, a template is
   * no longer paused, time passes.
   */
  readonly freesKey: boolean
  /** The clause, such as `ERR-131047`; `null` for an unknown code. */
  readonly clause: string | null
}
