import fc from 'fast-check'
import type { Law } from '../law.ts'
import type { Subject } from '../protocol.ts'
import type { Story } from '../story.ts'
import type { CorpusStory } from './corpus.ts'
import { witness, type Witness } from './witness.ts'
import type { Counterexample, LawResult } from './verdict.ts'

/** How to run a law. */
export interface RunOptions {
  /** How many stories to make up. */
  readonly runs: number
  /** What they are made of: the same seed, the same stories. */
  readonly seed: number
  /** Only the story at that place, and no other. */
  readonly path?: string
  /** Stories that broke laws before; those of this law come first. */
  readonly corpus?: readonly CorpusStory[]
  /** How long a counterexample is made smaller, in milliseconds. */
  readonly shrinkFor?: number
  /** Called after each story with how many there were. */
  readonly onProgress?: (runs: number) => void
}

/** A law that was not exercised gets this many more rounds of stories before it counts as vacuous. */
const moreRounds = 3
const shrinkForDefault = 10_000

/** Runs a law against an engine: the corpus first, then stories made up from the seed. */
export const runLaw = async (law: Law, subject: Subject, options: RunOptions): Promise<LawResult> => {
  const begun = Date.now()
  const seen = witness(law, subject, options.shrinkFor ?? shrinkForDefault, options.onProgress)
  let { seed } = options
  let counterexample = options.path === undefined ? await fromCorpus(law, seen, options.corpus ?? []) : null
  const isDone = (): boolean => counterexample !== null || seen.silence() !== null
  if (!isDone()) counterexample = await madeUp(law, seen, options, seed)
  // Seldom things may be missing by bad luck.
  for (let round = 0; round < moreRounds && !isDone(); round++) {
    if (options.path !== undefined || seen.missing().length === 0) break
    counterexample = await madeUp(law, seen, options, ++seed)
  }
  const missing = seen.missing()
  return {
    law,
    verdict:
      // What was found stands, whatever became of the engine while it was made smaller.
      counterexample !== null
        ? 'broken'
        : seen.silence() !== null
          ? 'does-not-speak'
          : missing.length > 0 && options.path === undefined
            ? 'never-exercised'
            : 'holds',
    runs: seen.runs(),
    occurred: seen.occurred(),
    missing,
    seed,
    counterexample,
    silence: seen.silence(),
    milliseconds: Date.now() - begun,
  }
}

const fromCorpus = async (
  law: Law,
  seen: Witness,
  corpus: readonly CorpusStory[],
): Promise<Counterexample | null> => {
  for (const { law: id, story, file } of corpus) {
    if (id !== law.id || (await seen.holds(story))) continue
    return { story, path: null, file, shrinks: 0, exchange: await seen.exchange(story) }
  }
  return null
}

const madeUp = async (
  law: Law,
  seen: Witness,
  { runs, path }: RunOptions,
  seed: number,
): Promise<Counterexample | null> => {
  const found = await fc.check(fc.asyncProperty(law.stories, seen.holds), {
    seed,
    // What lies at a path is shown as it is, not made smaller once more.
    ...(path === undefined ? { numRuns: runs } : { path, endOnFailure: true, numRuns: 1 }),
  })
  const story: Story | undefined = found.counterexample?.[0]
  if (story === undefined) return null
  return {
    story,
    path: found.counterexamplePath,
    file: null,
    shrinks: found.numShrinks,
    exchange: await seen.exchange(story),
  }
}
