import fc from 'fast-check'
import type { Content, Event, Instant, RulebookId } from '@guichet/core'
import type { Key } from '../protocol.ts'
import type { Story } from '../story.ts'
import { booksWith, rulebookIds } from '../reading/calendar.ts'
import type { Values } from '../reading/values.ts'
import { DAY, HOUR } from './stories.ts'

/** Short stories made by hand, for laws that speak of one small scene. */

/** The thread that a scene plays in. */
export const thread: Key = { phoneNumberId: '100', customer: '15550100001' }

/** Days on which only one rulebook is in force, for two days around, in every time zone. */
const days: Readonly<Partial<Record<RulebookId, Instant>>> = {
  '2022-02-01': Date.UTC(2022, 5, 15, 12),
  '2023-03-01': Date.UTC(2023, 3, 15, 12),
  '2023-06-01': Date.UTC(2023, 8, 15, 12),
  '2024-11-01': Date.UTC(2025, 1, 15, 12),
  '2025-07-01': Date.UTC(2025, 8, 15, 12),
  '2026-09-28': Date.UTC(2026, 8, 29, 0),
  '2026-10-01': Date.UTC(2026, 11, 15, 12),
}

/** A day on which this rulebook is in force; of a later one, the third day. */
export const dayUnder = (book: RulebookId): Instant => days[book] ?? Date.parse(book) + 2.5 * DAY

const booksCharging = (isWanted: (by: Values['charging']['by']) => boolean): readonly RulebookId[] =>
  booksWith().flatMap(({ id, values }) => (isWanted(values.charging.by) ? [id] : []))

/** When conversations were charged. */
export const conversationBooks: readonly RulebookId[] = booksCharging((by) => by !== 'message')
/** Since messages are charged. */
export const messageBooks: readonly RulebookId[] = booksCharging((by) => by === 'message')
export const allBooks: readonly RulebookId[] = rulebookIds

/** A scene of one thread from these events; rulebooks are chosen by the day. */
export const scene = (events: readonly Event[], more: Partial<Story> = {}): Story => {
  const inOrder = [...events].sort((a, b) => a.at - b.at)
  const newest = Math.max(...inOrder.map(({ at }) => at))
  return {
    timeZone: 'UTC',
    rulebook: 'auto',
    events: inOrder,
    arrivals: inOrder,
    asked: [newest],
    dice: 0,
    ...more,
  }
}

/** The customer writes, perhaps through an ad. */
export const writes = (
  id: string,
  at: Instant,
  through?: 'ad' | 'post' | 'page',
  key: Key = thread,
): Event => ({
  type: 'customer-messaged',
  id,
  at,
  ...key,
  kind: 'text',
  ...(through === undefined ? {} : { entryPoint: { source: through } }),
})

/** The business sends. */
export const sends = (id: string, at: Instant, content: Content, key: Key = thread): Event => ({
  type: 'business-messaged',
  id,
  at,
  ...key,
  content,
})

/** A status of a message. */
export const becomes = (
  message: string,
  status: 'delivered' | 'read' | 'failed',
  at: Instant,
  key: Key = thread,
): Event => ({ type: 'message-status', id: `${message}/${status}`, at, ...key, message, status })

/** A template of a category. */
export const templateOf = (category: string): Content => ({
  kind: 'template',
  name: `${category}_note`,
  language: 'en_US',
  category,
})

export const serviceContent: Content = { kind: 'service' }

/** Whether a gap falls short of a length or reaches it; the millisecond matters. */
export const around = (length: number): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(length - 1, length, length + 1), fc.integer({ min: 1, max: length + 6 * HOUR }))

/** A start within a day of the rulebook's own; the shorter the days of a rulebook, the nearer. */
export const startUnder = (book: RulebookId): fc.Arbitrary<Instant> =>
  book === '2026-09-28'
    ? fc.integer({ min: 0, max: 6 * HOUR }).map((later) => dayUnder(book) + later)
    : fc.integer({ min: 0, max: DAY }).map((later) => dayUnder(book) + later)
