import type { Score } from './judge.ts'

/** The standard normal distribution has 95 % of its mass within this distance of its mean. */
const z = 1.959_963_985

/**
 * The 95 % confidence interval, in per cent, for the share of all mutants that are noticed, given a random sample of
 * them: Wilson's, which also holds where nearly all are noticed.
 */
export const intervalOf = ({ noticed, all }: Score): readonly [low: number, high: number] => {
  if (all === 0) return [0, 100]
  const share = noticed / all
  const weight = z ** 2 / all
  const centre = share + weight / 2
  const spread = Math.sqrt(weight * (share * (1 - share) + weight / 4))
  const percent = (bound: number): number => Math.min(100, Math.max(0, (100 * bound) / (1 + weight)))
  return [percent(centre - spread), percent(centre + spread)]
}
