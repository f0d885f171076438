import { root } from './run.mjs'
import { setUp } from './setup.mjs'

// `npm run rulebook -- 2027-04-01`: the skeletons of a rulebook that is in force from that date on.
const usage = 'npm run rulebook -- YYYY-MM-DD'
const [date, ...rest] = process.argv.slice(2)
if (date === '--help' || date === '-h') {
  console.log(`Usage: ${usage}\n\nWrites the skeletons of a rulebook that is in force from that date on.`)
  process.exit(0)
}
if (date === undefined || rest.length > 0) {
  console.error(`Usage: ${usage}`)
  process.exit(2)
}

setUp()
const { leftToDo, scaffoldRulebook } = await import('../dist/index.js')
const done = scaffoldRulebook(date, root)
if ('problem' in done) {
  console.error(`rulebook: ${done.problem}`)
  process.exit(2)
}
for (const path of done.written) console.log(`written  ${path}`)
for (const path of done.changed) console.log(`changed  ${path}`)
console.log(['', ...leftToDo(date, done)].join('\n'))
