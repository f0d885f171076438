import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants'
import { E, t } from '../prelude.ts'
import { problemsOf, type Problem } from '../problem.ts'

/** A point in time: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** A length of time in milliseconds. */
export type Duration = number

/** A calendar day without a time zone, `YYYY-MM-DD`. */
export type LocalDate = `${number}-${number}-${number}`

/** A calendar month without a time zone, `YYYY-MM`. */
export type Month = `${number}-${number}`

/** `[opensAt, closesAt)`: the opening instant belongs to it, the closing one does not. */
export interface Interval {
  readonly opensAt: Instant
  readonly closesAt: Instant
}

export const MINUTE: Duration = millisecondsInMinute
export const HOUR: Duration = millisecondsInHour
export const DAY: Duration = millisecondsInDay

/** WhatsApp exists since 2009; whatever claims to be earlier is a broken timestamp. */
export const EARLIEST: Instant = Date.UTC(2009, 0, 1)
/** Far enough for any real message, near enough to catch milliseconds read as seconds. */
export const LATEST: Instant = Date.UTC(2100, 0, 1)

/** Is this a number that a WhatsApp event can carry as its time: whole, from 2009 and before 2100? */
export const isPlausible = (at: number): boolean => Number.isInteger(at) && at >= EARLIEST && at < LATEST

/** Can this be asked about: an instant of the years 1000 to 8999, in which every rulebook and month is known? */
export const isAskable = (at: number): boolean => at >= firstAskable && at < lastAskable

const firstAskable: Instant = Date.UTC(1000, 0, 1)
const lastAskable: Instant = Date.UTC(9000, 0, 1)

/** Does the instant lie in the half-open interval? */
export const within = (interval: Interval, at: Instant): boolean =>
  interval.opensAt <= at && at < interval.closesAt

/**
 * `2026-10-01T07:00:00.000Z`; an instant outside the calendar reads `invalid`.
 *
 * @example
 * toIso(1790956800000) //=> '2026-10-02T16:00:00.000Z'
 * toIso(8.64e15 + 1) //=> 'invalid'
 */
export const toIso = (at: Instant): string =>
  Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : 'invalid'

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/**
 * Reads an ISO 8601 instant that names its offset; a text without one would depend on the machine.
 * Finer than a millisecond is cut off. Gives `null` for anything else.
 *
 * @example
 * fromIso('2026-10-02T16:00:00.999999Z') //=> 1790956800999
 * fromIso('2026-10-02T18:00:00+02:00') //=> 1790956800000
 * fromIso('2026-10-02T16:00:00') //=> null
 * fromIso('2026-02-31T00:00:00Z') //=> null
 */
export const fromIso = (text: string): Instant | null => {
  const written = fromWritten(text)
  if (written !== null) return written
  if (!ISO.test(text) || !isCalendarDay(text.slice(0, 10))) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

/** The instant of a text as `toIso` writes it, by its digits; `null` where the text may be written another way. */
const fromWritten = (text: string): Instant | null => {
  if (text.length !== 24 || text[4] !== '-' || text[7] !== '-' || text[10] !== 'T') return null
  if (text[13] !== ':' || text[16] !== ':' || text[19] !== '.' || text[23] !== 'Z') return null
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  const second = digits(text, 17, 19)
  const millisecond = digits(text, 20, 23)
  // Every month has 28 days; for a later one the calendar is asked.
  const isSure = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 28
  return isSure &&
    hour >= 0 &&
    hour < 24 &&
    minute >= 0 &&
    minute < 60 &&
    second >= 0 &&
    second < 60 &&
    millisecond >= 0
    ? Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
    : null
}

/** The number of so many digits; negative where there are others. */
const digits = (text: string, from: number, to: number): number => {
  let number = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

/** `Date.parse` takes 31 February for 3 March. */
const isCalendarDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && toIso(at).startsWith(day)
}

/** An instant as JSON carries it: ISO 8601 with an offset, from 2009 and before 2100. */
export const InstantCodec: t.Type<Instant, string, unknown> = new t.Type(
  'Instant',
  (u): u is Instant => typeof u === 'number' && isPlausible(u),
  (u, context) => {
    if (typeof u !== 'string') return t.failure(u, context, 'not an ISO 8601 instant')
    const at = fromIso(u)
    if (at === null) return t.failure(u, context, 'not an ISO 8601 instant with an offset')
    return isPlausible(at) ? t.success(at) : t.failure(u, context, 'not between 2009 and 2100')
  },
  toIso,
)

/**
 * Reads an instant; the left side says what is wrong with it.
 *
 * @example
 * parseInstant('2026-10-02T16:00:00Z') //=> { _tag: 'Right', right: 1790956800000 }
 * isLeft(parseInstant('2026-10-02T16:00:00')) //=> true
 * isLeft(parseInstant('2026-02-29T00:00:00Z')) //=> true
 */
export const parseInstant = (u: unknown): E.Either<readonly Problem[], Instant> => {
  const read = InstantCodec.decode(u)
  return E.isRight(read) ? read : E.left(problemsOf(read.left))
}
