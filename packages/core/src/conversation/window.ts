import type { Calendar } from '../rulebook/calendar.ts'
import { HOUR, type Duration, type Instant, type Interval } from '../time/instant.ts'

/** The customer service window that an opener opens (CSW-1, POS-1). */
export const serviceWindow = (opener: Instant, calendar: Calendar): Interval => ({
  opensAt: opener,
  closesAt: opener + windowLength(opener, calendar),
})

/** Is the window of that opener open at an instant? It is not while the customer has never written. */
export const windowIsOpen = (latestOpener: Instant | null, at: Instant, calendar: Calendar): boolean =>
  latestOpener !== null && latestOpener <= at && at < latestOpener + windowLength(latestOpener, calendar)

/** The customer service window that is open at an instant (G6). */
export const openWindow = (latestOpener: Instant | null, at: Instant, calendar: Calendar): Interval | null =>
  latestOpener !== null && windowIsOpen(latestOpener, at, calendar)
    ? serviceWindow(latestOpener, calendar)
    : null

const windowLength = (opener: Instant, calendar: Calendar): Duration =>
  calendar(opener).rules.serviceWindow.hours * HOUR
