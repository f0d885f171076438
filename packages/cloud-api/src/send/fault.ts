import { MINUTE } from '@guichet/core'
import { isList, isObject } from '../read/json.ts'
import { type BackOff, waitAfter } from './back-off.ts'
import type { Failed, Unknown } from './outcome.ts'

const reconnect: BackOff = { kind: 'back-off', first: 1000, factor: 2, longest: MINUTE }

/**
 * The outcome of a message when `fetch` fails before an answer: `failed` if no connection was ever made, so
 * that nothing can have been sent; `unknown` for every other fault.
 *
 * @param fault the value that `fetch` threw. Its text is not passed on.
 */
export const outcomeOfFault = (fault: unknown, attempt: number = 0): Failed | Unknown =>
  isBeforeSending(fault, 0)
    ? { outcome: 'failed', reason: 'no-connection', retryAfter: waitAfter(reconnect, attempt) }
    : { outcome: 'unknown', reason: 'connection-lost' }

/** These occur only while a name is looked up, a connection is made, or a certificate is checked. */
const beforeSending: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** Deep enough for `TypeError: fetch failed`, its cause, and the errors of several addresses in there. */
const DEEPEST = 4

const isBeforeSending = (fault: unknown, depth: number): boolean => {
  if (!isObject(fault) || depth > DEEPEST) return false
  // Several addresses were tried: each must have failed before anything was sent.
  if (isList(fault.errors) && fault.errors.length > 0)
    return fault.errors.every((error) => isBeforeSending(error, depth + 1))
  if (fault.code === undefined) return isBeforeSending(fault.cause, depth + 1)
  // Others, such as ETIMEDOUT, also occur on an open connection, unless the system names the operation.
  return beforeSending.has(fault.code) || fault.syscall === 'connect' || fault.syscall === 'getaddrinfo'
}
