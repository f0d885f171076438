import type { ThreadEvent } from '../event/event.ts'
import { isTrace } from '../message/message.ts'

/**
 * Does WhatsApp say here that the customer gets no more marketing for now? Believed whatever else became of the message
 * (LIM-26). Of one member of a group it says nothing of the group (POS-48).
 */
export const isCap = (event: ThreadEvent): boolean =>
  event.type === 'message-status' &&
  event.status === 'failed' &&
  event.errorCode === capReached &&
  event.participant === undefined

const capReached = 131_049

/** Is it a step of its own in a thread's history, and not only a part of the history of one message? */
export const isStep = (event: ThreadEvent): boolean => !isTrace(event) || isCap(event)
