import { join } from 'node:path'
import { root, run } from './run.mjs'
import { setUp } from './setup.mjs'

setUp()
const example = join('packages', 'cli', 'examples', 'bakery.ndjson')
const report = 'guichet-report.html'
const guichet = (...args) =>
  run(process.execPath, join('packages', 'cli', 'bin', 'guichet.mjs'), ...args, '--time-zone', 'Europe/Paris')

console.error(`\n› Auditing the example log ${example}\n`)
const text = guichet('audit', example)
if (text > 1) process.exit(text)
const html = guichet('audit', example, '--format', 'html', '--out', report)
if (html > 1) process.exit(html)
console.log(`\nThe same with pictures: ${join(root, report)}`)
console.log('Audit your own log: npm run --silent guichet -- audit FILE')
