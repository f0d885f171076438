import type { Duration, Instant } from '@guichet/core'
import { httpDate } from './http-date.ts'

/**
 * How long `Retry-After` asks to wait, in milliseconds, whether it names seconds or an instant; `null` where it
 * is absent or neither. An instant counts from the answer's own `Date`, so that two clocks need not agree.
 */
export const retryAfterOf = (headers: Headers, now: () => Instant): Duration | null => {
  const asked = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,12}$/.test(asked)) return Number(asked) * 1000
  const until = httpDate(asked)
  return until === null ? null : Math.max(0, until - (httpDate(headers.get('date')) ?? now()))
}
