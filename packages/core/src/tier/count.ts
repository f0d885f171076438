import type { ChargesChanged } from '../charge/charge.ts'
import type { FreeTier } from '../rulebook/rulebook.ts'
import type { Instant, Month } from '../time/instant.ts'
import { changingInstants, type ChangingInstants } from '../time/sorted-instants.ts'

/** Counts what a month's free tier has covered before an instant. */
export type TierUse = (tier: FreeTier, month: Month, at: Instant) => number

/** Counts the claims of charges that are not settled. It changes as those do. */
export interface ClaimCounter {
  /** What is gone must have come before. */
  readonly replace: (changed: ChargesChanged) => void
  /** How many messages have claimed the tier of a month until an instant, that one included. */
  readonly until: (month: Month, at: Instant) => number
}

/** Nothing is counted yet. */
export const claimCounter = (): ClaimCounter => {
  const months = new Map<Month, ChangingInstants>()
  const claimsOf = (month: Month): ChangingInstants => {
    const known = months.get(month)
    if (known !== undefined) return known
    const claims = changingInstants()
    months.set(month, claims)
    return claims
  }
  return {
    replace: ({ gone, come }) => {
      for (const { claim, month, at } of gone) if (claim !== null) claimsOf(month).remove(at)
      for (const { claim, month, at } of come) if (claim !== null) claimsOf(month).insert(at)
    },
    until: (month, at) => months.get(month)?.countUntil(at) ?? 0,
  }
}
