import type { MessageStatus } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'
import { isTrace, wamidOf } from '../message/message.ts'
import type { Thread } from './thread.ts'

/** When the message of a status was sent, as far as the thread's recent facts tell; at the latest with its status. */
export const sendingOf = ({ facts }: Thread, { message, at }: MessageStatus): Instant => {
  let earliest = at
  for (let rest = facts; rest !== null; rest = rest.earlier) {
    const { event } = rest
    if (isTrace(event) && wamidOf(event) === message) earliest = Math.min(earliest, event.at)
  }
  return earliest
}
