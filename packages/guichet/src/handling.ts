import type { InboundMessage } from '@guichet/cloud-api'
import type { MessageStatus } from '@guichet/core'
import type { Arrival } from '@guichet/runtime'
import type { Message, Sent, ToSend } from './send.ts'

/** A message of a customer, and what can be done about it. */
export interface Handling {
  readonly message: InboundMessage
  /**
   * The webhook came before, and this process did not see the handling through: it may have been handled, wholly or in
   * part, before a restart. What `reply` sent then is not sent again.
   */
  readonly isRepeat: boolean
  /** Answers in the same thread, if the rules allow it. The nth reply to a message is sent once. */
  readonly reply: (message: Message, otherwise?: { readonly otherwise: Message }) => Promise<Sent>
}

/** Handles a message. If it rejects, WhatsApp is not told that the webhook came, and delivers it again. */
export type OnMessage = (handling: Handling) => void | Promise<void>

/** Hears what became of a message that was sent. */
export type OnStatus = (status: MessageStatus) => void | Promise<void>

/** So many are remembered as handled; WhatsApp repeats a webhook soon or not at all. */
const most = 10_000

/**
 * Hands each message to the handler once, in the order of its body; again only if the handler failed. Statuses are told
 * among them.
 */
export const handler = (
  onMessage: OnMessage,
  onStatus: OnStatus,
  send: (message: ToSend) => Promise<Sent>,
): ((arrivals: readonly Arrival<InboundMessage>[]) => Promise<void>) => {
  /** By message: its handling, under way or done, the oldest first. */
  const handled = new Map<string, Promise<void>>()

  const begin = async (message: InboundMessage, isRepeat: boolean): Promise<void> => {
    let replies = 0
    const { id, phoneNumberId, customer } = message
    const reply: Handling['reply'] = (answer, otherwise = undefined) => {
      replies++
      const key = `reply/${id}/${replies}`
      return send({ phoneNumberId, to: customer, message: answer, key, ...otherwise })
    }
    await onMessage({ message, isRepeat, reply })
  }

  const once = (message: InboundMessage, isRepeat: boolean): Promise<void> => {
    const name = `${message.phoneNumberId} ${message.id}`
    const known = handled.get(name)
    if (known !== undefined) return known
    const handling = begin(message, isRepeat)
    handled.set(name, handling)
    handling.catch(() => handled.delete(name))
    for (const oldest of handled.keys()) {
      if (handled.size <= most) break
      handled.delete(oldest)
    }
    return handling
  }

  return async (arrivals) => {
    for (const { event, message, became } of arrivals)
      if (event.type === 'message-status' && became !== 'duplicate') await onStatus(event)
      // What is older than the horizon can no longer be answered.
      else if (message !== undefined && became !== 'late') await once(message, became === 'duplicate')
  }
}
