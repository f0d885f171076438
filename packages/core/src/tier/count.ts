import type { ChargesChanged } from '../charge/charge.ts'
import type { Placed } from '../charge/placed.ts'
import type { FreeTier } from '../rulebook/rulebook.ts'
import type { Instant, Month } from '../time/instant.ts'
import { indexFor } from './allowance.ts'

/** Counts what a month's free tier has covered before an instant. */
export type TierUse = (tier: FreeTier, month: Month, at: Instant) => number

/** Counts the claims of charges that are not settled. It changes as those do. */
export interface ClaimCounter {
  readonly replace: (changed: ChargesChanged) => void
  /** How many messages have claimed the tier of a month until an instant, that one included. */
  readonly until: (month: Month, at: Instant) => number
}

/** Nothing is counted yet. */
export const claimCounter = (): ClaimCounter => {
  const months = new Map<Month, Placed[]>()
  return {
    replace: ({ gone, come }) => {
      for (const charge of gone) {
        if (charge.claim === null) continue
        const month = months.get(charge.month) ?? []
        month.splice(indexFor(month, charge), 1)
      }
      for (const { claim, month: name, at, message } of come) {
        if (claim === null) continue
        const month = months.get(name) ?? []
        months.set(name, month)
        month.splice(indexFor(month, { at, message }), 0, { at, message })
      }
    },
    until: (month, at) => indexFor(months.get(month) ?? [], { at, message: last }),
  }
}

/** Sorts after every wamid. */
const last = '\uffff'
