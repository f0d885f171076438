import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from '../persistent-map.ts'
import type { Opaque } from '../opaque.ts'
import { beyondTier, type Charge } from '../charge/charge.ts'
import { cover } from './allowance.ts'
import { compareDeliveries } from '../charge/placed.ts'

/**
 * The monthly free tiers, over all threads: in each month the first messages by delivery are covered,
 * whatever the order in which they become known (OCT26-3, POS-12). No more is kept than a tier covers.
 */
export type Tiers<A extends Charge> = Opaque<'Tiers', A>

type ByMonth<A extends Charge> = PersistentMap<readonly A[]>

const byMonth = <A extends Charge>(tiers: Tiers<A>): ByMonth<A> => tiers as Tiers<A> & ByMonth<A>
const tiersOf = <A extends Charge>(months: ByMonth<A>): Tiers<A> => months as Tiers<A> & ByMonth<A>

/** No message has claimed anything yet. */
export const noTiers: Tiers<never> = tiersOf(emptyMap())

export interface Admitted<A extends Charge> {
  readonly tiers: Tiers<A>
  /** The charge that is decided by this: one without a claim, or one that the tier does not cover any more. */
  readonly decided: A | null
}

/** Takes in a charge. `holder` names whose tier it claims: the phone number, or the account. */
export const admit = <A extends Charge>(tiers: Tiers<A>, holder: string, charge: A): Admitted<A> => {
  if (charge.claim === null) return { tiers, decided: charge }
  const key = JSON.stringify([holder, charge.month])
  const before = lookUp(byMonth(tiers), key) ?? []
  const { covered, beyond } = cover(before, charge, charge.claim.tier.amount)
  return {
    tiers: covered === before ? tiers : tiersOf(assoc(byMonth(tiers), key, covered)),
    decided: beyond === null ? null : beyondTier(beyond),
  }
}

/** The charges that the tiers cover, once nothing more is to come. */
export const coveredBy = <A extends Charge>(tiers: Tiers<A>): readonly A[] =>
  [...entriesOf(byMonth(tiers))].flatMap(([, charges]) => charges)

/** Decides the claims of a whole list of charges; gives them by delivery, then by wamid. */
export const allotTiers = <A extends Charge>(
  charges: readonly A[],
  holderOf: (charge: A) => string,
): readonly A[] => {
  let tiers: Tiers<A> = noTiers
  const decided = charges.flatMap((charge) => {
    const admitted = admit(tiers, holderOf(charge), charge)
    tiers = admitted.tiers
    return admitted.decided ?? []
  })
  return [...decided, ...coveredBy(tiers)].sort(compareDeliveries)
}
