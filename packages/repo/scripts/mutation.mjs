import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, step } from './run.mjs'
import { setUpMutation } from './setup.mjs'

// `npm run mutation -- charge ask/weigh.ts` breaks only these; without names, all of core.
const parts = process.argv.slice(2)
const sources = 'packages/core/src'
const clauses = `!${sources}/rulebook/clauses/**`
const wanted = parts.map((part) =>
  part.endsWith('.ts') ? `${sources}/${part}` : `${sources}/${part}/**/*.ts`,
)

setUpMutation()
const mutation = join('packages', 'mutation')
const stryker = join(root, mutation, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
const judge = join(root, mutation, 'dist', 'main.js')
const usual = JSON.parse(readFileSync(join(root, mutation, 'stryker.config.json'), 'utf8'))
const folder = join(root, 'node_modules', '.cache', 'guichet', 'mutation')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

/** Breaks those places and lets those tests notice; gives the path of the report. */
const breakAndTest = (title, tests, mutate) => {
  const config = join(folder, `${tests}.config.json`)
  const report = join(folder, `${tests}.json`)
  writeFileSync(config, JSON.stringify({ ...usual, ...(mutate.length === 0 ? {} : { mutate }) }))
  process.env.GUICHET_MUTATION_TESTS = tests
  step(title, () => run(process.execPath, stryker, 'run', config))
  renameSync(join(root, usual.jsonReporter.fileName), report)
  return report
}

const quick = breakAndTest(
  'Breaking core, and testing it by its golden texts and tables',
  'quick',
  wanted.length === 0 ? [] : [...wanted, clauses],
)
const again = JSON.parse(spawnSync(process.execPath, [judge, 'places', quick], { encoding: 'utf8' }).stdout)
const thorough =
  again.length === 0 ? [] : [breakAndTest('Testing what they did not notice by all tests', 'all', again)]
process.exit(run(process.execPath, judge, 'judge', quick, ...thorough))
