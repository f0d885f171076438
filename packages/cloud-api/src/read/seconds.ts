import { type Instant, fromIso } from '@guichet/core'
import { EARLIEST, LATEST, isPlausible } from '@guichet/core/time'
import { describe, isDigits } from './json.ts'

const WHOLE = /^-?\d{1,20}$/

const numberOf = (u: unknown): number => {
  if (typeof u === 'number') return u
  return typeof u === 'string' && (isShortNumber(u) || WHOLE.test(u)) ? Number(u) : Number.NaN
}

const isShortNumber = (text: string): boolean => text.length <= 20 && isDigits(text)

/** Meta's seconds, a text or a whole number (HOOK-9), as an instant; `undefined` unless plausible. */
export const instantOf = (u: unknown): Instant | undefined => {
  const seconds = numberOf(u)
  const at = seconds * 1000
  return Number.isInteger(seconds) && isPlausible(at) ? at : undefined
}

/** Meta's seconds, or the ISO 8601 text with an offset that some who pass webhooks on write in their place. */
export const momentOf = (u: unknown): Instant | undefined => {
  const at = instantOf(u)
  if (at !== undefined || typeof u !== 'string') return at
  const iso = fromIso(u.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return iso !== null && isPlausible(iso) ? iso : undefined
}

/** Says what is wrong with a time that `instantOf` refuses. */
export const whyNoInstant = (name: string, u: unknown): string => {
  if (u === undefined || u === null) return `no ${name}`
  const seconds = numberOf(u)
  if (Number.isNaN(seconds)) return `${name} must be a number of seconds, but is ${describe(u)}`
  if (seconds < 0) return `${name} is negative`
  if (!Number.isInteger(seconds)) return `${name} is not a whole number of seconds`
  if (isPlausible(seconds)) return `${name} must be in seconds, but looks like milliseconds`
  if (isPlausible(Math.floor(seconds / 1000)))
    return `${name} must be in seconds, but looks like microseconds`
  if (seconds * 1000 < EARLIEST) return `${name} lies before ${yearOf(EARLIEST)}, before WhatsApp existed`
  return `${name} lies in the far future, in ${yearOf(LATEST)} or later`
}

/** Says what is wrong with a time that `momentOf` refuses. */
export const whyNoMoment = (name: string, u: unknown): string =>
  typeof u === 'string' && !WHOLE.test(u)
    ? `${name} must be a number of seconds or an ISO 8601 instant with an offset, from ${yearOf(EARLIEST)} on`
    : whyNoInstant(name, u)

const yearOf = (at: Instant): number => new Date(at).getUTCFullYear()
