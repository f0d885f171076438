import { notListedInWords, type NotListed } from '@guichet/cloud-api'
import type { Duration, Instant } from '@guichet/core'
import type { ReadingFailure } from './standing.ts'

/** Why a list was not read, without Meta's words: they may quote secrets. */
export const readingFailure = (why: NotListed, at: Instant): ReadingFailure => ({
  at,
  outcome: why.outcome,
  detail: notListedInWords(why),
  status: 'status' in why ? (why.status ?? null) : null,
  code: why.code ?? null,
})

/** How long to wait at least before the next try; `null` where the answer does not say. */
export const askedToWait = (why: NotListed): Duration | null => ('retryAfter' in why ? why.retryAfter : null)

/** The list was read, and the store failed. */
export const notStored = (at: Instant): ReadingFailure => ({
  at,
  outcome: 'not-stored',
  detail: 'the store is unavailable',
  status: null,
  code: null,
})
