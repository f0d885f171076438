import { startOfLocalDay, type Instant, type LocalDate, type RulebookId } from '../../src/index.ts'

/** Which rulebook holds when, with all dates spelled out, at midnight of the account's time zone. */
export interface NaiveCalendar {
  readonly rulebookAt: (at: Instant) => RulebookId
  readonly callsCountFrom: (call: Instant) => boolean
}

const midnights = new Map<string, Instant>()
const midnight = (date: LocalDate, timeZone: string): Instant => {
  const known = midnights.get(date + timeZone) ?? startOfLocalDay(date, timeZone)
  midnights.set(date + timeZone, known)
  return known
}

export const naiveCalendar = (timeZone: string, forced: RulebookId | 'auto'): NaiveCalendar => {
  const from = (date: LocalDate): Instant => midnight(date, timeZone)
  const rulebookAt = (at: Instant): RulebookId => {
    if (forced !== 'auto') return forced
    if (at >= from('2026-10-01')) return '2026-10-01'
    if (at >= from('2026-09-28')) return '2026-09-28'
    if (at >= from('2025-07-01')) return '2025-07-01'
    if (at >= from('2024-11-01')) return '2024-11-01'
    if (at >= from('2023-06-01')) return '2023-06-01'
    if (at >= from('2023-03-01')) return '2023-03-01'
    return '2022-02-01'
  }
  return {
    rulebookAt,
    callsCountFrom: (call) => 'CD'.includes(eraOf(rulebookAt(call))) && call >= from('2025-07-15'),
  }
}

export const eraOf = (rulebook: RulebookId): 'A' | 'B' | 'C' | 'D' =>
  rulebook < '2023-06-01' ? 'A' : rulebook < '2025-07-01' ? 'B' : rulebook < '2026-10-01' ? 'C' : 'D'
