import { startOfLocalDay } from '../time/zone.ts'
import type { Instant, LocalDate } from '../time/instant.ts'

/** Limits that changed on a date that no rulebook is about. */
export interface DatedLimits {
  /** Marketing templates reach nobody in the United States from here on (LIM-39). */
  readonly unitedStatesFrom: Instant
  /** How many calls of the business may be picked up in 24 hours at an instant (CALL-9). */
  readonly connectedCallsAt: (at: Instant) => number
  /** The instants at which one of them changes. */
  readonly changesAt: readonly Instant[]
}

const unitedStatesSince: LocalDate = '2025-04-01'

const callsSince: readonly (readonly [LocalDate, number])[] = [
  ['2025-12-19', 100],
  ['2025-10-13', 10],
]
/** The first limit that there was. */
const fewestCalls = 5

/** The dates as instants of one account: each begins at midnight in its time zone (POS-30). */
export const datedLimitsIn = (timeZone: string): DatedLimits => {
  const steps = callsSince.map(([date, limit]) => ({ from: startOfLocalDay(date, timeZone), limit }))
  const unitedStatesFrom = startOfLocalDay(unitedStatesSince, timeZone)
  return {
    unitedStatesFrom,
    changesAt: [unitedStatesFrom, ...steps.map(({ from }) => from)],
    connectedCallsAt: (at) => steps.find(({ from }) => at >= from)?.limit ?? fewestCalls,
  }
}
