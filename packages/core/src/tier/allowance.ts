import { compareDeliveries, type Placed } from '../charge/placed.ts'

export interface Covered<A extends Placed> {
  /** What a monthly allowance covers, in order, never more than its amount. */
  readonly covered: readonly A[]
  /** What it does not cover, or not any more; `null` while there is room. */
  readonly beyond: A | null
}

/**
 * Takes one more into a monthly allowance. The earliest are covered, whatever the order in which they become
 * known; what is beyond once stays so, for whatever comes later can only push others out.
 */
export const cover = <A extends Placed>(covered: readonly A[], one: A, amount: number): Covered<A> => {
  const last = covered.at(-1)
  const isFull = covered.length >= amount
  if (isFull && (last === undefined || compareDeliveries(one, last) > 0)) return { covered, beyond: one }
  const longer = covered.toSpliced(indexFor(covered, one), 0, one)
  return isFull && last !== undefined
    ? { covered: longer.slice(0, -1), beyond: last }
    : { covered: longer, beyond: null }
}

/** Where one belongs among sorted ones. */
export const indexFor = (sorted: readonly Placed[], one: Placed): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareDeliveries(sorted[middle] as Placed, one) < 0) low = middle + 1
    else high = middle
  }
  return low
}
