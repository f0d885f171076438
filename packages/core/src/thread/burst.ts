import type { Duration, Instant } from '../time/instant.ts'

/** Messages to a customer that came so fast that they borrowed from the time after them (LIM-25, POS-34). */
export interface Burst {
  readonly first: Instant
  readonly count: number
}

/** What each message costs of the time that follows. */
export const messageCost: Duration = 6_000
/** So many messages at most in the first moments of a burst. */
export const largestBurst = 45

/** So long after its first message a burst may still count. */
export const longestBurst: Duration = largestBurst * messageCost

/** When nothing of the burst is owed any more. */
export const burstEndsAt = ({ first, count }: Burst): Instant => first + count * messageCost

/** One more message: it belongs to the burst that is not paid off yet, or begins another. */
export const afterMessage = (burst: Burst | null, at: Instant): Burst =>
  burst !== null && at < burstEndsAt(burst)
    ? { first: burst.first, count: burst.count + 1 }
    : { first: at, count: 1 }
