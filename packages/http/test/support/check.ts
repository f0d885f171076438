import fc from 'fast-check'

/** The seed of every run that must be the same everywhere. */
export const fixedSeed = 20_261_001

/** A seed of this run alone; it is in the message of whatever fails with it. */
export const freshSeed: number = Math.floor(Math.random() * 0x7fffffff)

/** Runs an asynchronous property twice: with the fixed seed and with a fresh one. */
export const holds = async <Given>(
  arbitrary: fc.Arbitrary<Given>,
  predicate: (given: Given) => Promise<void>,
  runs = 100,
): Promise<void> => {
  for (const seed of [fixedSeed, freshSeed])
    await fc.assert(fc.asyncProperty(arbitrary, predicate), {
      seed,
      numRuns: runs,
      interruptAfterTimeLimit: 100_000,
      markInterruptAsFailure: true,
    })
}
