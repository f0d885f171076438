import { MINUTE } from '@guichet/core'
import { isList, isObject } from '../read/json.ts'
import { type BackOff, waitAfter } from './back-off.ts'
import type { Failed, Unknown } from './outcome.ts'

const reconnect: BackOff = { kind: 'back-off', first: 1000, factor: 2, longest: MINUTE }

/**
 * What it means for the message when `fetch` gave up before there was an answer: `failed` where no
 * connection was ever made, so that nothing can have been sent; for every other fault `unknown`.
 *
 * @param fault what `fetch` threw, whatever that is. None of its words are passed on.
 */
export const outcomeOfFault = (fault: unknown, attempt: number = 0): Failed | Unknown =>
  isBeforeSending(fault, 0)
    ? { outcome: 'failed', reason: 'no-connection', retryAfter: waitAfter(reconnect, attempt) }
    : { outcome: 'unknown', reason: 'connection-lost' }

/** These are met only while a name is looked up, a connection is made, or a certificate is checked. */
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
    return fault.errors.every((one) => isBeforeSending(one, depth + 1))
  if (fault.code === undefined) return isBeforeSending(fault.cause, depth + 1)
  // Others, such as ETIMEDOUT, are met on an open connection too, unless the system says what it was doing.
  return beforeSending.has(fault.code) || fault.syscall === 'connect' || fault.syscall === 'getaddrinfo'
}
