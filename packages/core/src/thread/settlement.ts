import type { Instant } from '../time/instant.ts'
import type { Conversation } from './standing.ts'
import type { JudgedMessage, Story } from './tell.ts'

/** What settling decided for good, as data for whoever keeps books. Each comes out exactly once. */
export interface Settlement {
  readonly messages: readonly JudgedMessage[]
  readonly conversations: readonly Conversation[]
}

export const nothingSettled: Settlement = { messages: [], conversations: [] }

/**
 * What a stretch of history decides for good: its messages, and the conversations that ended before the
 * instant up to which it is settled. Those that had ended before `from` came out earlier.
 */
export const settlementOf = (
  { messages, conversations }: Story,
  from: Instant,
  until: Instant,
): Settlement => ({
  messages,
  conversations: conversations.filter(({ closesAt }) => from < closesAt && closesAt <= until),
})

/** Two settlements as one. */
export const both = (a: Settlement, b: Settlement): Settlement => {
  if (a === nothingSettled) return b
  if (b === nothingSettled) return a
  return {
    messages: [...a.messages, ...b.messages],
    conversations: [...a.conversations, ...b.conversations],
  }
}
