import fc from 'fast-check'
import type { Instant, RulebookId } from '@guichet/core'
import { day, hour, rulebookIds, startOfLocalDay } from '../reading/calendar.ts'
import type { AmendmentJson } from '../reading/values.ts'
import { invented } from '../script/invented.ts'

/** Where and when a story plays: around the midnight of a date in a time zone. */
export interface Stage {
  readonly timeZone: string
  readonly rulebook: RulebookId | 'auto'
  /** Rulebooks of one's own. */
  readonly amendments?: readonly AmendmentJson[]
  /** The first instant of that date there. */
  readonly turn: Instant
}

/** With daylight saving and without, on both sides of Greenwich; Santiago skips midnights. */
export const timeZones = [
  'UTC',
  'America/Los_Angeles',
  'Europe/Berlin',
  'Asia/Kolkata',
  'America/Santiago',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
] as const

/** Days on which something else than the rulebook changes. */
const others = [
  '2026-11-01', // a month, and the clocks of America
  '2026-10-25', // the clocks of Europe
  '2026-09-06', // the clocks of Chile, at midnight
  '2026-03-01',
  '2025-07-15', // calls open the window
  '2023-04-01',
]

/** The days from which rulebooks are in force, but for the first, and those days. The latest rulebook comes first. */
export const turns: readonly string[] = [
  ...rulebookIds.slice(1).toReversed().slice(0, 1),
  ...[...rulebookIds.slice(1, -1), ...others].sort().toReversed(),
]

/** Mostly the rulebook in force; each forced sometimes. */
const rulebook: fc.Arbitrary<RulebookId | 'auto'> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('auto' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...rulebookIds.toReversed()) },
)

const stageOf = (timeZone: string, book: RulebookId | 'auto', date: string): Stage => ({
  timeZone,
  rulebook: book,
  turn: startOfLocalDay(date, timeZone),
})

/** Where an invented rulebook comes into force. */
const inventedStages: fc.Arbitrary<Stage> = fc
  .tuple(fc.constantFrom(...timeZones), fc.constantFrom('auto' as const, 'auto' as const, invented.effective))
  .map(([zone, book]) => ({ ...stageOf(zone, book, invented.effective), amendments: [invented] }))

/** Any zone, any turn. */
export const stages: fc.Arbitrary<Stage> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.constantFrom(...timeZones), rulebook, fc.constantFrom(...turns))
      .map(([zone, book, date]) => stageOf(zone, book, date)),
  },
  { weight: 1, arbitrary: inventedStages },
)

/** Days at the ends of what an instant can be, too. */
export const stagesAtAnyTime: fc.Arbitrary<Stage> = fc
  .tuple(
    fc.constantFrom(...timeZones),
    rulebook,
    fc.oneof(
      { weight: 15, arbitrary: fc.constantFrom(...turns) },
      { weight: 1, arbitrary: fc.constantFrom('2009-03-01', '2022-02-01', '2099-10-01') },
    ),
  )
  .map(([zone, book, date]) => stageOf(zone, book, date))

/** The lengths that the rules speak of: windows and conversations; entry points; the longest of them. */
export const deadlines: readonly number[] = [24 * hour, 72 * hour, 168 * hour]

/** Those, and a millisecond to either side. */
export const aroundDeadlines: readonly number[] = deadlines.flatMap((length) => [
  length,
  length - 1,
  length + 1,
])

/** How long until the next happening: a length of time, or until close to the turn. */
export type Wait = number | { readonly fromTurn: number }

/** Short waits come first, so that what fails shrinks to them. */
export const waits: fc.Arbitrary<Wait> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Wait[]>(0, 1, 2000, hour) },
  { weight: 3, arbitrary: fc.constantFrom<Wait[]>(24 * hour, 24 * hour - 1, 24 * hour + 1) },
  { weight: 1, arbitrary: fc.constantFrom<Wait[]>(...aroundDeadlines) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 16 * hour }) },
  {
    weight: 1,
    arbitrary: fc.record({ fromTurn: fc.constantFrom(0, -1, 1, 2 * hour, 3 * hour - 1, -24 * hour) }),
  },
)

/** The instant after such a wait; never earlier than before it. */
export const after = (at: Instant, wait: Wait, { turn }: Stage): Instant =>
  typeof wait === 'number' ? at + wait : Math.max(at, turn + wait.fromTurn)

/** How long before the turn a story begins. */
export const starts: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(hour, 0, 1, -1, 24 * hour, 24 * hour - 1, 24 * hour + 1, 73 * hour),
  fc.integer({ min: -2 * hour, max: 2 * day }),
)
