import fc from 'fast-check'

/** How properties are run in the tests of all packages. */

/** The seed of every run that must be the same everywhere. */
export const fixedSeed = 20_261_001

/** A seed of this run alone, in the message of every failure with it; `GUICHET_SEED` asks for one again. */
export const freshSeed = Number(process.env['GUICHET_SEED'] ?? Math.floor(Math.random() * 0x7fffffff))

/**
 * The share of its runs that every property makes, by all seeds together: 1 unless the environment says otherwise, 100 for a
 * soak.
 */
export const runShare = Number(process.env['GUICHET_RUN_SHARE'] ?? 1)

/** A reduced run wants the same result each time. */
export const seeds: readonly number[] = runShare < 1 ? [fixedSeed] : [fixedSeed, freshSeed]

/** How many runs each of the seeds makes. */
export const runsOf = (runs: number): number => Math.ceil((runs * runShare) / seeds.length)

const parameters = (seed: number, runs: number): fc.Parameters<unknown> => ({
  seed,
  numRuns: runsOf(runs),
  // Shrinking something large takes for ever; a refutation that is not the smallest will do. Where nothing is refuted
  // by then, the runs that were made count: how many they are must not decide on a loaded machine.
  interruptAfterTimeLimit: 100_000 * Math.max(1, runShare),
  endOnFailure: runShare < 1,
})

/** Checks a property with the fixed seed and with a fresh one. */
export const assertEach = <Given>(property: fc.IProperty<Given>, runs = 300): void => {
  for (const seed of seeds) fc.assert(property, parameters(seed, runs))
}

/** The same for a property that takes turns. */
export const assertEachLater = async <Given>(
  property: fc.IAsyncProperty<Given>,
  runs = 300,
): Promise<void> => {
  for (const seed of seeds) await fc.assert(property, parameters(seed, runs))
}

/** Checks that the predicate, which must give a boolean, holds of all that the arbitraries make. */
export const holds = <Given extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof Given]: fc.Arbitrary<Given[K]> },
  predicate: (...given: Given) => boolean,
  runs = 200,
): void => assertEach(fc.property(...arbitraries, predicate), runs)

/** The same for what may take turns: it holds where it gives `true` or nothing, and throws nothing. */
export const holdsLater = <Given>(
  arbitrary: fc.Arbitrary<Given>,
  predicate: (given: Given) => Promise<boolean | void> | boolean | void,
  runs = 100,
): Promise<void> =>
  assertEachLater(
    fc.asyncProperty(arbitrary, async (given) => predicate(given)),
    runs,
  )

/**
 * Does some case refute the predicate? For mutants: a property that they pass proves nothing. A reduced run asks
 * of the engine and not of the properties.
 */
export const isRefuted = <Given extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof Given]: fc.Arbitrary<Given[K]> },
  predicate: (...given: Given) => boolean,
  runs = 2000,
): boolean =>
  runShare < 1 ||
  fc.check(fc.property(...arbitraries, predicate), {
    seed: fixedSeed,
    numRuns: runs,
    endOnFailure: true,
  }).failed
