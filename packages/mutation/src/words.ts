import { intervalOf } from './interval.ts'
import { percent, type Judgement, type Score } from './judge.ts'
import type { Mutant } from './report.ts'

/** The share of mutants, in per cent, that the tests must notice. */
export const least = 95

const inPercent = (share: number): string => `${share.toFixed(1).padStart(5)} %`

const scoreLine = (score: Score): string =>
  `${score.folder.padEnd(12)} ${inPercent(percent(score))}   ${score.noticed} of ${score.all}`

const sampledLine = (score: Score): string => {
  const [low, high] = intervalOf(score)
  return `${scoreLine(score).padEnd(38)} ${inPercent(low)} to ${inPercent(high)}`
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')

/** A mutant as it is told: where it stands, what stood there, and what stands there instead. */
export const mutantInWords = ({ file, lineNumber, line, replacement, mutator }: Mutant): string =>
  `${file}:${lineNumber} ${mutator}\n    ${line}\n    → ${oneLine(replacement)}`

/** Did the tests notice enough, and is whatever they did not notice explained? */
export const isGood = ({ total, unexplained }: Judgement): boolean =>
  total.all > 0 && percent(total) >= least && unexplained.length === 0

const survivors = ({ timeouts, unexplained, explained }: Judgement): readonly string[] => [
  ...(timeouts === 0 ? [] : [`${timeouts} of the noticed ones took too long and failed no test.`]),
  `${explained} survivors are explained in packages/core/test/survivors, ${unexplained.length} are not.`,
  ...unexplained.map(mutantInWords),
]

const failings = ({ total }: Judgement): readonly string[] => [
  ...(total.all > 0 ? [] : ['', 'Nothing was broken.']),
  ...(percent(total) >= least ? [] : ['', `Fewer than ${least} % were noticed.`]),
]

/** A judgement on all mutants as lines of text. */
export const judgementInWords = (judgement: Judgement): readonly string[] => {
  const { folders, total, outdated } = judgement
  return [
    ...folders.map(scoreLine),
    scoreLine(total),
    '',
    ...survivors(judgement),
    ...(outdated.length === 0 ? [] : ['', 'These explanations are not needed any more:']),
    ...outdated.map(({ file, line, to }) => `${file}\n    ${line}\n    → ${oneLine(to)}`),
    ...failings(judgement),
  ]
}

/**
 * A judgement on a random sample as lines of text, with 95 % confidence intervals. Which explanations are outdated, a
 * sample does not show.
 */
export const sampleInWords = (judgement: Judgement): readonly string[] => [
  ...judgement.folders.map(sampledLine),
  sampledLine(judgement.total),
  '',
  'The last columns are the 95 % confidence interval for all mutants.',
  ...survivors(judgement),
  ...failings(judgement),
]
