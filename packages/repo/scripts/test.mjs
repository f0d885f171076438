import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { root, runTool, toolPath } from './run.mjs'
import { freshSeed } from './seed.mjs'
import { building, setUpDependencies, unbundle } from './setup.mjs'
import { ran, sideBySide } from './side-by-side.mjs'

/** A file is read again only after it, the options or prettier changed: all of them take half a minute. */
const remembering =
  '--cache --cache-strategy content --cache-location node_modules/.cache/guichet/format'.split(' ')

/** None needs what another makes. The longest come first. */
const checks = [
  ['Building', ...building],
  ['Checking the format', 'prettier', '--check', ...remembering, '--log-level', 'warn', '.'],
  ['Linting', 'oxlint', '--deny-warnings', 'packages'],
]

setUpDependencies()
unbundle()
console.error('\n› Building, checking the format, linting')
const failures = []
await sideBySide(
  checks.map(([title, tool, ...args]) => async () => ({ title, ...(await ran(toolPath(tool), ...args)) })),
  availableParallelism(),
  ({ title, code, stdout, stderr }) => {
    process.stderr.write(stdout + stderr)
    if (code === 0) return
    console.error(`${title} failed (exit code ${code}).`)
    failures.push(code)
  },
)
if (failures.length > 0) process.exit(failures[0])

const report = join(root, 'node_modules', '.cache', 'guichet', 'tests.json')
mkdirSync(join(report, '..'), { recursive: true })
rmSync(report, { force: true })
// Code that vitest transforms looks up every import at each use: what was just built takes half of the time.
process.env['GUICHET_BUILT'] ??= '1'
process.env['GUICHET_SEED'] ??= String(freshSeed())
console.error(`\n› Testing, with the fixed seed and with GUICHET_SEED=${process.env['GUICHET_SEED']}`)
const code = runTool(
  'vitest',
  'run',
  '--config',
  'vitest.workspace.ts',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
)
const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
console.log(`${numPassedTests} passed, ${numFailedTests} failed`)
process.exit(code === 0 && numPassedTests === 0 ? 1 : numFailedTestSuites > 0 && code === 0 ? 1 : code)
