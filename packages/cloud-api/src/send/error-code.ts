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

/** What is known of one of Meta's error codes. */
export interface ErrorCode {
  readonly meaning: string
  readonly retry: Retry
  readonly sent: Sent
  /** The clause, such as `ERR-131047`; `null` for a code that is not known today. */
  readonly clause: string | null
}
