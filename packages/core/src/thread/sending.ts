import type { MessageStatus } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'
import type { Thread } from './thread.ts'

/** When the message of a status was sent, as far as the thread's recent facts tell; at the latest with its status. */
export const sendingOf = ({ facts }: Thread, { message, at }: MessageStatus): Instant => {
  let earliest = at
  for (let rest = facts; rest !== null; rest = rest.earlier) {
    const { event } = rest
    const isOfIt =
      (event.type === 'business-messaged' && event.id === message) ||
      (event.type === 'message-status' && event.message === message)
    if (isOfIt) earliest = Math.min(earliest, event.at)
  }
  return earliest
}
