import { readFileSync } from 'node:fs'
import { placesToTestAgain, testedAgain } from './again.ts'
import { readExplained } from './explained.ts'
import { judge } from './judge.ts'
import { mutantsIn, type Report } from './report.ts'
import { isGood, judgementInWords } from './words.ts'

// `places QUICK`: what has to be tested again, as JSON. `judge QUICK [THOROUGH]`: what both reports come to.
const [task, ...paths] = process.argv.slice(2)
const [quick, thorough] = paths.map((path): Report => JSON.parse(readFileSync(path, 'utf8')))
if (quick === undefined) throw new Error('No report is named.')
if (task === 'places') process.stdout.write(JSON.stringify(placesToTestAgain(quick)))
else {
  const judgement = judge(
    mutantsIn(thorough === undefined ? quick : testedAgain(quick, thorough)),
    readExplained(),
  )
  process.stdout.write(`${judgementInWords(judgement).join('\n')}\n`)
  process.exitCode = isGood(judgement) ? 0 : 1
}
