import type { Instant } from '@guichet/core'

/** The instant of an HTTP date, to the second; `null` for others, which have no zone, or more than one reading. */
export const httpDate = (text: string | null): Instant | null => {
  const at = /^[A-Z][a-z]+,? .*GMT$/.test(text ?? '') ? Date.parse(text ?? '') : NaN
  return Number.isNaN(at) ? null : at
}
