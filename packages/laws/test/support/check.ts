import fc from 'fast-check'

/** The seed of every run that must be the same everywhere. */
export const fixedSeed = 20_261_001

/** A seed of this run alone; it is in the message of whatever fails with it. */
export const freshSeed = Math.floor(Math.random() * 0x7fffffff)

/** Runs a property twice: with the fixed seed and with a fresh one. The predicate must give a boolean. */
export const holds = <Given>(
  arbitrary: fc.Arbitrary<Given>,
  predicate: (given: Given) => boolean,
  runs = 200,
): void => {
  for (const seed of [fixedSeed, freshSeed])
    fc.assert(fc.property(arbitrary, predicate), { seed, numRuns: runs })
}

/** Does some case refute the predicate? For mutants: a property that they pass proves nothing. */
export const isRefuted = <Given>(
  arbitrary: fc.Arbitrary<Given>,
  predicate: (given: Given) => boolean,
  runs = 2000,
): boolean =>
  fc.check(fc.property(arbitrary, predicate), { seed: fixedSeed, numRuns: runs, endOnFailure: true }).failed
