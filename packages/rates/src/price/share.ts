import type { Millionths } from '../money.ts'
import type { RateRow } from '../card/row.ts'

/** The cost of the messages number `already` + 1 to `already` + `count` of a month, each in its band (PMP-13). */
export const costOf = (bands: readonly RateRow[], already: bigint, count: bigint): Millionths => {
  const end = already + count
  return bands.reduce((sum, { from, to, amount }) => {
    const first = max(already, BigInt(from))
    const last = to === null ? end : min(end, BigInt(to))
    return last > first ? sum + (last - first) * amount : sum
  }, 0n)
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** A part of a total, in proportion to its weight. Keys decide the order of equal remainders. */
export interface Sharer {
  readonly key: string
  readonly weight: bigint
}

/**
 * Shares a total in whole millionths, in proportion to the weights: each gets the whole part, and the rest
 * goes one by one to the largest remainders. The shares are in the order of the sharers and sum to the total.
 */
export const shareOut = (total: Millionths, sharers: readonly Sharer[]): readonly Millionths[] => {
  const weights = sharers.reduce((sum, { weight }) => sum + weight, 0n)
  if (weights === 0n) return sharers.map(() => 0n)
  const shares = sharers.map(({ weight }) => (total * weight) / weights)
  const missing = total - shares.reduce((sum, share) => sum + share, 0n)
  const ranked = sharers
    .map(({ key, weight }, index) => ({ key, index, remainder: (total * weight) % weights }))
    .sort((a, b) => compare(b.remainder, a.remainder) || compare(a.key, b.key))
  const lucky = new Set(ranked.slice(0, Number(missing)).map(({ index }) => index))
  return shares.map((share, index) => (lucky.has(index) ? share + 1n : share))
}

const compare = <Value extends bigint | string>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0)
