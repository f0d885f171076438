import type { Instant } from '@guichet/core'

/**
 * The instant of an HTTP date, to the second; `null` for other dates, which have no zone or are ambiguous.
 */
export const httpDate = (text: string | null): Instant | null => {
  const at = /^[A-Z][a-z]+,? .*GMT$/.test(text ?? '') ? Date.parse(text ?? '') : NaN
  return Number.isNaN(at) ? null : at
}
