import type { Charge } from '../charge/charge.ts'
import { allotTiers, type HolderOf } from '../tier/allot.ts'
import { lookUp } from '../persistent-map.ts'
import type { OwnThread, ThreadKey } from './identity.ts'
import { partsOf, type State } from './parts.ts'
import { canonicalKey, threadsOf } from './state.ts'
import { holderOf } from './tier-use.ts'

/** A charge and the thread that it belongs to. */
export interface ThreadCharge extends Charge, ThreadKey {}

/** All charges, the free tiers allotted over all threads, by delivery, then by wamid and member of a group. */
export const chargesOf = (
  state: State,
  settled: readonly ThreadCharge[],
  unsettled: (own: OwnThread) => readonly Charge[],
): readonly ThreadCharge[] => {
  const recent = [...threadsOf(state)].flatMap((own) =>
    unsettled(own).map((charge): ThreadCharge => ({
      phoneNumberId: own.phoneNumberId,
      customer: own.customer,
      ...charge,
    })),
  )
  // A customer may have become known by another id since, and the number be another's.
  const earlier = settled.map((charge) => ({ ...charge, ...canonicalKey(state, charge, charge.at) }))
  return allotTiers(onceEach([...earlier, ...recent]), tierHolder(state))
}

/** Where two ids turn out to be one customer's after both had settled the same message, one charge stands. */
const onceEach = (charges: readonly ThreadCharge[]): readonly ThreadCharge[] => {
  const byMessage = new Map<string, ThreadCharge>()
  for (const charge of charges) {
    const key = JSON.stringify([
      charge.phoneNumberId,
      charge.customer,
      charge.message,
      charge.participant ?? null,
    ])
    const before = byMessage.get(key)
    if (before === undefined || (before.category === 'unknown' && charge.category !== 'unknown'))
      byMessage.set(key, charge)
  }
  return [...byMessage.values()]
}

/** Names the phone number or the account whose free tier a charge uses. */
export const tierHolder =
  (state: State): HolderOf<ThreadCharge> =>
  ({ phoneNumberId }, per) =>
    per === 'phone-number'
      ? phoneNumberId
      : holderOf(lookUp(partsOf(state).phoneNumbers, phoneNumberId) ?? { accounts: [] })
