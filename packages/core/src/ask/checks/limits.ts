import { lastingRules } from '../../rulebook/lasting-rules.ts'
import { burstEndsAt, largestBurst, messageCost } from '../../thread/burst.ts'
import type { Instant } from '../../time/instant.ts'
import type { AskInput } from '../ask-input.ts'
import { fail, pass, type Check } from './check.ts'
import { windowClosesAt } from './window.ts'

/** May one more customer be written to outside the window? (LIM-20) */
export const limitLeavesRoom = (input: AskInput): Check => {
  const { at, account } = input
  const known = account.messagingLimit
  if (known === null || known.limit === null || account.group !== 'none') return pass()
  const { limit, leaving, ownLeaving } = known
  // Nobody comes to those who count by waiting: while there is room for all of them, there is at any instant.
  if (leaving.count() < limit) return pass()
  /** How many count at an instant if nothing else happens. */
  const countedAt = (instant: Instant): number => leaving.count() - leaving.countUntil(instant)
  const freeFrom = Math.max(at, windowClosesAt(input) ?? -Infinity, ownLeaving ?? -Infinity)
  if (freeFrom > at) return pass([], countedAt(freeFrom) >= limit ? freeFrom : null)
  const counted = countedAt(at)
  if (counted < limit) return pass()
  return fail({
    code: 'messaging-limit-reached',
    because: lastingRules.messagingLimit.because,
    limit,
    freesAt: leaving.fromEnd(limit),
  })
}

/** Do messages to the customer not come too fast? (LIM-25, POS-34) */
export const pairRateIsKept = ({ at, standing, positions }: AskInput): Check => {
  const { burst } = standing
  if (burst === null || at >= burstEndsAt(burst)) return pass()
  const until =
    positions.pairRateModel === 'debt'
      ? burstEndsAt(burst)
      : burst.first + (burst.count - largestBurst + 1) * messageCost
  const firstMoments = burst.first + messageCost
  const isAllowed =
    positions.pairRateModel === 'debt' ? at < firstMoments && burst.count < largestBurst : at >= until
  if (!isAllowed) return fail({ code: 'pair-rate-reached', because: lastingRules.pairRate.because, until })
  const owesMore = positions.pairRateModel === 'debt' && burst.count > 1
  return pass([], owesMore ? firstMoments : null)
}

/** Does the phone number still pass something in this second? (LIM-35) */
export const throughputIsLeft = ({ at, account }: AskInput): Check => {
  if (account.throughput === null) return pass()
  const { perSecond, passed } = account.throughput
  const counted = passed.filter((instant) => instant > at - second)
  if (counted.length < perSecond) return pass()
  const last = counted[counted.length - perSecond]
  return fail({
    code: 'throughput-reached',
    because: lastingRules.throughput.because,
    until: last === undefined ? null : last + second,
  })
}

const second = 1_000
