import { HOUR, type Engine, type Instant, type Interval, type History, type ThreadEvent } from '@guichet/core'
import { isPlausible } from '@guichet/core/time'
import { clip, conversationBars, entryPointBars, windowBars, type Bar } from './bars.ts'
import type { Clock } from './clock.ts'
import { businessMarks, customerMarks, type Mark } from './marks.ts'

/** A lane of marks or of bars. */
export type Lane =
  | { readonly name: string; readonly marks: readonly Mark[] }
  | { readonly name: string; readonly bars: readonly Bar[]; readonly none: string }

/** The lanes of a picture, from top to bottom. */
export const lanesOf = (
  facts: readonly ThreadEvent[],
  history: History,
  engine: Engine,
  clock: Clock,
): readonly Lane[] => [
  { name: 'Customer', marks: customerMarks(facts, engine, clock) },
  { name: 'Business', marks: businessMarks(history.messages, clock) },
  { name: 'Service window', bars: windowBars(history.windows, clock), none: 'never open' },
  { name: 'Conversation', bars: conversationBars(history.conversations, clock), none: 'none' },
  ...(history.entryPoints.length === 0
    ? []
    : [{ name: 'Free entry point', bars: entryPointBars(history.entryPoints, clock), none: 'none' }]),
]

/** Which part of the history to draw. */
export interface Extent {
  readonly from?: Instant
  readonly until?: Instant
  readonly now?: Instant
}

/** The period that a picture covers: as asked for, else all that happened; `null` when there is nothing. */
export const periodOf = (lanes: readonly Lane[], asked: Extent): Interval | null => {
  const times = busyTimes(lanes)
  if (times.length === 0) return null
  const now = plausible(asked.now)
  const all = now === null ? times : [...times, { opensAt: now, closesAt: now }]
  const opensAt =
    plausible(asked.from) ?? all.reduce((first, time) => Math.min(first, time.opensAt), Infinity)
  const last = all.reduce((latest, time) => Math.max(latest, time.closesAt), -Infinity)
  const closesAt = plausible(asked.until) ?? last
  return closesAt > opensAt ? { opensAt, closesAt } : { opensAt, closesAt: Math.max(last, opensAt + HOUR) }
}

/** The lanes with only what lies in the period. */
export const within = (lanes: readonly Lane[], period: Interval): readonly Lane[] =>
  lanes.map((lane) =>
    'marks' in lane
      ? { ...lane, marks: lane.marks.filter(({ at }) => at >= period.opensAt && at <= period.closesAt) }
      : { ...lane, bars: lane.bars.flatMap((bar) => clip(bar, period) ?? []) },
  )

/** When something is going on; a mark keeps the hour after it from being compressed. */
export const busyTimes = (lanes: readonly Lane[]): readonly Interval[] =>
  lanes.flatMap((lane): readonly Interval[] =>
    'bars' in lane ? lane.bars : lane.marks.map(({ at }) => ({ opensAt: at, closesAt: at + HOUR })),
  )

/** An instant that a picture can show; `null` for none and for a broken one. */
export const plausible = (at: Instant | undefined): Instant | null =>
  at !== undefined && isPlausible(at) ? at : null
