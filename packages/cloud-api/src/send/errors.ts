import type { Duration } from '@guichet/core'
import { waitAfter } from './back-off.ts'
import type { ErrorCode, Fault, Retry } from './error-code.ts'
import { type ErrorRow, errorTable } from './error-table.ts'

const rows: ReadonlyMap<number, ErrorRow> = new Map(errorTable.map((row) => [row.first, row]))
const spans: readonly ErrorRow[] = errorTable.filter(({ first, last }) => first < last)

const unknownCode: ErrorCode = {
  meaning: 'an unknown error code',
  retry: 'unknown-code',
  sent: 'by-status',
  fault: 'unknown',
  freesKey: false,
  clause: null,
}

/** The entry of one of Meta's error codes; total, because Meta adds codes. */
export const errorCode = (code: number): ErrorCode => {
  const row = rows.get(code) ?? spans.find(({ first, last }) => first <= code && code <= last)
  if (row === undefined) return unknownCode
  const { meaning, retry, sent, fault, first } = row
  return { meaning, retry, sent, fault, freesKey: freesKey(row), clause: `ERR-${first}` }
}

/** The faults on our side: the same message passes once they are repaired. */
const ours: ReadonlySet<Fault> = new Set(['access', 'account', 'pace'])

const freesKey = ({ sent, fault, retry }: ErrorRow): boolean =>
  sent === 'nothing' && (ours.has(fault) || retry === 'after-fix' || isBackOff(retry))

const isBackOff = (retry: Retry): boolean => typeof retry !== 'string' && retry.kind === 'back-off'

/**
 * How long to wait, in milliseconds, before a message that failed with this code at its attempt number 0, 1,
 * 2 … may be sent again; `null` when waiting alone does not help. It does not say whether the message was
 * sent: the outcome does.
 */
export const backOffOf = (code: number, attempt: number): Duration | null => {
  const { retry } = errorCode(code)
  if (typeof retry === 'string') return null
  return retry.kind === 'not-before' ? retry.wait : waitAfter(retry, attempt)
}
