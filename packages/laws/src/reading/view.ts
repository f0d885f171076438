import type { Instant, RulebookId } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { iso } from '../story.ts'
import type { EntryPoint } from './entry-point.ts'
import type { Facts } from './facts.ts'
import { momentOf, type Moment } from './moment.ts'

/** What holds in a thread, as the protocol says it. */
export interface ViewReply {
  readonly phase: 'open' | 'awaiting-customer' | 'closed'
  readonly serviceWindow: IntervalReply | null
  readonly conversation: {
    readonly initiatedBy: 'user' | 'business'
    readonly openedAt: string
    readonly startedAt: string | null
    readonly closesAt: string
  } | null
  readonly entryPoint:
    | { readonly state: 'awaiting-reply'; readonly replyBy: string }
    | ({ readonly state: 'open' } & IntervalReply)
    | null
  readonly billedConversations: readonly ({ readonly category: string } & IntervalReply)[]
  readonly rulebook: RulebookId
}

interface IntervalReply {
  readonly opensAt: string
  readonly closesAt: string
}

/** What holds in a thread at an instant. */
export const readView = (facts: Facts, key: Key, at: Instant): ViewReply => viewOf(momentOf(facts, key, at))

/** The protocol's words for a moment (G6). */
export const viewOf = (moment: Moment): ViewReply => {
  const { at, calendar, window, templateIsOut, conversation, entryPoint, billed } = moment
  return {
    phase: window !== null ? 'open' : templateIsOut ? 'awaiting-customer' : 'closed',
    serviceWindow: window === null ? null : interval(window),
    conversation:
      conversation === null
        ? null
        : {
            initiatedBy: conversation.initiatedBy,
            openedAt: iso(conversation.openedAt),
            startedAt: conversation.startedAt === null ? null : iso(conversation.startedAt),
            closesAt: iso(conversation.closesAt),
          },
    entryPoint: entryPoint === null ? null : entryPointReply(entryPoint, at),
    billedConversations: billed.map(({ category, ...open }) => ({ category, ...interval(open) })),
    rulebook: calendar.rulebookAt(at),
  }
}

const interval = ({ opensAt, closesAt }: { opensAt: Instant; closesAt: Instant }): IntervalReply => ({
  opensAt: iso(opensAt),
  closesAt: iso(closesAt),
})

const entryPointReply = (
  { replyBy, opensAt, closesAt }: EntryPoint,
  at: Instant,
): ViewReply['entryPoint'] => {
  if (opensAt === null) return at < replyBy ? { state: 'awaiting-reply', replyBy: iso(replyBy) } : null
  return opensAt <= at && at < closesAt ? { state: 'open', ...interval({ opensAt, closesAt }) } : null
}
