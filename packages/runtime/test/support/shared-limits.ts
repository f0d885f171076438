import type { Event } from '@guichet/core'

/** What several threads share the runtime does not count: it names these limits as not known. */
export const withoutSharedLimits = (events: readonly Event[]): readonly Event[] =>
  events.filter(
    (event) =>
      event.type !== 'messaging-limit-changed' &&
      event.type !== 'throughput-changed' &&
      !(event.type === 'message-status' && event.errorCode === 131_049),
  )
