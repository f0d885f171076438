import { DAY, HOUR, MINUTE, type Duration, type Instant, type LocalDate } from '@guichet/core'
import { dayNumber, daysLater, monthNumber, monthsLater, type Clock } from './clock.ts'
import type { Scale, Segment } from './scale.ts'

/** How far apart the ticks are: minutes of the local day, local days, or calendar months. */
export type Step = { readonly every: number; readonly unit: 'minutes' | 'days' | 'months' }

/** A tick of the axis. */
export interface Tick {
  readonly at: Instant
  /** The first instant of a local day. */
  readonly startsDay: boolean
}

const steps: readonly Step[] = [
  ...[5, 10, 15, 30, 60, 120, 180, 360, 720].map((every) => ({ every, unit: 'minutes' as const })),
  ...[1, 2, 7].map((every) => ({ every, unit: 'days' as const })),
  ...[1, 3, 6, 12, 24, 60, 120].map((every) => ({ every, unit: 'months' as const })),
]

const leastPixels = { minutes: 52, days: 76, months: 76 }
const lengths: Record<Step['unit'], Duration> = { minutes: MINUTE, days: DAY, months: 30 * DAY }

/** The finest step whose labels do not touch. */
export const stepFor = (pixelsPerMs: number): Step => {
  const wide = steps.find(({ every, unit }) => every * lengths[unit] * pixelsPerMs >= leastPixels[unit])
  return wide ?? { every: 1200, unit: 'months' }
}

/** The ticks of all stretches of a scale. */
export const ticksOf = (scale: Scale, step: Step, clock: Clock): readonly Tick[] =>
  scale.segments.flatMap((segment) =>
    (step.unit === 'minutes' ? ticksInDays : wholeDayTicks)(segment, step, clock).filter(
      ({ at }) => at >= segment.opensAt && at <= segment.closesAt,
    ),
  )

const ticksInDays = (segment: Segment, { every }: Step, clock: Clock): readonly Tick[] => {
  const ticks: Tick[] = []
  let date = clock.date(segment.opensAt)
  let dayStart = clock.startOf(date)
  while (dayStart <= segment.closesAt) {
    const nextDate = daysLater(date, 1)
    const nextStart = clock.startOf(nextDate)
    // A zone that crosses the date line leaves out a day, which then starts when the next one does.
    if (nextStart > dayStart) {
      ticks.push({ at: dayStart, startsDay: true }, ...insideDay(segment, date, dayStart, every, clock))
    }
    date = nextDate
    dayStart = nextStart
  }
  return ticks
}

const insideDay = (
  segment: Segment,
  date: LocalDate,
  dayStart: Instant,
  every: number,
  clock: Clock,
): readonly Tick[] => {
  const ticks: Tick[] = []
  const slack = 3 * HOUR
  for (let minute = every; minute < 1440; minute += every) {
    const near = dayStart + minute * MINUTE
    if (near < segment.opensAt - slack || near > segment.closesAt + slack) continue
    const at = clock.atMinute(date, minute)
    if (at !== null && at > dayStart) ticks.push({ at, startsDay: false })
  }
  return ticks
}

const wholeDayTicks = (segment: Segment, step: Step, clock: Clock): readonly Tick[] => {
  const ticks: Tick[] = []
  for (let date = firstDate(clock.date(segment.opensAt), step); ; date = nextDate(date, step)) {
    const at = clock.startOf(date)
    if (at > segment.closesAt) return ticks
    if (at !== ticks.at(-1)?.at) ticks.push({ at, startsDay: true })
  }
}

/** The last date of the step's grid up to this one; weeks start on Monday. */
const firstDate = (date: LocalDate, { every, unit }: Step): LocalDate =>
  unit === 'days'
    ? daysLater(date, -((((dayNumber(date) + 3) % every) + every) % every))
    : monthsLater(date, -(monthNumber(date) % every))

const nextDate = (date: LocalDate, { every, unit }: Step): LocalDate =>
  unit === 'days' ? daysLater(date, every) : monthsLater(date, every)
