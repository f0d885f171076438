import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, step } from './run.mjs'
import { setUpMutation } from './setup.mjs'

// `npm run mutation -- charge ask/weigh.ts` breaks only these; without names, all of core.
const parts = process.argv.slice(2)
const sources = 'packages/core/src'
const patterns = [
  ...parts.map((part) => (part.endsWith('.ts') ? `${sources}/${part}` : `${sources}/${part}/**/*.ts`)),
  `!${sources}/rulebook/clauses/**`,
]

setUpMutation()
const mutation = join('packages', 'mutation')
const stryker = join(root, mutation, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
const report = join(root, 'node_modules', '.cache', 'guichet', 'mutation', 'report.json')
rmSync(report, { force: true })
step('Breaking core and testing it', () =>
  run(
    process.execPath,
    stryker,
    'run',
    join(mutation, 'stryker.config.json'),
    ...(parts.length === 0 ? [] : ['--mutate', patterns.join(',')]),
  ),
)
process.exit(run(process.execPath, join(mutation, 'dist', 'main.js'), report))
