import { isThreadEvent, type Event } from '@guichet/core'

/**
 * What several threads share the runtime does not count: it names these limits as not known. Nor does it learn from an
 * event about an account which phone number is the account's; events of threads name that to it.
 */
export const withoutSharedLimits = (events: readonly Event[]): readonly Event[] =>
  events.filter(
    (event) =>
      event.type !== 'messaging-limit-changed' &&
      event.type !== 'throughput-changed' &&
      (isThreadEvent(event) || !('phoneNumberId' in event)) &&
      !(event.type === 'message-status' && event.errorCode === 131_049),
  )
