import type { Instant, ThreadEvent } from '../../src/index.ts'

/**
 * The rules once more, written from the positions and not from the engine: over the whole list of facts,
 * without a thought for speed. Twenty-four hours are spelled out; one rulebook, no reactions as openers.
 */
const day = 24 * 60 * 60 * 1000
const life = 30 * day

const opensWindow = (event: ThreadEvent): boolean =>
  event.type === 'customer-called' ||
  event.type === 'business-call-accepted' ||
  (event.type === 'customer-messaged' &&
    !['reaction', 'reaction-removed', 'edit', 'revoke', 'system', 'request_welcome'].includes(event.kind))

interface Sent {
  readonly id: string
  readonly at: Instant
  readonly template: boolean
  readonly failed: boolean
}

/** Every message of the business that the facts speak of, with what they say of it altogether. */
const sentMessages = (facts: readonly ThreadEvent[]): readonly Sent[] => {
  const traces = facts.filter((f) => f.type === 'business-messaged' || f.type === 'message-status')
  const idOf = (f: ThreadEvent): string => (f.type === 'message-status' ? f.message : f.id)
  const ids = [...new Set(traces.map(idOf))]
  return ids.flatMap((id) => {
    const own = traces.filter((f) => idOf(f) === id)
    const at = Math.min(...own.map((f) => f.at))
    const fates = own.filter((f) => f.type === 'message-status' && f.status !== 'sent').map((f) => f.at)
    const end = Math.min(at + life, ...(fates.length === 0 ? [] : [Math.min(...fates) + day]))
    const heard = own.filter((f) => f.at <= end)
    const category = heard.flatMap((f) => (f.type === 'message-status' ? (f.pricing?.category ?? []) : []))
    const body = heard.find((f) => f.type === 'business-messaged')
    return [
      {
        id,
        at,
        template:
          body?.type === 'business-messaged'
            ? body.content.kind === 'template'
            : category.some((name) => name !== 'service'),
        failed: heard.some((f) => f.type === 'message-status' && f.status === 'failed'),
      },
    ]
  })
}

export interface NaiveConversation {
  readonly initiatedBy: 'user' | 'business'
  readonly openedAt: Instant
  readonly startedAt: Instant | null
  readonly closesAt: Instant
}

export interface NaiveView {
  readonly phase: 'open' | 'awaiting-customer' | 'closed'
  readonly serviceWindow: { readonly opensAt: Instant; readonly closesAt: Instant } | null
  readonly conversation: NaiveConversation | null
}

/** What holds at an instant, going by the facts up to it. */
export const naiveView = (all: readonly ThreadEvent[], at: Instant): NaiveView => {
  const facts = all.filter((f) => f.at <= at)
  const sent = sentMessages(facts).filter((m) => !m.failed)
  const openers = facts.filter(opensWindow).map((f) => f.at)
  const opener = Math.max(...openers)
  const open = at < opener + day
  const waiting = sent.some((m) => m.template && at < m.at + day)
  return {
    phase: open ? 'open' : waiting ? 'awaiting-customer' : 'closed',
    serviceWindow: open ? { opensAt: opener, closesAt: opener + day } : null,
    conversation: conversations(openers, sent).find((c) => c.openedAt <= at && at < c.closesAt) ?? null,
  }
}

/** All conversations that openers and messages make (G1 to G5). */
const conversations = (openers: readonly Instant[], sent: readonly Sent[]): readonly NaiveConversation[] => {
  const moves = [
    ...openers.map((at) => ({ at, by: 'user' as const, opens: true })),
    ...sent.map((m) => ({ at: m.at, by: 'business' as const, opens: m.template })),
  ].sort((a, b) => a.at - b.at || (a.by === b.by ? 0 : a.by === 'user' ? -1 : 1))
  const made: NaiveConversation[] = []
  for (const move of moves) {
    const last = made.at(-1)
    if (last === undefined || move.at >= last.closesAt) {
      if (!move.opens) continue
      const startedAt = move.by === 'business' ? move.at : null
      made.push({ initiatedBy: move.by, openedAt: move.at, startedAt, closesAt: move.at + day })
      continue
    }
    const first = move.by === 'business' && last.startedAt === null
    const restarts = move.opens || first
    made[made.length - 1] = {
      ...last,
      startedAt: first ? move.at : last.startedAt,
      closesAt: restarts ? Math.max(last.closesAt, move.at + day) : last.closesAt,
    }
  }
  return made
}
