import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { day } from '../reading/calendar.ts'
import type { Story } from '../story.ts'
import { assemble, realManner } from './assemble.ts'
import { chapters, type Chapter } from './chapters.ts'
import { stages, starts, type Stage } from './stage.ts'
import { registrations } from './shop.ts'

/** Two phone numbers of one business; a customer who writes to both. */
const threads: readonly Key[] = [
  { phoneNumberId: '100', customer: '15550100001' },
  { phoneNumberId: '100', customer: '15550100002' },
  { phoneNumberId: '200', customer: '15550100001' },
]

interface Life {
  readonly before: number
  readonly chapters: readonly Chapter[]
}

const life = (minLength: number, maxLength: number): fc.Arbitrary<Life> =>
  fc.record({ before: starts, chapters: fc.array(chapters, { minLength, maxLength, size: 'max' }) })

/** Days as they are: bursts, campaigns, replies, ads, nights, and webhooks that come late or twice. */
export const plausible: fc.Arbitrary<Story> = fc
  .tuple(stages, fc.tuple(life(1, 3), life(0, 2), life(0, 1)), fc.subarray(registrations), realManner)
  .map(([stage, lives, registered, manner]) => {
    const told = registered.map((registration): Event => registration(stage.turn))
    const happened = lives.flatMap((one, index) => eventsOf(one, index, stage))
    return assemble(stage, [...told, ...happened], manner)
  })

/** The chapters of one thread's life, one after the other. */
const eventsOf = (one: Life, index: number, stage: Stage): readonly Event[] => {
  const thread = threads[index] ?? { phoneNumberId: '100', customer: `1555020000${index}` }
  let at = Math.max(stage.turn - one.before, Date.UTC(2009, 0, 2) + day)
  return one.chapters.flatMap((chapter, number) => {
    const told = chapter({ at, stage, thread, prefix: `${'kzbm'[number % 4] ?? ''}${index}${number}` })
    at = told.endsAt
    return told.events
  })
}
