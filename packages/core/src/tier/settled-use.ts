import type { Instant, Month } from '../time/instant.ts'
import type { Charge } from '../charge/charge.ts'
import { cover } from './allowance.ts'
import type { Placed } from '../charge/placed.ts'

/** What a month's free tier has covered of a phone number's settled messages. */
export interface MonthOfUse {
  readonly month: Month
  readonly covered: readonly Placed[]
}

/** A month or two back nothing is asked any more. */
const monthsKept = 3

/** The use of a free tier with what settling decided. */
export const useTier = (use: readonly MonthOfUse[], charges: readonly Charge[]): readonly MonthOfUse[] =>
  charges.reduce((soFar, charge) => useOnce(soFar, charge), use)

const useOnce = (use: readonly MonthOfUse[], charge: Charge): readonly MonthOfUse[] => {
  const { claim, month, at, message } = charge
  if (claim === null) return use
  const before = use.find((one) => one.month === month) ?? { month, covered: [] }
  const { covered } = cover(before.covered, { at, message }, claim.tier.amount)
  if (covered === before.covered) return use
  return [...use.filter((one) => one !== before), { month, covered }]
    .sort((a, b) => (a.month < b.month ? -1 : 1))
    .slice(-monthsKept)
}

/** How many messages the tier of a month had covered at an instant. */
export const usedAt = (use: readonly MonthOfUse[], month: Month, at: Instant): number =>
  use.find((one) => one.month === month)?.covered.filter((one) => one.at <= at).length ?? 0
