import { enUS } from 'date-fns/locale/en-US'
import { formatDuration } from 'date-fns/formatDuration'
import { formatterFamily } from './formatter.ts'
import { isInUtc } from './utc.ts'
import { DAY, HOUR, MINUTE, type Duration, type Instant } from './instant.ts'

const format = formatterFamily('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** An instant in words, in a named zone: `Fri 2 Oct 2026 09:00 UTC`; seconds only where there are any. */
export const instantInWords = (at: Instant, timeZone: string): string =>
  `${clockInWords(at, timeZone)} ${timeZone}`

/** The same without the zone's name, for where that stands elsewhere. */
export const clockInWords = (at: Instant, timeZone: string): string => {
  if (isInUtc(at, timeZone)) return utcInWords(at)
  const parts = format(timeZone).formatToParts(at)
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? ''
  const seconds = at % MINUTE === 0 ? '' : `:${part('second')}`
  const date = `${part('weekday')} ${part('day')} ${part('month').slice(0, 3)} ${part('year')}`
  return `${date} ${part('hour')}:${part('minute')}${seconds}`
}

/** `Thu, 01 Oct 2026 09:00:07 GMT` is how every engine writes it. */
const utcInWords = (at: Instant): string => {
  const [weekday = '', day, month, year, clock = ''] = new Date(at).toUTCString().split(' ')
  const time = at % MINUTE === 0 ? clock.slice(0, 5) : clock
  return `${weekday.slice(0, 3)} ${Number(day)} ${month} ${year} ${time}`
}

/** A length of time in words, its two largest units: `1 day 3 hours`. Less than a second counts as one. */
export const durationInWords = (length: Duration): string => {
  const rounded = Math.max(1000, Math.abs(length))
  const units = {
    days: Math.floor(rounded / DAY),
    hours: Math.floor((rounded % DAY) / HOUR),
    minutes: Math.floor((rounded % HOUR) / MINUTE),
    seconds: Math.floor((rounded % MINUTE) / 1000),
  }
  const shown = (['days', 'hours', 'minutes', 'seconds'] as const)
    .filter((unit) => units[unit] > 0)
    .slice(0, 2)
  return formatDuration(units, { format: shown, locale: enUS })
}
