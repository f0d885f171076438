import type { Charge, ChargesChanged } from '../charge/charge.ts'

/** What deliveries cost, the newest first, and how many they are. */
export type Charges = { readonly charge: Charge; readonly count: number; readonly earlier: Charges } | null

/** All of them, in the order of delivery. */
export const chargesIn = (charges: Charges): readonly Charge[] => since(charges, null)

/** Which of some the others are without, and the other way round. What they share is not looked at. */
export const changedCharges = (before: Charges, after: Charges): ChargesChanged => {
  const shared = sharedBy(before, after)
  return { gone: since(before, shared), come: since(after, shared) }
}

const none: readonly Charge[] = []

const since = (charges: Charges, from: Charges): readonly Charge[] => {
  if (charges === from) return none
  const list: Charge[] = []
  for (let rest = charges; rest !== null && rest !== from; rest = rest.earlier) list.push(rest.charge)
  return list.reverse()
}

const sharedBy = (one: Charges, other: Charges): Charges => {
  let [a, b] = [one, other]
  while (a !== b) {
    const [inA, inB] = [a?.count ?? 0, b?.count ?? 0]
    if (inA >= inB) a = a?.earlier ?? null
    if (inB >= inA) b = b?.earlier ?? null
  }
  return a
}
