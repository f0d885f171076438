import { readFileSync } from 'node:fs'
import { judge } from './judge.ts'
import { mutantsIn, type Report } from './report.ts'
import { explained } from './survivors/index.ts'
import { isGood, judgementInWords } from './words.ts'

const report: Report = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const judgement = judge(mutantsIn(report), explained)
process.stdout.write(`${judgementInWords(judgement).join('\n')}\n`)
process.exitCode = isGood(judgement) ? 0 : 1
