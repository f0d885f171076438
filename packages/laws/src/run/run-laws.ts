import { strictly, strictnesses, type Strictness } from '../bridge/strictness.ts'
import type { Law } from '../law.ts'
import type { Subject } from '../protocol.ts'
import { compareShort, type ShortStories } from './compare-short.ts'
import { runLaw, type RunOptions } from './run-law.ts'
import type { LawResult, Verdict } from './verdict.ts'
import { corpusWithout, unspokenBy, without } from './vocabulary.ts'

/** How to run laws; `onProgress` is told the law, too. */
export interface RunLawsOptions extends Omit<RunOptions, 'onProgress'> {
  /** Compare the engine with the reading copy on every story of up to so many happenings; 0, the default, for none. */
  readonly depth?: number
  /** How much of its replies the engine answers for; all unless given. Laws that need more are not run. */
  readonly strictness?: Strictness
  readonly onProgress?: (progress: Progress) => void
}

/** How far the run has come. */
export interface Progress {
  /** The law; `null` while short stories are compared. */
  readonly law: Law | null
  /** How many laws are done. */
  readonly done: number
  readonly of: number
  /** Stories of it so far. */
  readonly runs: number
}

/** What came of all laws. */
export interface LawsResult {
  readonly results: readonly LawResult[]
  /** What came of comparing all short stories, rulebook by rulebook; empty where that was not asked for. */
  readonly compared: readonly ShortStories[]
  /** Stories that the engine was run through. */
  readonly traces: number
  readonly seed: number
  readonly milliseconds: number
}

/** Runs laws one after the other. An engine that fell silent is not asked again. */
export const runLaws = async (
  laws: readonly Law[],
  engine: Subject,
  { onProgress, depth = 0, strictness = 'full', ...options }: RunLawsOptions,
): Promise<LawsResult> => {
  const subject = strictly(strictness, engine)
  const canJudge = ({ judgesFrom }: Law): boolean =>
    strictnesses.indexOf(judgesFrom) <= strictnesses.indexOf(strictness)
  const begun = Date.now()
  // The engine itself is asked: the reading copy, which puts replies right, speaks everything.
  const unspoken = laws.some(canJudge) ? await unspokenBy(engine) : new Set<never>()
  const corpus = corpusWithout(options.corpus ?? [], unspoken)
  const results: LawResult[] = []
  for (const [done, law] of laws.entries()) {
    const report = (runs: number): void => onProgress?.({ law, done, of: laws.length, runs })
    report(0)
    const dumb = results.find(({ silence }) => silence !== null)
    results.push(
      !canJudge(law) || (law.needs !== undefined && unspoken.has(law.needs))
        ? notRun(law, 'not-judged', options.seed)
        : dumb === undefined
          ? await runLaw(without(law, unspoken), subject, { ...options, corpus, onProgress: report })
          : { ...notRun(law, 'does-not-speak', options.seed), silence: silenceAgain(dumb) },
    )
  }
  const isDumb = results.some(({ silence }) => silence !== null)
  const tell = (_: string, runs: number): void =>
    onProgress?.({ law: null, done: laws.length, of: laws.length, runs })
  const compared = depth === 0 || isDumb ? [] : await compareShort(subject, depth, tell)
  return {
    results,
    compared,
    traces: sum(results.map(({ runs }) => runs)) + sum(compared.map(({ traces }) => traces)),
    seed: options.seed,
    milliseconds: Date.now() - begun,
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** The story was told with the law during which the engine fell silent. */
const silenceAgain = ({ silence }: LawResult): LawResult['silence'] =>
  silence === null ? null : { ...silence, story: null }

const notRun = (law: Law, verdict: Verdict, seed: number): LawResult => ({
  law,
  verdict,
  runs: 0,
  occurred: {},
  missing: Object.keys(law.situations),
  seed,
  counterexample: null,
  silence: null,
  milliseconds: 0,
})
