import type { BusinessMessaged, ThreadEvent } from '@guichet/core'
import type { Intent } from './intent.ts'

/** Which message it became, when, and in which thread. */
type Sent = Pick<BusinessMessaged, 'id' | 'at' | 'phoneNumberId' | 'customer' | 'aliases'>

/**
 * What an accepted message is: a message of the business, and besides the request for permission to call that it may
 * carry, under the same wamid (CALL-13).
 */
export const sentEvents = ({ content, asksToCall }: Intent, sent: Sent): readonly ThreadEvent[] => {
  const message: ThreadEvent = { type: 'business-messaged', content, ...sent }
  if (asksToCall === undefined) return [message]
  return [message, { type: 'call-permission-requested', by: asksToCall, ...sent }]
}
