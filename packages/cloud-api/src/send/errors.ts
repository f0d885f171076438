import type { Duration } from '@guichet/core'
import { waitAfter } from './back-off.ts'
import type { ErrorCode, Fault, Retry } from './error-code.ts'
import { type ErrorRow, errorTable } from './error-table.ts'

const rows: ReadonlyMap<number, ErrorRow> = new Map(errorTable.map((row) => [row.first, row]))
const spans: readonly ErrorRow[] = errorTable.filter(({ first, last }) => first < last)

const unknownCode: ErrorCode = {
  meaning: 'a code that is not known today',
  retry: 'unknown-code',
  sent: 'by-status',
  fault: 'unknown',
  freesKey: false,
  clause: null,
}

/** What is known of one of Meta's error codes; total, for Meta adds codes. */
export const errorCode = (code: number): ErrorCode => {
  const row = rows.get(code) ?? spans.find(({ first, last }) => first <= code && code <= last)
  if (row === undefined) return unknownCode
  const { meaning, retry, sent, fault, first } = row
  return { meaning, retry, sent, fault, freesKey: freesKey(row), clause: `ERR-${first}` }
}

/** The faults that lie with us, so that the same message goes through once they are mended. */
const ours: ReadonlySet<Fault> = new Set(['access', 'account', 'pace'])

const freesKey = ({ sent, fault, retry }: ErrorRow): boolean =>
  sent === 'nothing' && (ours.has(fault) || retry === 'after-fix' || isBackOff(retry))

const isBackOff = (retry: Retry): boolean => typeof retry !== 'string' && retry.kind === 'back-off'

/**
 * How long to wait, in milliseconds, before a message that failed with this code at its attempt number 0,
 * 1, 2 … may be sent again; `null` when waiting alone does not help. It does not say that the message was
 * not sent: that is for the outcome to say.
 */
export const backOffOf = (code: number, attempt: number): Duration | null => {
  const { retry } = errorCode(code)
  if (typeof retry === 'string') return null
  return retry.kind === 'not-before' ? retry.wait : waitAfter(retry, attempt)
}
