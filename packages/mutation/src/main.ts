import { readFileSync } from 'node:fs'
import { testedAgain, toTestAgain } from './again.ts'
import { readExplained } from './explained.ts'
import { judge } from './judge.ts'
import { mutantsIn, type Mutant, type Report } from './report.ts'
import { sampleOf } from './sample.ts'
import { isGood, judgementInWords, sampleInWords } from './words.ts'

const readReport = (path: string | undefined): Report => {
  if (path === undefined) throw new Error('No report is named.')
  return JSON.parse(readFileSync(path, 'utf8'))
}

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** A sample leaves explained survivors as they are: all tests take longest over them, and notice none. */
const leftOut = (kind: string | undefined): ReturnType<typeof readExplained> =>
  kind === 'sample' ? readExplained() : []

const inTheEnd = (kind: string | undefined, reports: readonly string[]): readonly Mutant[] => {
  const mutants: Mutant[] = []
  for (let index = 0; index < reports.length; index += 2) {
    const quick = readReport(reports[index])
    const again = toTestAgain(quick, leftOut(kind))
    mutants.push(...mutantsIn(testedAgain(quick, readReport(reports[index + 1]), again)))
  }
  return mutants
}

// `sample LIST SIZE SEED BATCH`: the choices to test, as JSON.
// `again whole|sample QUICK`: the choice to test again, as JSON.
// `judge whole|sample QUICK THOROUGH …`: what these reports come to, two for each choice.
const [task, first, ...more] = process.argv.slice(2)
if (task === 'sample') {
  const [size = 0, seed = 0, batch = 1] = more.map(Number)
  print(sampleOf(readReport(first), { size, seed, batch }))
} else if (task === 'again') print(toTestAgain(readReport(more[0]), leftOut(first)))
else {
  const judgement = judge(inTheEnd(first, more), readExplained())
  const words = first === 'sample' ? sampleInWords(judgement) : judgementInWords(judgement)
  process.stdout.write(`${words.join('\n')}\n`)
  process.exitCode = isGood(judgement) ? 0 : 1
}
