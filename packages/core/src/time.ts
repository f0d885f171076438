/**
 * For code that prints or draws instants: their range, local days of a time zone, and words in English.
 *
 * @module
 */
export { EARLIEST, InstantCodec, LATEST, isPlausible, within } from './time/instant.ts'
export { isTimeZone, localDate, offsetMinutes, startOfLocalDay } from './time/zone.ts'
export { formatterFamily } from './time/formatter.ts'
export { clockInWords, durationInWords, instantInWords } from './time/words.ts'
