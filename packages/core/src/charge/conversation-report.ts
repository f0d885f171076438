import { normalCategory } from '../message/category.ts'
import type { BilledConversation } from './charge.ts'
import type { ReportedPricing } from '../event/event.ts'
import type { Message } from '../message/message.ts'
import type { Rules } from '../rulebook/rulebook.ts'
import type { Instant } from '../time/instant.ts'

/** What Meta says of the conversation that a message is charged with (CONV-A9). */
export interface ConversationReport {
  readonly id: string
  /** `null` where Meta says none. */
  readonly category: string | null
  /** When it ends; only the status `sent` tells that (CONV-A10). */
  readonly closesAt: Instant | null
  /** Did it say an end that is not believed (POS-46)? */
  readonly isEndIgnored?: boolean
}

/**
 * Meta's word on the conversation of a message; `null` where it says nothing of one that is charged: since July 2025
 * each message has an id of its own there, and a free entry point is another matter.
 */
export const reportIn = (
  { reportedConversation, isEndIgnored }: Message,
  pricing: ReportedPricing | null,
  reportedFree: boolean,
): ConversationReport | null => {
  if (reportedConversation === null || reportedFree) return null
  if (pricing !== null && pricing.model !== 'CBP') return null
  const { id, origin, expiresAt } = reportedConversation
  const category = origin ?? pricing?.category
  return {
    id,
    category: category === undefined ? null : normalCategory(category),
    closesAt: expiresAt ?? null,
    ...(isEndIgnored === true ? { isEndIgnored } : {}),
  }
}

/** Does Meta speak of a conversation of these rules? Those of others are distinguished in another way. */
export const speaksOf = (
  { category }: ConversationReport,
  isPriced: boolean,
  { charging }: Pick<Rules, 'charging'>,
): boolean =>
  charging.by === 'message'
    ? isPriced
    : category === null || category.endsWith('_initiated') === (charging.by === 'conversation-by-initiator')

/**
 * Does Meta's other id show that this conversation is over? It does where only our estimate says when it ends; an
 * end that Meta reported stands (POS-45).
 */
export const isOver = (conversation: BilledConversation, report: ConversationReport | null): boolean =>
  report !== null &&
  conversation.id !== undefined &&
  conversation.id !== report.id &&
  conversation.isEndReported !== true

/** The conversation with what Meta says of it: an equal id is the same one, and one without takes that of its category. */
export const withReport = (
  conversation: BilledConversation,
  report: ConversationReport,
): BilledConversation => {
  const { id, category } = conversation
  const isIt = id === undefined ? report.category === null || report.category === category : id === report.id
  if (!isIt) return conversation
  const { isEndIgnored, ...before } = conversation
  if (report.closesAt !== null)
    return { ...before, id: report.id, closesAt: report.closesAt, isEndReported: true }
  return isEndIgnored === true || report.isEndIgnored === true
    ? { ...before, id: report.id, isEndIgnored: true }
    : { ...before, id: report.id }
}
