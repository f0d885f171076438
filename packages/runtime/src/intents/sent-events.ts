import type { BusinessMessaged, ThreadEvent } from '@guichet/core'
import type { Intent } from './intent.ts'

/** Which message it became, when, in which thread, and whether it is held. */
type Sent = Pick<BusinessMessaged, 'id' | 'at' | 'phoneNumberId' | 'customer' | 'aliases' | 'held'>

/**
 * What an accepted message is: a message of the business, and besides the request for permission to call that it may
 * carry, under the same wamid (CALL-13).
 */
export const sentEvents = (
  { content, asksToCall }: Intent,
  { held, ...sent }: Sent,
): readonly ThreadEvent[] => {
  const message: ThreadEvent = {
    type: 'business-messaged',
    content,
    ...sent,
    ...(held === undefined ? {} : { held }),
  }
  if (asksToCall === undefined) return [message]
  return [message, { type: 'call-permission-requested', by: asksToCall, ...sent }]
}
