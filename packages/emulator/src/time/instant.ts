/** Epoch milliseconds. */
export type Instant = number

export const SECOND = 1000
export const MINUTE: number = 60 * SECOND
export const HOUR: number = 60 * MINUTE
export const DAY: number = 24 * HOUR

/** The whole second of an instant: the precision of Meta's clock (HOOK-9). */
export const wholeSecond = (at: Instant): Instant => Math.floor(at / SECOND) * SECOND

/** The whole second that is this many seconds after that of an instant. */
export const secondsAfter = (at: Instant, seconds: number): Instant => wholeSecond(at) + seconds * SECOND

/** The instant as Meta writes it: seconds, as a text. */
export const secondsText = (at: Instant): string => String(Math.floor(at / SECOND))

/** The instant as this package's own JSON writes it. */
export const iso = (at: Instant): string => new Date(at).toISOString()

/** An instant written as ISO 8601 with its zone; `null` for anything else. */
export const instantOf = (text: unknown): Instant | null => {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

/** Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds; `null` for anything else. */
export const durationOf = (text: unknown): number | null => {
  if (typeof text !== 'string' || !/^P(?=\d|T\d)/.test(text)) return null
  const found = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/.exec(text)
  if (found === null) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((digits) => Number(digits ?? 0))
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND
}
