import type { Conversation, Instant, JudgedMessage } from '@guichet/core'

/** What an audit counts. Grows while the input is read. */
export interface Tally {
  /** JSON texts, one a line in most logs. */
  lines: number
  /** Texts that were a webhook body, an event or an outbound record. */
  payloads: number
  events: number
  duplicates: number
  late: number
  /** Parts that were not read. */
  unread: number
  threads: number
  /** When the earliest and the latest event of a thread happened. */
  from: Instant | null
  until: Instant | null
  readonly messages: { service: number; template: number; reaction: number; unknown: number; failed: number }
  readonly conversations: { userInitiated: number; unanswered: number; businessInitiated: number }
}

export const emptyTally = (): Tally => ({
  lines: 0,
  payloads: 0,
  events: 0,
  duplicates: 0,
  late: 0,
  unread: 0,
  threads: 0,
  from: null,
  until: null,
  messages: { service: 0, template: 0, reaction: 0, unknown: 0, failed: 0 },
  conversations: { userInitiated: 0, unanswered: 0, businessInitiated: 0 },
})

/** Counts a message whose outcome is final. */
export const countMessage = ({ messages }: Tally, { content, failedAt }: JudgedMessage): void => {
  messages[content?.kind ?? 'unknown']++
  if (failedAt !== null) messages.failed++
}

/** Counts a conversation that has ended, or that is open at the end of the log. */
export const countConversation = ({ conversations }: Tally, conversation: Conversation): void => {
  if (conversation.initiatedBy === 'business') {
    conversations.businessInitiated++
    return
  }
  conversations.userInitiated++
  if (conversation.startedAt === null) conversations.unanswered++
}

/** Widens the period that the log covers. */
export const countInstant = (tally: Tally, at: Instant): void => {
  if (tally.from === null || at < tally.from) tally.from = at
  if (tally.until === null || at > tally.until) tally.until = at
}
