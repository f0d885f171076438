import type { Duration } from '@guichet/core'

/** A header that marks the answer of an earlier request. */
export const replayHeader = (isReplay: boolean): Readonly<Record<string, string>> =>
  isReplay ? { 'idempotency-replayed': 'true' } : {}

/** A `Retry-After` for a request that another process is about to finish. */
export const soon = '1'

/** A `Retry-After`: whole seconds, at least one. */
export const seconds = (wait: Duration): string => String(Math.max(1, Math.ceil(wait / 1000)))
