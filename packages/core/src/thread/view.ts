import type { BilledConversation } from '../charge/charge.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import type { RulebookId } from '../rulebook/rulebook.ts'
import { HOUR, within, type Instant, type Interval } from '../time/instant.ts'
import { openConversation } from '../conversation/conversation.ts'
import { isOpenAt } from '../conversation/entry-point.ts'
import type { Standing } from './standing.ts'
import type { EntryPoint } from '../conversation/entry-point.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { openWindow } from '../conversation/window.ts'

/** What holds in a thread at an instant. */
export interface View {
  readonly at: Instant
  readonly phase: Phase
  /** The open customer service window; `opensAt` is its latest opener (G6). */
  readonly serviceWindow: Interval | null
  /** The open conversation (G1 to G5). */
  readonly conversation: Conversation | null
  readonly entryPoint: EntryPointView | null
  /** The conversations that are open as far as conversations are charged (CONV-A1, CONV-B2). */
  readonly billedConversations: readonly BilledConversation[]
  /** The rulebook in force. */
  readonly rulebook: RulebookId
}

/**
 * `open`: anything may be sent. `awaiting-customer`: a template went out less than 24 hours ago and the
 * customer is silent. `closed`: neither. In the latter two only templates may be sent (G6).
 */
export type Phase = 'open' | 'awaiting-customer' | 'closed'

export type EntryPointView =
  | { readonly state: 'awaiting-reply'; readonly replyBy: Instant }
  | {
      readonly state: 'open'
      readonly opensAt: Instant
      readonly closesAt: Instant
      /** Whether `closesAt` is our estimate or what Meta reported (POS-9). */
      readonly expiry: 'estimated' | 'reported'
    }

/** What holds at an instant, given how the thread stands then. */
export const viewOf = (standing: Standing, at: Instant, calendar: Calendar): View => {
  const inForce = calendar(at)
  const window = openWindow(standing.latestOpener, at, calendar)
  const waiting =
    standing.latestTemplate !== null && at < standing.latestTemplate + inForce.rules.conversation.hours * HOUR
  return {
    at,
    phase: window !== null ? 'open' : waiting ? 'awaiting-customer' : 'closed',
    serviceWindow: window,
    conversation: openConversation(standing.conversation, at),
    entryPoint: viewEntryPoint(standing.entryPoint, at),
    billedConversations: billedConversationsAt(standing, at, calendar),
    rulebook: inForce.id,
  }
}

const viewEntryPoint = (entryPoint: EntryPoint | null, at: Instant): EntryPointView | null => {
  if (entryPoint === null) return null
  const { opensAt, closesAt, replyBy, expiry } = entryPoint
  if (opensAt !== null && closesAt !== null)
    return isOpenAt(entryPoint, at) ? { state: 'open', opensAt, closesAt, expiry } : null
  return at < replyBy ? { state: 'awaiting-reply', replyBy } : null
}

/**
 * The billed conversations that are open at an instant. A free entry point is one of them while
 * conversations are charged, and where the rulebook says so it has ended the others (FEP-8).
 */
export const billedConversationsAt = (
  { entryPoint, billing }: Standing,
  at: Instant,
  calendar: Calendar,
): readonly BilledConversation[] => {
  const open = billing.conversations.filter((conversation) => within(conversation, at))
  if (entryPoint === null || !isOpenAt(entryPoint, at)) return open
  const { opensAt, closesAt } = entryPoint
  if (opensAt === null || closesAt === null) return open
  const { rules } = calendar(opensAt)
  if (rules.charging.by === 'message') return open
  const free = { category: 'referral_conversion', opensAt, closesAt }
  return rules.entryPoint.endsConversations ? [free] : [...open, free].sort((a, b) => a.opensAt - b.opensAt)
}
