import type { Instant, Month } from '../time/instant.ts'
import type { Charge } from '../charge/charge.ts'
import { cover } from './allowance.ts'
import type { Placed } from '../charge/placed.ts'

/** The first of a phone number's settled messages of a month on which a free tier has a say. */
export interface MonthOfUse {
  readonly month: Month
  readonly covered: readonly Placed[]
}

/** A month or two back nothing is asked any more. */
const monthsKept = 3

/**
 * The use of free tiers with what settling decided. No more of a month is kept than the largest tier covers: each
 * tier counts from the first message of the month, also where another was in force then.
 */
export const useTier = (
  use: readonly MonthOfUse[],
  charges: readonly Charge[],
  largestTier: number,
): readonly MonthOfUse[] => charges.reduce((soFar, charge) => useOnce(soFar, charge, largestTier), use)

const useOnce = (use: readonly MonthOfUse[], charge: Charge, largestTier: number): readonly MonthOfUse[] => {
  const { claim, month, at, message, participant } = charge
  if (claim === null) return use
  const before = use.find((one) => one.month === month) ?? { month, covered: [] }
  const placed = participant === undefined ? { at, message } : { at, message, participant }
  const { covered } = cover(before.covered, placed, largestTier)
  if (covered === before.covered) return use
  return [...use.filter((one) => one !== before), { month, covered }]
    .sort((a, b) => (a.month < b.month ? -1 : 1))
    .slice(-monthsKept)
}

/** How many messages of a month were counted at an instant. */
export const usedAt = (use: readonly MonthOfUse[], month: Month, at: Instant): number =>
  use.find((one) => one.month === month)?.covered.filter((one) => one.at <= at).length ?? 0
