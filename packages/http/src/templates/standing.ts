import { HOUR, MINUTE, type Duration, type Instant } from '@guichet/core'

/** The state of an account's list of templates in this process. */
export interface Standing {
  readonly account: string
  /** When this became so. */
  readonly since: Instant
  /** When the list is to be read. */
  readonly dueAt: Instant
  /** The list is not read before this instant. */
  readonly notBefore: Instant
  /** When the newest list was requested; `null` before the first. */
  readonly readAt: Instant | null
  /** How often reading failed since. */
  readonly failures: number
  /** Why it failed last; `null` where it did not. */
  readonly failure: ReadingFailure | null
  /** When it failed first since; `null` where it did not. */
  readonly failingSince: Instant | null
}

/** Why a list could not be read. */
export interface ReadingFailure {
  readonly at: Instant
  /** What kind of failure it was; `not-stored`: it was read, and the store failed. */
  readonly outcome: 'refused' | 'failed' | 'unknown' | 'not-stored'
  /** The reason in words, without any of Meta's. */
  readonly detail: string
  /** HTTP's status and Meta's code, where there was an answer. */
  readonly status: number | null
  readonly code: number | null
}

/** How often a list is read. */
export const every: Duration = 3 * HOUR
/** The least time between two readings. */
export const spacing: Duration = MINUTE
/** The delay after a change of a template: Meta reports several at once, and its list may lag behind. */
export const settling: Duration = 10_000

/** A new account; `readAt` is that of the list in the store. */
export const metAt = (account: string, now: Instant, readAt: Instant | null): Standing => ({
  account,
  since: now,
  dueAt: now,
  notBefore: now,
  readAt,
  failures: 0,
  failure: null,
  failingSince: null,
})

/** The same, to be read by that instant, if it may be. */
export const wantedAt = (standing: Standing, at: Instant): Standing => ({
  ...standing,
  dueAt: Math.max(standing.notBefore, Math.min(standing.dueAt, at)),
})

/** The reading has begun: the list may lack later changes, so they make it due again. */
export const beingRead = (standing: Standing, now: Instant): Standing => ({ ...standing, dueAt: now + every })

/** A list was read; its request was at `readAt`. */
export const afterReading = (standing: Standing, readAt: Instant, now: Instant): Standing => ({
  account: standing.account,
  since: now,
  dueAt: Math.max(now + spacing, Math.min(standing.dueAt, now + every)),
  notBefore: now + spacing,
  readAt: Math.max(readAt, standing.readAt ?? readAt),
  failures: 0,
  failure: null,
  failingSince: null,
})

/** The reading failed; `asked` is how long to wait at least, `null` where the answer does not say. */
export const afterFailure = (
  standing: Standing,
  failure: ReadingFailure,
  asked: Duration | null,
  now: Instant,
): Standing => {
  const retryAt = now + Math.max(asked ?? 0, Math.min(every, spacing * 2 ** standing.failures))
  return {
    ...standing,
    since: now,
    dueAt: retryAt,
    notBefore: retryAt,
    failures: standing.failures + 1,
    failure,
    failingSince: standing.failingSince ?? failure.at,
  }
}

/** May it be read now? After the clock was set back, it may. */
export const mayBeRead = ({ notBefore, since }: Standing, now: Instant): boolean =>
  now >= notBefore || now < since

/** Is it due now? */
export const isDue = ({ dueAt, since }: Standing, now: Instant): boolean => now >= dueAt || now < since
