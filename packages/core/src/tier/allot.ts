import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from '../persistent-map.ts'
import type { Opaque } from '../opaque.ts'
import { beyondTier, type Charge } from '../charge/charge.ts'
import { cover } from './allowance.ts'
import { compareDeliveries } from '../charge/placed.ts'
import type { FreeTier } from '../rulebook/rulebook.ts'

/**
 * The claims of all threads on monthly free tiers: in each month the first messages by delivery are covered, whatever
 * the order in which they become known (OCT26-3, POS-12). No more is kept of a phone number than the largest tier
 * covers.
 */
export type Tiers<A extends Charge> = Opaque<'Tiers', A>

type ByMonth<A extends Charge> = PersistentMap<readonly A[]>

const byMonth = <A extends Charge>(tiers: Tiers<A>): ByMonth<A> => tiers as Tiers<A> & ByMonth<A>
const tiersOf = <A extends Charge>(months: ByMonth<A>): Tiers<A> => months as Tiers<A> & ByMonth<A>

/** No message has claimed anything yet. */
export const noTiers: Tiers<never> = tiersOf(emptyMap())

export interface Admitted<A extends Charge> {
  readonly tiers: Tiers<A>
  /** The charge that is decided by this: one without a claim, or one that no tier covers any more. */
  readonly decided: A | null
}

/**
 * Takes in a charge of a phone number. `largestTier` is the calendar's: a tier that is in force later in the month
 * counts the same messages.
 */
export const admit = <A extends Charge>(
  tiers: Tiers<A>,
  phoneNumberId: string,
  charge: A,
  largestTier: number,
): Admitted<A> => {
  if (charge.claim === null) return { tiers, decided: charge }
  const key = JSON.stringify([phoneNumberId, charge.month])
  const before = lookUp(byMonth(tiers), key) ?? []
  const { covered, beyond } = cover(before, charge, largestTier)
  return {
    tiers: covered === before ? tiers : tiersOf(assoc(byMonth(tiers), key, covered)),
    decided: beyond === null ? null : beyondTier(beyond),
  }
}

/** The charges that are not decided yet, once nothing more is to come. */
export const undecidedIn = <A extends Charge>(tiers: Tiers<A>): readonly A[] =>
  [...entriesOf(byMonth(tiers))].flatMap(([, charges]) => charges)

/** Names the phone number or the account that a charge belongs to. */
export type HolderOf<A> = (charge: A, per: FreeTier['per']) => string

/**
 * Decides the claims of a whole list of charges; gives them by delivery, then by wamid. A tier covers the first of
 * its holder's month, as many as its amount. It counts from the first of the month on, also where a tier of another
 * holder or amount was in force then.
 */
export const allotTiers = <A extends Charge>(charges: readonly A[], holderOf: HolderOf<A>): readonly A[] => {
  const used = new Map<string, number>()
  const count = (charge: A, per: FreeTier['per']): number => {
    const key = `${charge.month} ${per} ${holderOf(charge, per)}`
    const before = used.get(key) ?? 0
    used.set(key, before + 1)
    return before
  }
  return charges.toSorted(compareDeliveries).map((charge) => {
    if (charge.claim === null) return charge
    const { per, amount } = charge.claim.tier
    const before = { 'phone-number': count(charge, 'phone-number'), account: count(charge, 'account') }
    return before[per] < amount ? charge : beyondTier(charge)
  })
}
