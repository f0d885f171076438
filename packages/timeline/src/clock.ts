import { DAY, MINUTE, type Instant, type LocalDate } from '@guichet/core'
import {
  formatterFamily,
  instantInWords,
  localDate,
  offsetMinutes,
  startOfLocalDay,
} from '@guichet/core/time'

/** What the clocks and calendars of one time zone show. */
export interface Clock {
  readonly timeZone: string
  /** `Fri 2 Oct 2026 09:00 Europe/Paris` */
  readonly words: (at: Instant) => string
  /** `Fri 2 Oct 2026 09:00`, where the zone is named elsewhere. */
  readonly moment: (at: Instant) => string
  /** `09:00` */
  readonly time: (at: Instant) => string
  /** `Fri 2 Oct` */
  readonly day: (at: Instant) => string
  /** `Oct 2026` */
  readonly month: (at: Instant) => string
  readonly year: (at: Instant) => string
  readonly date: (at: Instant) => LocalDate
  /** The first instant of a local day. */
  readonly startOf: (date: LocalDate) => Instant
  /** The instant at which clocks show this minute of the day; `null` where they skip it. */
  readonly atMinute: (date: LocalDate, minute: number) => Instant | null
}

const format = formatterFamily('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** The clock of a time zone. */
export const clockOf = (timeZone: string): Clock => {
  const show = (at: Instant, types: readonly string[], joint: string): string => {
    const parts = format(timeZone).formatToParts(at)
    return types
      .map((type) => parts.find((part) => part.type === type)?.value ?? '')
      .map((value, index) => (types[index] === 'month' ? value.slice(0, 3) : value))
      .join(joint)
  }
  const time = (at: Instant): string => show(at, ['hour', 'minute'], ':')
  const date = (at: Instant): LocalDate => localDate(at, timeZone)

  const starts = new Map<LocalDate, Instant>()
  const startOf = (day: LocalDate): Instant => {
    const start = starts.get(day) ?? startOfLocalDay(day, timeZone)
    starts.set(day, start)
    return start
  }

  return {
    timeZone,
    words: (at) => instantInWords(at, timeZone),
    moment: (at) => `${show(at, ['weekday', 'day', 'month', 'year'], ' ')} ${time(at)}`,
    time,
    day: (at) => show(at, ['weekday', 'day', 'month'], ' '),
    month: (at) => show(at, ['month', 'year'], ' '),
    year: (at) => show(at, ['year'], ''),
    date,
    startOf,
    atMinute: (day, minute) => {
      const ahead = (at: Instant): number => offsetMinutes(at, timeZone) * MINUTE
      const wall = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE
      const guess = wall - ahead(startOf(day))
      const at = wall - ahead(guess)
      return date(at) === day && at + ahead(at) === wall ? at : null
    },
  }
}

/** The calendar day some days later. */
export const daysLater = (date: LocalDate, days: number): LocalDate => toDate(Date.parse(date) + days * DAY)

/** The first day of the month some months later. */
export const monthsLater = (date: LocalDate, months: number): LocalDate => {
  const day = new Date(date)
  return toDate(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1))
}

/** Days since 1 January 1970, a Thursday. */
export const dayNumber = (date: LocalDate): number => Date.parse(date) / DAY

/** Months since January of the year 0. */
export const monthNumber = (date: LocalDate): number => {
  const day = new Date(date)
  return 12 * day.getUTCFullYear() + day.getUTCMonth()
}

const toDate = (utcMidnight: number): LocalDate =>
  new Date(utcMidnight).toISOString().slice(0, 10) as LocalDate
