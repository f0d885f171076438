import type { Event } from '@guichet/core'

/**
 * What several threads share the runtime knows for questions about now alone. A cap that WhatsApp told to another phone
 * number of the account it does not count.
 */
export const withoutSharedLimits = (events: readonly Event[]): readonly Event[] =>
  events.filter(
    (event) =>
      event.type !== 'messaging-limit-changed' &&
      event.type !== 'throughput-changed' &&
      !(event.type === 'message-status' && event.errorCode === 131_049),
  )
