import fc from 'fast-check'
import { fixedSeed, freshSeed } from '../../../core/test/support/check.ts'

/** Checks a property twice: with the fixed seed and with a fresh one. */
export const holds = <A>(
  arbitrary: fc.Arbitrary<A>,
  predicate: (value: A) => Promise<void> | void,
  runs = 100,
): Promise<void> =>
  [fixedSeed, freshSeed].reduce(async (before, seed) => {
    await before
    await fc.assert(
      fc.asyncProperty(arbitrary, async (value) => {
        await predicate(value)
      }),
      { seed, numRuns: runs },
    )
  }, Promise.resolve())
