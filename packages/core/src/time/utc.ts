import { EARLIEST, LATEST, type Instant } from './instant.ts'

/** UTC needs no table of zones, which takes longer to load than core. */
export const UTC = 'UTC'

/** Is it an instant whose date and time of day in that zone can be told by arithmetic? */
export const isInUtc = (at: Instant, timeZone: string): boolean =>
  timeZone === UTC && at >= EARLIEST && at < LATEST
