import { replayArguments } from '../report/replay.ts'
import { storyInWords } from '../report/story-in-words.ts'
import type { LawsResult } from '../run/run-laws.ts'
import type { VectorsResult } from '../vectors/run-vectors.ts'

/** The verdicts, a law a line, and what breaks those that do not hold. */
export const lawsInLines = ({ results, compared, traces, seed }: LawsResult): string =>
  `${[
    ...results.map(({ law, verdict, runs }) => `${verdict.padEnd(16)}${law.id} (${runs})`),
    ...compared.map(
      ({ rulebook, depth, verdict, traces: many }) =>
        `${verdict.padEnd(16)}every history of up to ${depth} events under ${rulebook} (${many})`,
    ),
    ...results.flatMap((result) => {
      const { law, counterexample, missing, silence, verdict } = result
      if (silence !== null) return ['', `${law.id}: ${silence.reason}`]
      if (verdict === 'never-exercised') return ['', `${law.id} never occurred: ${missing.join('; ')}`]
      if (counterexample === null) return []
      return [
        '',
        `${law.id}: ${law.sentence}`,
        ...storyInWords(counterexample.story),
        `again: ${(replayArguments(result) ?? []).join(' ')}`,
      ]
    }),
    ...compared.flatMap(({ disagreement }) =>
      disagreement === null ? [] : ['', JSON.stringify(disagreement)],
    ),
    '',
    `${traces} histories, seed ${seed}`,
  ].join('\n')}\n`

/** How many vectors agree, and the first differences. */
export const vectorsInLines = ({ run, skipped, failed }: VectorsResult): string =>
  `${[
    `${run - failed.length} of ${run} vectors agree${skipped === 0 ? '' : `; ${skipped} need version 2 of the protocol`}`,
    ...failed
      .slice(0, 20)
      .flatMap(({ vector, request, expected, reply }) => [
        '',
        `${vector.id} (${vector.clauses.join(', ')})`,
        `  asked     ${JSON.stringify(request)}`,
        `  expected  ${JSON.stringify(expected)}`,
        `  replied   ${JSON.stringify(reply)}`,
      ]),
    ...(failed.length > 20 ? ['', `and ${failed.length - 20} more`] : []),
  ].join('\n')}\n`
