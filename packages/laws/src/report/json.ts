import { eventToJson } from '../story.ts'
import { storyToJson } from '../run/corpus.ts'
import type { LawResult } from '../run/verdict.ts'
import type { LawsResult } from '../run/run-laws.ts'
import { replayArguments } from './replay.ts'

/** A report as JSON; every key is described in the package's README. */
export interface LawsJson {
  readonly seed: number
  readonly traces: number
  readonly milliseconds: number
  readonly laws: readonly LawJson[]
  readonly compared: readonly ComparedJson[]
}

/** All short stories under one rulebook. */
export interface ComparedJson {
  readonly rulebook: string
  readonly depth: number
  readonly verdict: string
  readonly traces: number
  readonly milliseconds: number
  readonly silence: string | null
  readonly disagreement: {
    readonly events: readonly object[]
    readonly request: object
    readonly reply: object
    readonly expected: object
  } | null
}

export interface LawJson {
  readonly id: string
  readonly sentence: string
  readonly cites: readonly string[]
  readonly verdict: LawResult['verdict']
  readonly runs: number
  readonly situations: Readonly<Record<string, number>>
  readonly missing: readonly string[]
  readonly milliseconds: number
  readonly silence: string | null
  readonly counterexample: {
    readonly story: Readonly<Record<string, unknown>>
    readonly shrinks: number
    readonly file: string | null
    readonly replay: readonly string[] | null
    readonly exchange: readonly { readonly request: object; readonly reply: object | null }[]
  } | null
}

/** The report for programs. */
export const lawsToJson = ({ seed, traces, milliseconds, results, compared }: LawsResult): LawsJson => ({
  seed,
  traces,
  milliseconds,
  laws: results.map(lawToJson),
  compared: compared.map(({ disagreement, ...one }) => ({
    ...one,
    disagreement:
      disagreement === null ? null : { ...disagreement, events: disagreement.events.map(eventToJson) },
  })),
})

const lawToJson = (result: LawResult): LawJson => {
  const { law, verdict, runs, occurred, missing, milliseconds, silence, counterexample } = result
  return {
    id: law.id,
    sentence: law.sentence,
    cites: law.cites,
    verdict,
    runs,
    situations: occurred,
    missing,
    milliseconds,
    silence: silence?.reason ?? null,
    counterexample:
      counterexample === null
        ? null
        : {
            story: storyToJson(counterexample.story),
            shrinks: counterexample.shrinks,
            file: counterexample.file,
            replay: replayArguments(result),
            exchange: counterexample.exchange,
          },
  }
}
