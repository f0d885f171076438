import type { Charge } from '../charge/charge.ts'
import type { Instant } from '../time/instant.ts'
import type { EntryPoint } from '../conversation/entry-point.ts'
import type { Conversation } from '../conversation/conversation.ts'
import type { JudgedMessage, History } from './fold.ts'

/** What settling decided for good, as data for callers that keep accounts. Each item comes out exactly once. */
export interface Settlement {
  readonly messages: readonly JudgedMessage[]
  readonly conversations: readonly Conversation[]
  /** What deliveries cost; where a free tier has a say, `allotTiers` decides over all threads. */
  readonly charges: readonly Charge[]
  /** The entry points that nobody answered in time (FEP-4). */
  readonly missed: readonly EntryPoint[]
}

/** Nothing was decided for good. */
export const nothingDecided: Settlement = { messages: [], conversations: [], charges: [], missed: [] }

/**
 * What a stretch of history decides for good: its messages, and the conversations that ended before the
 * instant up to which it is settled. Those that had ended before `from` came out earlier.
 */
export const settlementOf = (
  { messages, conversations, charges, entryPoints }: History,
  from: Instant,
  until: Instant,
): Settlement => ({
  messages,
  conversations: conversations.filter(({ closesAt }) => from < closesAt && closesAt <= until),
  charges,
  missed: entryPoints.filter(
    ({ opensAt, replyBy }) => opensAt === null && from < replyBy && replyBy <= until,
  ),
})

/** Two settlements as one. */
export const both = (a: Settlement, b: Settlement): Settlement => {
  if (a === nothingDecided) return b
  if (b === nothingDecided) return a
  return {
    messages: [...a.messages, ...b.messages],
    conversations: [...a.conversations, ...b.conversations],
    charges: [...a.charges, ...b.charges],
    missed: [...a.missed, ...b.missed],
  }
}
