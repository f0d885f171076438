import { insertDelivery } from '../charge/billing.ts'
import type { Delivery } from '../charge/delivery.ts'
import type { ThreadEvent } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'
import type { Message } from '../message/message.ts'

/** Three streams, each in its order. */
export interface Streams<Sent extends Message> {
  /** What the customer does. */
  readonly inbound: readonly ThreadEvent[]
  /** What the business sends. */
  readonly messages: readonly Sent[]
  /** What of it is delivered; a message's own deliveries come in when it is sent. */
  readonly underway: Delivery[]
  /** Deliveries from this instant on are left. */
  readonly until: Instant
}

/** What to do at each step. */
export interface Steps<Sent extends Message> {
  readonly receive: (event: ThreadEvent) => void
  readonly send: (message: Sent) => readonly Delivery[]
  readonly deliver: (delivery: Delivery) => void
}

/**
 * Takes the steps of all three streams in the order of time. At one instant the customer comes first, then
 * is sent what is sent, and what was sent at an instant may be delivered at it. Gives the deliveries that are left.
 */
export const inOrder = <Sent extends Message>(
  { inbound, messages, underway, until }: Streams<Sent>,
  steps: Steps<Sent>,
): readonly Delivery[] => {
  let sent = 0
  let delivered = 0
  const catchUp = (instant: Instant): void => {
    for (;;) {
      const message = messages[sent]
      const delivery = underway[delivered]
      const due = delivery !== undefined && delivery.at < Math.min(instant, until) ? delivery : null
      if (message !== undefined && message.sentAt < instant && (due === null || message.sentAt <= due.at)) {
        for (const own of steps.send(message)) insertDelivery(underway, own)
        sent++
      } else if (due !== null) {
        steps.deliver(due)
        delivered++
      } else return
    }
  }
  for (const event of inbound) {
    catchUp(event.at)
    steps.receive(event)
  }
  catchUp(Infinity)
  return underway.slice(delivered)
}
