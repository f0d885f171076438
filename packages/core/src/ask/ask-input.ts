import type { TierUse } from '../tier/count.ts'
import type { AccountAsked } from '../account/account-at.ts'
import type { Positions } from '../positions.ts'
import type { DatedLimits } from '../rulebook/dated-limits.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import type { KnownTemplates } from '../template/known.ts'
import type { Standing } from '../thread/standing.ts'
import type { Instant } from '../time/instant.ts'

/** What an answer is read off: how the thread stands at the instant, the templates, the rulebooks. */
export interface AskInput extends AccountAsked {
  readonly at: Instant
  readonly standing: Standing
  readonly templates: KnownTemplates
  readonly calendar: Calendar
  /** The id that will be written to; `null` for whichever the thread is kept under. */
  readonly customer: string | null
  /** How much of a month's free tier is used. */
  readonly tierUse: TierUse
  readonly dated: DatedLimits
  readonly positions: Positions
  /** WhatsApp said at this instant that the window is closed (CSW-5); `null` where it never did. */
  readonly closedByMeta: Instant | null
}
