import type { Instant, RulebookId } from '@guichet/core'
import { amendments as published, founding } from './rulebooks.ts'
import type { AmendmentJson, Dated, Values } from './values.ts'

/** An hour, in milliseconds. */
export const hour: number = 60 * 60 * 1000
/** Twenty-four hours, in milliseconds. */
export const day: number = 24 * hour

/** A rulebook: its id is the date from whose local midnight it is in force. */
export interface Book {
  readonly id: RulebookId
  readonly values: Values
}

/** Meta's rulebooks and those of one's own, oldest first. Each changes the one before it. */
export const booksWith = (own: readonly AmendmentJson[] = []): readonly Book[] =>
  [...published, ...own]
    .toSorted((a, b) => (a.effective < b.effective ? -1 : 1))
    .reduce<readonly Book[]>(
      (books, next) => [...books, changed(books.at(-1)?.values, next)],
      [changed(undefined, founding)],
    )

const changed = (before: Values = founding.changes, next: Dated<object>): Book => ({
  id: next.effective,
  values: { ...before, ...next.changes },
})

/** Meta's rulebooks. */
export const rulebookIds: readonly RulebookId[] = booksWith().map(({ id }) => id)

/** The latest of them. */
export const newestRulebook: RulebookId = rulebookIds.at(-1) ?? founding.effective

/** Which rules hold when. */
export interface Calendar {
  readonly rulebookAt: (at: Instant) => RulebookId
  readonly valuesAt: (at: Instant) => Values
  /** Does a call open the window? From a day of its own on (CSW-2). */
  readonly callsCount: (at: Instant) => boolean
  /** The instants from which rulebooks are in force, where more than one is. */
  readonly turns: readonly Instant[]
  /** The month, as `2026-10`, in which something happens. */
  readonly monthOf: (at: Instant) => string
}

const calendars = new Map<string, Calendar>()

/** The calendar of an account: dates begin at midnight of its time zone (POS-30), unless one rulebook is forced. */
export const calendarOf = (
  timeZone: string,
  forced: RulebookId | 'auto',
  own: readonly AmendmentJson[] = [],
): Calendar => {
  const name = `${forced} ${timeZone} ${own.length === 0 ? '' : JSON.stringify(own)}`
  const calendar = calendars.get(name) ?? newCalendar(timeZone, forced, booksWith(own))
  calendars.set(name, calendar)
  return calendar
}

const newCalendar = (timeZone: string, forced: RulebookId | 'auto', books: readonly Book[]): Calendar => {
  const oldest = { id: founding.effective, values: founding.changes }
  const dated = books.map((book) => ({ book, from: startOfLocalDay(book.id, timeZone) }))
  const always = books.find(({ id }) => id === forced)
  const bookAt = (at: Instant): Book => always ?? dated.findLast(({ from }) => at >= from)?.book ?? oldest
  return {
    rulebookAt: (at) => bookAt(at).id,
    valuesAt: (at) => bookAt(at).values,
    callsCount: (at) => {
      const since = bookAt(at).values.calls.openWindowSince
      return since !== null && at >= startOfLocalDay(since, timeZone)
    },
    turns: always === undefined ? dated.map(({ from }) => from) : [],
    monthOf: (at) => localDate(at, timeZone).slice(0, 7),
  }
}

const starts = new Map<string, Instant>()

/** The first instant of a local day; where clocks skip midnight that is 01:00. */
export const startOfLocalDay = (date: string, timeZone: string): Instant => {
  const known = starts.get(date + timeZone)
  if (known !== undefined) return known
  // No zone is further than 15 hours from UTC; in between the date is found by halving.
  let before = Date.parse(`${date}T00:00:00Z`) - 15 * hour
  let start = before + 30 * hour
  while (start - before > 1) {
    const middle = Math.floor((before + start) / 2)
    if (localDate(middle, timeZone) < date) before = middle
    else start = middle
  }
  starts.set(date + timeZone, start)
  return start
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The day that it is in a zone, as `2026-10-01`. */
export const localDate = (at: Instant, timeZone: string): string => {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, format)
  return format.format(at)
}
