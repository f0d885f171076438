import { choiceOf, nameOf, type Choice } from './names.ts'
import type { Report } from './report.ts'

/** What to draw from the mutants of a report: how many, by which seed, and how many of them at a time. */
export interface Draw {
  readonly size: number
  readonly seed: number
  readonly batch: number
}

/**
 * A random sample of a report's mutants without repetition, in batches; all mutants where there are fewer. The same
 * seed draws the same mutants from the same sources, a smaller sample is the beginning of a larger one, and each
 * batch is a random sample too.
 */
export const sampleOf = (listed: Report, { size, seed, batch }: Draw): readonly Choice[] => {
  const all = new Map(
    Object.entries(listed.files).flatMap(([path, { mutants }]) =>
      mutants.map((mutant) => [nameOf(path, mutant), { path, mutant }] as const),
    ),
  )
  const inOrder = [...all].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, found]) => found)
  const drawn = shuffled(inOrder, seed).slice(0, size)
  return Array.from({ length: Math.ceil(drawn.length / batch) }, (_, index) =>
    choiceOf(
      drawn.slice(index * batch, (index + 1) * batch).map(({ path, mutant }) => [path, mutant] as const),
    ),
  )
}

/** Fisher and Yates' shuffle. */
const shuffled = <T>(items: readonly T[], seed: number): readonly T[] => {
  const next = randomBy(seed)
  const pool = [...items]
  return items.flatMap(() => pool.splice(Math.floor(next() * pool.length), 1))
}

/** Numbers from 0 to below 1 by a seed: a linear congruential generator modulo 2^32, its constants from Knuth's. */
const randomBy = (seed: number): (() => number) => {
  let state = seed >>> 0
  const step = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  // Seeds that are close give close first numbers.
  for (let index = 0; index < 8; index++) step()
  return step
}
