import { normalCategory } from './category.ts'
import { lifeOf } from './life.ts'
import type { Message } from './message.ts'
import type { Positions } from '../positions.ts'
import type { Reasoned } from '../rulebook/citation.ts'
import { lastingRules } from '../rulebook/lasting-rules.ts'
import type { CategoryOf } from '../template/category-of.ts'
import type { Instant } from '../time/instant.ts'

/**
 * What has become of a message of the business by an instant. `under-way`: no word yet; WhatsApp tries until `until`.
 * `held`: no word yet, and WhatsApp holds it until the template's quality is assessed (TPL-12). `dropped-by-pacing`: it
 * was held and never sent, for others had complained about the template (TPL-13, TPL-14). `expired`: its time to live is
 * over, so WhatsApp has dropped it without a word (TPL-9). Only what was delivered is charged.
 */
export type MessageFate = Reasoned &
  (
    | { readonly is: 'under-way' | 'held'; readonly until: Instant }
    | { readonly is: 'delivered' | 'read' | 'expired'; readonly at: Instant }
    | { readonly is: 'failed' | 'dropped-by-pacing'; readonly at: Instant; readonly errorCode: number | null }
  )

/** What has become of the message; what happens after the instant is not known. */
export const fateAt = (
  message: Message,
  at: Instant,
  positions: Positions,
  categoryOf: CategoryOf,
): MessageFate => {
  const { failedAt, errorCode, readAt, deliveredAt, sentAt } = message
  if (failedAt !== null && failedAt <= at)
    return wasHeldBack(message)
      ? { is: 'dropped-by-pacing', at: failedAt, errorCode, because: lastingRules.droppedByPacing.because }
      : { is: 'failed', at: failedAt, errorCode, because: [] }
  if (readAt !== null && readAt <= at) return { is: 'read', at: readAt, because: [] }
  if (deliveredAt !== null && deliveredAt <= at) return { is: 'delivered', at: deliveredAt, because: [] }
  const end =
    sentAt + lifeOf(categoryIn(message, categoryOf), sentAt, positions) + positions.expiryBufferSeconds * 1000
  if (end <= at) return { is: 'expired', at: end, because: lastingRules.timeToLive.because }
  return message.isHeld === true
    ? { is: 'held', until: end, because: lastingRules.heldTemplate.because }
    : { is: 'under-way', until: end, because: lastingRules.timeToLive.because }
}

/**
 * Was it accepted and then dropped? A paused template is refused at once, so that a later failure with its code tells of
 * a held message. The other code says so only of one that is known to be held (POS-43).
 */
const wasHeldBack = ({ isHeld, errorCode, failedAt, sentAt }: Message): boolean =>
  errorCode === templatePaused
    ? isHeld === true || (failedAt !== null && failedAt > sentAt)
    : errorCode === notExplained && isHeld === true

const templatePaused = 132_015
const notExplained = 135_000

/** The category that the template had when it was sent, else the one that the send or Meta named. */
const categoryIn = ({ content, pricing, sentAt }: Message, categoryOf: CategoryOf): string | null => {
  if (content !== null && content.kind !== 'template') return null
  const name = content?.name
  const registered = name === undefined ? null : categoryOf(name, content?.language ?? null, sentAt)
  const named = registered ?? content?.category ?? pricing?.category
  return named === undefined ? null : normalCategory(named)
}
