import fc from 'fast-check'

/** The seed of every run that must be the same everywhere. */
const fixedSeed = 20_261_001
/** A seed of this run alone; it is in the message of whatever fails with it. */
const freshSeed = Math.floor(Math.random() * 0x7fffffff)

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
