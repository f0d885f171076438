import { formatterFamily } from './formatter.ts'
import { isInUtc, UTC } from './utc.ts'
import { HOUR, MINUTE, type Instant, type LocalDate } from './instant.ts'

/**
 * Meta changes its rules at midnight in the account's time zone (POS-30). The zone is data of the
 * question, never the machine's: every formatter here names it.
 */
const localDateFormat = formatterFamily('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' })

const wallClockFormat = formatterFamily('en-US', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
})

/** Is this the name of a time zone, such as `America/Los_Angeles` or `UTC`? */
export const isTimeZone = (name: string): boolean => {
  if (name === UTC) return true
  try {
    localDateFormat(name)
    return true
  } catch {
    return false
  }
}

const widestOffset = 15 * HOUR

/** Starts that were found already, so many at most; the cache is not observable. */
const starts = new Map<string, Instant>()
const mostStarts = 4_096

/**
 * The first instant of a local day. Where clocks skip midnight that is 01:00; found by bisection on
 * the local date, which needs no table of offsets.
 */
export const startOfLocalDay = (date: LocalDate, timeZone: string): Instant => {
  const midnightInUtc = Date.parse(`${date}T00:00:00Z`)
  if (timeZone === UTC) return midnightInUtc
  const day = `${date} ${timeZone}`
  const known = starts.get(day)
  if (known !== undefined) return known
  const start = findStart(date, midnightInUtc, timeZone)
  if (starts.size >= mostStarts) starts.clear()
  starts.set(day, start)
  return start
}

const findStart = (date: LocalDate, midnightInUtc: Instant, timeZone: string): Instant => {
  const format = localDateFormat(timeZone)
  let before = midnightInUtc - widestOffset
  let after = midnightInUtc + widestOffset
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (format.format(middle) < date) before = middle
    else after = middle
  }
  return after
}

/** Minutes that the zone's clocks are ahead of UTC at an instant. */
export const offsetMinutes = (at: Instant, timeZone: string): number => {
  if (isInUtc(at, timeZone)) return 0
  const parts = wallClockFormat(timeZone).formatToParts(at)
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value ?? 0)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  return Math.round((local - (at - (at % MINUTE))) / MINUTE)
}

/** The calendar day that it is in a zone at an instant. */
export const localDate = (at: Instant, timeZone: string): LocalDate =>
  (isInUtc(at, timeZone)
    ? new Date(at).toISOString().slice(0, 10)
    : localDateFormat(timeZone).format(at)) as LocalDate
