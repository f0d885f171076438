import { errorCode, type NotListed } from '@guichet/cloud-api'
import type { Duration, Instant } from '@guichet/core'
import type { ReadingFailure } from './standing.ts'

/** Why a list was not read, without any of Meta's words: they may quote what nobody should see. */
export const readingFailure = (why: NotListed, at: Instant): ReadingFailure => ({
  at,
  outcome: why.outcome,
  detail: inWords(why),
  status: 'status' in why ? (why.status ?? null) : null,
  code: why.code ?? null,
})

/** How long to wait at least before the next try; `null` where nothing says so. */
export const askedToWait = (why: NotListed): Duration | null => ('retryAfter' in why ? why.retryAfter : null)

/** The list was read, and the store failed. */
export const notStored = (at: Instant): ReadingFailure => ({
  at,
  outcome: 'not-stored',
  detail: 'the store cannot do its work now',
  status: null,
  code: null,
})

const inWords = (why: NotListed): string => {
  switch (why.outcome) {
    case 'refused':
      return why.code === null
        ? `no request can be made: ${why.message}`
        : `WhatsApp refuses it: ${meaningOf(why.code)}`
    case 'failed':
      return why.code === undefined
        ? 'WhatsApp cannot be reached'
        : `WhatsApp asks to wait: ${meaningOf(why.code)}`
    case 'unknown':
      return why.details === undefined ? doubts[why.reason] : `${doubts[why.reason]} (${why.details})`
  }
}

const meaningOf = (code: number): string => `${errorCode(code).meaning} (${code})`

const doubts: Readonly<Record<Extract<NotListed, { outcome: 'unknown' }>['reason'], string>> = {
  'timed-out': 'WhatsApp did not answer in time',
  'connection-lost': 'the connection to WhatsApp broke',
  'answer-too-long': 'the answer is longer than any list',
  'answer-unreadable': 'the answer cannot be read',
  redirected: 'the answer points elsewhere',
  'server-fault': 'a fault inside WhatsApp',
  contradiction: 'the answer contradicts itself',
  endless: 'the list does not end',
}
