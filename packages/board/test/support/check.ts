import fc from 'fast-check'

/** The seed of every run that must be the same everywhere. */
const fixedSeed = 20_261_001

/** A seed of this run alone; it is in the message of whatever fails with it. */
const freshSeed = Math.floor(Math.random() * 0x7fffffff)

/** Runs a property twice: with the fixed seed and with a fresh one. The predicate must give a boolean. */
export const holds = <Given extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof Given]: fc.Arbitrary<Given[K]> },
  predicate: (...given: Given) => boolean,
  runs = 200,
): void => {
  for (const seed of [fixedSeed, freshSeed])
    fc.assert(fc.property(...arbitraries, predicate), { seed, numRuns: runs })
}

/** The same for what takes turns. */
export const holdsLater = async <Given extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof Given]: fc.Arbitrary<Given[K]> },
  predicate: (...given: Given) => Promise<boolean>,
  runs = 100,
): Promise<void> => {
  for (const seed of [fixedSeed, freshSeed])
    await fc.assert(fc.asyncProperty(...arbitraries, predicate), { seed, numRuns: runs })
}
