import { strictnesses, type Strictness } from '../bridge/strictness.ts'
import type { Law } from '../law.ts'
import { laws as allLaws } from '../laws/index.ts'
import type { Subject } from '../protocol.ts'
import { storyInWords } from '../report/story-in-words.ts'
import { replayArguments } from '../report/replay.ts'
import { ownCorpus, readCorpus } from '../run/corpus.ts'
import { runLaws } from '../run/run-laws.ts'

/** The part of a test runner that is needed; those of vitest, `node:test` and Jest have it. */
export interface TestRunner {
  readonly describe: (name: string, suite: () => void) => unknown
  readonly it: (name: string, test: () => Promise<void>) => unknown
}

export interface DescribeLawsOptions {
  /** How many histories for each law; 200 unless given. */
  readonly runs?: number
  /** The same seed makes the same histories; 1 unless given. */
  readonly seed?: number
  /** How much of its replies the engine answers for; all unless given. */
  readonly compare?: Strictness
  /** Only these; all unless given. Laws that the engine cannot be judged by are left out. */
  readonly laws?: readonly Law[]
}

/**
 * Makes a test of each law, for an engine in this process or one that `startEngine` started; it is the caller's to
 * close. A test fails with the history that breaks its law.
 */
export const describeLaws = (
  engine: Subject,
  { describe, it }: TestRunner,
  { runs = 200, seed = 1, compare = 'full', laws = allLaws }: DescribeLawsOptions = {},
): void => {
  const level = strictnesses.indexOf(compare)
  describe(`the laws, of ${engine.name}`, () => {
    for (const law of laws.filter(({ judgesFrom }) => strictnesses.indexOf(judgesFrom) <= level))
      it(`${law.id}: ${law.sentence}`, async () => {
        const corpus = await readCorpus(ownCorpus)
        const { results } = await runLaws([law], engine, { runs, seed, strictness: compare, corpus })
        const [result] = results
        if (result === undefined || result.verdict === 'holds' || result.verdict === 'not-judged') return
        const { verdict, counterexample, missing, silence } = result
        const why =
          counterexample === null
            ? (silence?.reason ?? `never occurred: ${missing.join('; ')}`)
            : `${storyInWords(counterexample.story).join('\n')}\nagain: ${(replayArguments(result) ?? []).join(' ')}`
        throw new Error(`${law.id} ${verdict}\n${why}`)
      })
  })
}
