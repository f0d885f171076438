import type { Instant } from '../model/json.ts'

/** A length of time in milliseconds. */
export type Duration = number

export const SECOND: Duration = 1000
export const MINUTE: Duration = 60 * SECOND
export const HOUR: Duration = 60 * MINUTE
export const DAY: Duration = 24 * HOUR

/**
 * The time left: `45 s`, `14 min`, `3 h 12 min`, `2 d 4 h`. Rounded down, so that it never promises too much.
 */
export const durationInWords = (length: Duration): string => {
  const left = Math.max(0, length)
  if (left < MINUTE) return `${Math.floor(left / SECOND)} s`
  if (left < HOUR) return `${Math.floor(left / MINUTE)} min`
  if (left < DAY) return pair(Math.floor(left / HOUR), 'h', Math.floor((left % HOUR) / MINUTE), 'min')
  return pair(Math.floor(left / DAY), 'd', Math.floor((left % DAY) / HOUR), 'h')
}

const pair = (first: number, unit: string, second: number, smaller: string): string =>
  second === 0 ? `${first} ${unit}` : `${first} ${unit} ${second} ${smaller}`

/** Formats instants in a zone; default the reader's own. */
export interface Calendar {
  /** `14:05` */
  readonly clock: (at: Instant) => string
  /** `14:05` today, `tomorrow 14:05`, `yesterday 14:05`, else `3 Oct 14:05`. */
  readonly moment: (at: Instant, now: Instant) => string
  /** When something happened: `at 14:05` today, `yesterday at 14:05`, `on 3 Oct at 14:05`. */
  readonly when: (at: Instant, now: Instant) => string
  /** `Saturday 3 October 2026` */
  readonly date: (at: Instant) => string
}

export const calendarOf = (timeZone?: string): Calendar => {
  const zone = timeZone === undefined ? {} : { timeZone }
  const format = (options: Intl.DateTimeFormatOptions): ((at: Instant) => string) => {
    const made = new Intl.DateTimeFormat('en-GB', { ...options, ...zone })
    return (at) => made.format(at)
  }
  const clock = format({ hour: '2-digit', minute: '2-digit' })
  const short = format({ day: 'numeric', month: 'short' })
  const day = format({ day: 'numeric', month: 'numeric', year: 'numeric' })
  const date = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const dayNear = (at: Instant, now: Instant): string | null => {
    const on = day(at)
    if (on === day(now)) return ''
    if (on === day(now + DAY)) return 'tomorrow '
    return on === day(now - DAY) ? 'yesterday ' : null
  }
  return {
    clock,
    date,
    moment: (at, now) => `${dayNear(at, now) ?? `${short(at)} `}${clock(at)}`,
    when: (at, now) => `${dayNear(at, now) ?? `on ${short(at)} `}at ${clock(at)}`,
  }
}
