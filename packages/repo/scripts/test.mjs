import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, runTool, step } from './run.mjs'
import { setUp } from './setup.mjs'

/** A file is read again only after it, the options or prettier changed: all of them take half a minute. */
const remembering =
  '--cache --cache-strategy content --cache-location node_modules/.cache/guichet/format'.split(' ')

setUp()
step('Linting', () => runTool('oxlint', '--deny-warnings', 'packages'))
step('Checking the format', () => runTool('prettier', '--check', ...remembering, '--log-level', 'warn', '.'))

const report = join(root, 'node_modules', '.cache', 'guichet', 'tests.json')
mkdirSync(join(report, '..'), { recursive: true })
rmSync(report, { force: true })
console.error('\n› Testing')
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
