import fc from 'fast-check'
import type { Thread } from '../../src/page/model/thread.ts'

export const noon: number = Date.parse('2026-10-20T12:00:00Z')
export const HOUR = 3_600_000

/** A thread with nothing special about it. */
export const thread = (more: Partial<Thread> = {}): Thread => ({
  phoneNumberId: '100',
  customer: '491701234567',
  aliases: [],
  windowClosesAt: noon + HOUR,
  replyBy: null,
  closedByMeta: null,
  ...more,
})

const instant = fc.integer({ min: noon - 30 * HOUR, max: noon + 30 * HOUR })
const maybe = fc.option(instant, { nil: null })

export const anyThread: fc.Arbitrary<Thread> = fc.record({
  phoneNumberId: fc.constantFrom('100', '200', '300'),
  customer: fc.oneof(fc.stringMatching(/^\d{7,15}$/), fc.string({ minLength: 1, maxLength: 12 })),
  aliases: fc.array(fc.stringMatching(/^[A-Z]{2}\.\d{5,9}$/), { maxLength: 2 }),
  windowClosesAt: maybe,
  replyBy: maybe,
  closedByMeta: maybe,
})
