import type { MessageStatus, ThreadEvent } from '@guichet/core'
import { inThread } from '../rules/reading.ts'
import type { Instant } from '../time/instant.ts'
import type { Message, Thread, World } from '../world/world.ts'

/** Adds a fact to a thread. */
export const record = (thread: Thread, fact: ThreadEvent): void => {
  thread.facts.push(fact)
}

/** A status of a message as a fact. */
export const statusFact = (
  world: World,
  message: Message,
  status: MessageStatus['status'],
  at: Instant,
  more: Partial<Pick<MessageStatus, 'pricing' | 'conversation' | 'errorCode'>> = {},
): MessageStatus => ({
  ...inThread(world, message.thread),
  type: 'message-status',
  id: `${message.id}/${status}`,
  at,
  message: message.id,
  status,
  ...more,
})
