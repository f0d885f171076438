import type { Event } from '@guichet/core'
import type { Story } from '../story.ts'
import { isRecord } from './replies.ts'

/** The event that many milliseconds later. */
export const shiftEvent = (event: Event, by: number): Event => {
  const moved = {
    ...event,
    at: event.at + by,
    ...('until' in event && event.until !== undefined ? { until: event.until + by } : {}),
    ...('from' in event ? { from: event.from + by } : {}),
  }
  if (moved.type !== 'message-status' || moved.conversation?.expiresAt === undefined) return moved
  return { ...moved, conversation: { ...moved.conversation, expiresAt: moved.conversation.expiresAt + by } }
}

/** The story that many milliseconds later. */
export const shiftStory = (story: Story, by: number): Story => {
  const moved = new Map(story.events.map((event) => [event, shiftEvent(event, by)]))
  return {
    ...story,
    events: [...moved.values()],
    // What comes twice comes twice as the same thing.
    arrivals: story.arrivals.map((event) => moved.get(event) ?? shiftEvent(event, by)),
    asked: story.asked.map((at) => at + by),
  }
}

/** A value with every text in it changed; the names of fields stay. */
export const mapTexts = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]))
}

/** A reply with every instant in it that many milliseconds later. */
export const shiftInstants = (value: unknown, by: number): unknown =>
  mapTexts(value, (text) => {
    const at = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN
    return Number.isNaN(at) ? text : new Date(at + by).toISOString()
  })
