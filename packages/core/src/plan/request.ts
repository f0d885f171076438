import type { Forecast } from '../ask/forecast.ts'
import type { Question } from '../ask/question.ts'
import type { Instant } from '../time/instant.ts'

/** A message to plan, and the time in which it may go out. */
export interface PlanRequest {
  readonly message: Question
  /** Other forms in which it may go out, such as a template that says the same. */
  readonly orAs?: readonly Question[]
  /** The facts up to this instant count; the message goes out at this instant at the earliest. */
  readonly from: Instant
  /** It goes out before this instant. */
  readonly until: Instant
  /** When WhatsApp last refused a message because of the window, whatever the events say (CSW-5). */
  readonly closedByMeta?: Instant | null
  /** Without prices, free comes before charged, and marketing comes last. */
  readonly prices?: Prices
}

/** What messages cost, by a rate card for instance. */
export interface Prices {
  /** The price at an instant in millionths of the currency's unit; `null` where no rate is known. */
  readonly costOf: (charge: Forecast, at: Instant) => bigint | null
  /** The instants at which a price may change. */
  readonly changeAt: readonly Instant[]
}
