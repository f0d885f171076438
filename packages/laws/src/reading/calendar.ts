import type { Instant, RulebookId } from '@guichet/core'

/** An hour, in milliseconds. */
export const hour: number = 60 * 60 * 1000
/** Twenty-four hours, in milliseconds: also the length of a window and of a conversation. */
export const day: number = 24 * hour

/** The rulebooks, each in force from the local midnight of the date that names it. */
export const rulebookIds: readonly RulebookId[] = [
  '2022-02-01',
  '2023-03-01',
  '2023-06-01',
  '2024-11-01',
  '2025-07-01',
  '2026-09-28',
  '2026-10-01',
]

/**
 * The eras of charging: A, conversations by who began them; B, conversations by category; C, messages; D,
 * messages, service included.
 */
export type Era = 'A' | 'B' | 'C' | 'D'

export const eraOf = (rulebook: RulebookId): Era =>
  rulebook < '2023-06-01' ? 'A' : rulebook < '2025-07-01' ? 'B' : rulebook < '2026-10-01' ? 'C' : 'D'

/** Which rules hold when. */
export interface Calendar {
  readonly rulebookAt: (at: Instant) => RulebookId
  readonly eraAt: (at: Instant) => Era
  /** Does a call open the window? From 15 July 2025 on, where messages are charged (CSW-2). */
  readonly callsCount: (at: Instant) => boolean
  /** The month, as `2026-10`, in which something happens. */
  readonly monthOf: (at: Instant) => string
}

const calendars = new Map<string, Calendar>()

/** The calendar of an account: dates begin at midnight of its time zone (POS-30), unless one rulebook is forced. */
export const calendarOf = (timeZone: string, forced: RulebookId | 'auto'): Calendar => {
  const calendar = calendars.get(`${forced} ${timeZone}`) ?? newCalendar(timeZone, forced)
  calendars.set(`${forced} ${timeZone}`, calendar)
  return calendar
}

const newCalendar = (timeZone: string, forced: RulebookId | 'auto'): Calendar => {
  const books = rulebookIds.map((id) => ({ id, from: startOfLocalDay(id, timeZone) }))
  const callsFrom = startOfLocalDay('2025-07-15', timeZone)
  const rulebookAt = (at: Instant): RulebookId =>
    forced === 'auto' ? (books.findLast(({ from }) => at >= from)?.id ?? '2022-02-01') : forced
  const eraAt = (at: Instant): Era => eraOf(rulebookAt(at))
  return {
    rulebookAt,
    eraAt,
    callsCount: (at) => 'CD'.includes(eraAt(at)) && at >= callsFrom,
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
