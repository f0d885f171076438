import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './run.mjs'
import { setUp } from './setup.mjs'
import { ran, sideBySide } from './side-by-side.mjs'

// `npm run soak -- --seeds 20 --runs 2000 --seed 1`: all laws against Guichet, with a process for each seed.
const usage = 'npm run soak [-- --seeds N --runs N --seed FIRST --jobs N]'

const unusable = (reason) => {
  console.error(`soak: ${reason}\nUsage: ${usage}`)
  process.exit(2)
}

const read = () => {
  try {
    return parseArgs({
      options: {
        seeds: { type: 'string', default: '20' },
        runs: { type: 'string', default: '2000' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
        jobs: { type: 'string', default: String(availableParallelism()) },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    return unusable(error.message)
  }
}

const { help, ...given } = read()
if (help) {
  console.log(
    `Usage: ${usage}\n\nRuns all laws with fresh seeds, as many at a time as --jobs says (default: one for each core). Prints them in order.\nExit code: 0 all hold, 1 a law is broken or was never exercised, 2 unusable arguments.`,
  )
  process.exit(0)
}
const number = (name, least) => {
  const value = Number(given[name])
  return Number.isSafeInteger(value) && value >= least
    ? value
    : unusable(`--${name} is not a whole number of at least ${least}`)
}
const [seeds, runs, first, jobs] = [
  number('seeds', 1),
  number('runs', 1),
  number('seed', 0),
  number('jobs', 1),
]

/** Runs all laws with a seed; `report` is `null` where there is none. */
const judge = async (seed) => {
  const guichet = join(root, 'packages', 'cli', 'bin', 'guichet.mjs')
  const wanted = ['laws', '--runs', runs, '--seed', seed, '--depth', 0, '--format', 'json'].map(String)
  const { stdout, stderr, code } = await ran(process.execPath, guichet, ...wanted)
  try {
    return { seed, stderr, report: JSON.parse(stdout) }
  } catch {
    const reason = `${stderr}seed ${seed}: guichet laws gave no report (exit code ${code})\n`
    return { seed, stderr: reason, report: null }
  }
}

const inSeconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`
const thousands = (count) => count.toLocaleString('en-US')

setUp()
console.error(
  `\n› Running all laws with ${seeds} seeds from ${first} on, ${thousands(runs)} histories a law, ${jobs} at a time`,
)
const startedAt = performance.now()
let [histories, failed] = [0, 0]
const show = ({ seed, stderr, report }) => {
  process.stderr.write(stderr)
  const wrong = report?.laws.filter(({ verdict }) => verdict !== 'holds') ?? []
  const isRight = report !== null && wrong.length === 0
  if (!isRight) failed++
  histories += report?.traces ?? 0
  const figures =
    report === null ? '' : `${thousands(report.traces)} histories, ${inSeconds(report.milliseconds)}, `
  console.log(`seed ${seed}: ${figures}${isRight ? 'all laws hold' : 'NOT ALL LAWS HOLD'}`)
  for (const { id, verdict, missing, counterexample } of wrong)
    console.log(
      `  ${id}: ${verdict}; ${counterexample === null ? `${missing.join(', ')} never occurred` : `guichet laws ${counterexample.replay.join(' ')}`}`,
    )
}
const tasks = Array.from({ length: seeds }, (_, index) => () => judge(first + index))
await sideBySide(tasks, jobs, show)
console.log(
  `${seeds} seeds, ${thousands(histories)} histories, ${inSeconds(performance.now() - startedAt)}: ${failed === 0 ? 'all laws hold' : `with ${failed} of them not all laws hold`}`,
)
process.exitCode = failed === 0 ? 0 : 1
