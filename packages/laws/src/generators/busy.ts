import fc from 'fast-check'
import type { Event, Instant } from '@guichet/core'
import { startOfLocalDay } from '../reading/calendar.ts'
import type { Key } from '../protocol.ts'
import type { Story } from '../story.ts'
import { assemble, realManner } from './assemble.ts'
import { chapters } from './chapters.ts'
import { timeZones, type Stage } from './stage.ts'

/** Months in which something is free up to a number, one of each kind of tier. */
const months = ['2026-10-01', '2026-11-01', '2023-04-01', '2023-06-01'] as const

/** Just under a thousand, a thousand, just over. */
const crowds = fc.constantFrom(998, 999, 1000, 1001)

/**
 * A month whose free tier is about to be used up: a crowd of customers, one message delivered to each, before
 * anything happens in the thread that matters, which is the last. Large: for the laws that count.
 */
export const busy: fc.Arbitrary<Story> = fc
  .tuple(
    fc.constantFrom(...timeZones),
    fc.constantFrom(...months),
    crowds,
    fc.array(chapters, { minLength: 1, maxLength: 3, size: 'max' }),
    realManner,
  )
  .map(([timeZone, month, size, told, manner]) => {
    const stage: Stage = { timeZone, rulebook: 'auto', turn: startOfLocalDay(month, timeZone) }
    const thread = { phoneNumberId: '100', customer: '15550100001' }
    let at = stage.turn + size * 1000
    const first = answered('z', thread, at)
    const events = told.flatMap((chapter, index) => {
      const scene = chapter({ at, stage, thread, prefix: `z${index}` })
      at = scene.endsAt
      return scene.events
    })
    return assemble(stage, [...crowd(size, stage.turn), ...first, ...events], manner)
  })

/** Each customer of a crowd, one a second. */
const crowd = (size: number, from: Instant): readonly Event[] =>
  Array.from({ length: size }, (_, index) =>
    answered(
      `a${String(index).padStart(4, '0')}`,
      { phoneNumberId: '100', customer: `1555${7000 + index}` },
      from + index * 1000,
    ),
  ).flat()

/** A customer writes and is answered at once. */
const answered = (name: string, thread: Key, at: Instant): readonly Event[] => [
  { type: 'customer-messaged', id: `${name}c`, at, ...thread, kind: 'text' },
  { type: 'business-messaged', id: name, at, ...thread, content: { kind: 'service' } },
  { type: 'message-status', id: `${name}d`, at, ...thread, message: name, status: 'delivered' },
]
