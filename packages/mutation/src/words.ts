import { percent, type Judgement, type Score } from './judge.ts'
import type { Mutant } from './report.ts'

/** The share of mutants, in per cent, that the tests must notice. */
export const least = 95

const scoreLine = (score: Score): string =>
  `${score.folder.padEnd(12)} ${percent(score).toFixed(1).padStart(5)} %   ${score.noticed} of ${score.all}`

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')

/** A mutant as it is told: where it stands, what stood there, and what stands there instead. */
export const mutantInWords = ({ file, lineNumber, line, replacement, mutator }: Mutant): string =>
  `${file}:${lineNumber} ${mutator}\n    ${line}\n    → ${oneLine(replacement)}`

/** Did the tests notice enough, and is whatever they did not notice explained? */
export const isGood = ({ total, unexplained }: Judgement): boolean =>
  total.all > 0 && percent(total) >= least && unexplained.length === 0

/** A judgement as lines of text. */
export const judgementInWords = (judgement: Judgement): readonly string[] => {
  const { folders, total, unexplained, explained, outdated } = judgement
  return [
    ...folders.map(scoreLine),
    scoreLine(total),
    '',
    `${explained} survivors are explained in packages/core/test/survivors, ${unexplained.length} are not.`,
    ...unexplained.map(mutantInWords),
    ...(outdated.length === 0 ? [] : ['', 'These explanations are not needed any more:']),
    ...outdated.map(({ file, line, to }) => `${file}\n    ${line}\n    → ${oneLine(to)}`),
    ...(total.all > 0 ? [] : ['', 'Nothing was broken.']),
    ...(percent(total) >= least ? [] : ['', `Fewer than ${least} % were noticed.`]),
  ]
}
