import { fromIso, type LocalDate } from '@guichet/core'

/** Is this a day of the calendar, written `2026-10-01`? */
export const isLocalDate = (text: string): text is LocalDate =>
  /^\d{4}-\d\d-\d\d$/.test(text) && fromIso(`${text}T00:00:00Z`) !== null

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

const WRITTEN = /\b(?<month>[a-z]{3})[a-z]*\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})\b/i

/** The day in a sentence such as `effective October 1, 2026`, or `null` if it names none. */
export const dateInText = (text: string): LocalDate | null => {
  const iso = /\b\d{4}-\d\d-\d\d\b/.exec(text)?.[0]
  if (iso !== undefined) return isLocalDate(iso) ? iso : null
  const found = WRITTEN.exec(text)?.groups
  if (found === undefined) return null
  const month = months.indexOf((found['month'] ?? '').toLowerCase()) + 1
  const day = `${found['year']}-${twoDigits(month)}-${twoDigits(Number(found['day']))}`
  return isLocalDate(day) ? day : null
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
