import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import { chargesIn, codesOf, dig, isAllowed, isRefused } from './replies.ts'

type Situation = Law['situations'][string]

/** Something like this happened. */
export const happened =
  (isIt: (event: Event) => boolean): Situation =>
  ({ events }) =>
    events.some(isIt)

/** The events came in another order than they happened, or twice. */
export const cameInDisorder: Situation = ({ events, arrivals }) =>
  arrivals.length !== events.length || arrivals.some((event, index) => event !== events[index])

/** Some reply told this phase. */
export const sawPhase =
  (phase: 'open' | 'awaiting-customer' | 'closed'): Situation =>
  (_, replies) =>
    replies.some((reply) => dig(reply, 'phase') === phase)

/** Some view told an open conversation. */
export const sawConversation: Situation = (_, replies) =>
  replies.some((reply) => typeof dig(reply, 'conversation', 'openedAt') === 'string')

export const sawAllowed: Situation = (_, replies) => replies.some(isAllowed)
export const sawRefused: Situation = (_, replies) => replies.some(isRefused)

/** Some refusal had this code. */
export const sawCode =
  (code: string): Situation =>
  (_, replies) =>
    replies.some((reply) => codesOf(reply).includes(code))

export const sawCharges: Situation = (_, replies) => replies.some((reply) => chargesIn(reply).length > 0)

/** Some message was charged in this way. */
export const sawChargeType =
  (type: string): Situation =>
  (_, replies) =>
    replies.some((reply) => chargesIn(reply).some((charge) => dig(charge, 'type') === type))
