import type { Instant } from '@guichet/core'
import { iso } from '../../story.ts'
import { byTime } from '../in-order.ts'
import type { Question } from '../question.ts'
import { type Reason, type Standing } from '../standing.ts'

/** What one message costs, in milliseconds; and how many may go out at once (LIM-7, LIM-25). */
const cost = 6000
const most = 45

/** Messages to one customer come too fast. */
export const pairRateAgainst = (question: Question, standing: Standing, at: Instant): readonly Reason[] => {
  if (question.kind === 'call') return []
  const until = isBucket(standing) ? emptyUntil(sentIn(standing), at) : owedUntil(sentIn(standing), at)
  return until === null ? [] : [{ code: 'pair-rate-reached', says: { until: iso(until) }, endsAt: until }]
}

const isBucket = ({ all }: Standing): boolean => all.settings?.pairRateModel === 'bucket'

/** When accepted messages that did not fail were sent, in order. */
const sentIn = ({ moment }: Standing): readonly Instant[] =>
  moment.sent.map(({ sentAt }) => sentAt).toSorted(byTime)

interface Burst {
  readonly first: Instant
  readonly count: number
}

/** Every message before the debt is gone belongs to the burst and adds to its debt, also one too many. */
const burstOf = (sent: readonly Instant[]): Burst | null =>
  sent.reduce<Burst | null>(
    (burst, at) =>
      burst === null || at >= paidAt(burst) ? { first: at, count: 1 } : { ...burst, count: burst.count + 1 },
    null,
  )

const paidAt = ({ first, count }: Burst): Instant => first + count * cost

const owedUntil = (sent: readonly Instant[], at: Instant): Instant | null => {
  const burst = burstOf(sent)
  if (burst === null || at >= paidAt(burst)) return null
  return at < burst.first + cost && burst.count < most ? null : paidAt(burst)
}

/** A bucket of tokens: one is taken by each message, one returns at each tick after the first was taken from a full one. */
interface Bucket {
  readonly tokens: number
  readonly ticksFrom: Instant
}

const bucketOf = (sent: readonly Instant[]): Bucket =>
  sent.reduce<Bucket>(
    (bucket, at) => {
      const now = refilled(bucket, at)
      return { tokens: now.tokens - 1, ticksFrom: now.tokens === most ? at : now.ticksFrom }
    },
    { tokens: most, ticksFrom: -Infinity },
  )

const refilled = ({ tokens, ticksFrom }: Bucket, at: Instant): Bucket => {
  if (tokens === most) return { tokens, ticksFrom }
  const returned = Math.floor((at - ticksFrom) / cost)
  return { tokens: Math.min(most, tokens + returned), ticksFrom: ticksFrom + returned * cost }
}

const emptyUntil = (sent: readonly Instant[], at: Instant): Instant | null => {
  const { tokens, ticksFrom } = bucketOf(sent)
  const until = ticksFrom + (1 - tokens) * cost
  return tokens >= 1 || at >= until ? null : until
}

/** When the burst is over, and when its debt is gone; when a token returns. */
export const turnsOfPairRate = (standing: Standing): readonly Instant[] => {
  const sent = sentIn(standing)
  const burst = burstOf(sent)
  if (burst === null) return []
  const { tokens, ticksFrom } = bucketOf(sent)
  return isBucket(standing) ? [ticksFrom + (1 - tokens) * cost] : [burst.first + cost, paidAt(burst)]
}
