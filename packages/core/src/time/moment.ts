import { t } from '../prelude.ts'
import { fromIso, toIso, type Instant, type Month } from './instant.ts'

/** An instant in a snapshot: ISO 8601, also far outside the time of any event. */
export const Moment: t.Type<Instant, string, unknown> = new t.Type(
  'Moment',
  t.number.is,
  (u, context) => {
    const at = typeof u === 'string' ? fromIso(u) : null
    return at === null ? t.failure(u, context) : t.success(at)
  },
  toIso,
)

const isMonth = (u: unknown): u is Month => typeof u === 'string' && /^\d{4}-\d\d$/.test(u)

/** A month in a snapshot. */
export const MonthCodec: t.Type<Month, string, unknown> = new t.Type(
  'Month',
  isMonth,
  (u, context) => (isMonth(u) ? t.success(u) : t.failure(u, context)),
  t.identity,
)
