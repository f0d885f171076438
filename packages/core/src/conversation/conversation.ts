import type { Duration, Instant } from '../time/instant.ts'

/** A conversation, open on `[openedAt, closesAt)` (G1, G3, G4). */
export interface Conversation {
  readonly initiatedBy: 'user' | 'business'
  readonly openedAt: Instant
  /** The first response when the customer began it; `null` while that is pending. */
  readonly startedAt: Instant | null
  readonly closesAt: Instant
}

/** What moves a conversation: an opener of the customer, a template, or another message of the business. */
export type Mover = 'customer' | 'template' | 'response'

/** The latest conversation, if it is still open at this instant. */
export const openConversation = (latest: Conversation | null, at: Instant): Conversation | null =>
  latest !== null && at < latest.closesAt ? latest : null

/**
 * The conversation after a message: the open one carried on, a new one, or the old one untouched.
 * Templates and the customer's openers open one and restart the clock; the first response to a customer
 * starts it and restarts the clock too (G1 to G5).
 */
export const joinConversation = (
  latest: Conversation | null,
  at: Instant,
  mover: Mover,
  length: Duration,
): Conversation | null => {
  // Where threads were joined, what one of them settled may lie ahead of the other's facts.
  if (latest !== null && at < latest.openedAt) return latest
  const open = openConversation(latest, at)
  if (open === null) return mover === 'response' ? latest : begin(at, mover, length)

  const firstResponse = mover !== 'customer' && open.startedAt === null
  if (mover === 'response' && !firstResponse) return open
  return {
    initiatedBy: open.initiatedBy,
    openedAt: open.openedAt,
    startedAt: firstResponse ? at : open.startedAt,
    closesAt: Math.max(open.closesAt, at + length),
  }
}

const begin = (at: Instant, mover: 'customer' | 'template', length: Duration): Conversation => ({
  initiatedBy: mover === 'customer' ? 'user' : 'business',
  openedAt: at,
  startedAt: mover === 'customer' ? null : at,
  closesAt: at + length,
})
