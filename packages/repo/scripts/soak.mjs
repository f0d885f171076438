import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, step } from './run.mjs'
import { setUp } from './setup.mjs'

// `npm run soak -- --seeds 20 --runs 2000 --seed 1`: all laws against Guichet, with one seed after the other.
const usage = 'npm run soak [-- --seeds N --runs N --seed FIRST]'

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
    `Usage: ${usage}\n\nRuns all laws with fresh seeds. Exit code: 0 all hold, 1 a law is broken or was never exercised, 2 unusable arguments.`,
  )
  process.exit(0)
}
const number = (name, least) => {
  const value = Number(given[name])
  return Number.isSafeInteger(value) && value >= least
    ? value
    : unusable(`--${name} is not a whole number of at least ${least}`)
}
const [seeds, runs, first] = [number('seeds', 1), number('runs', 1), number('seed', 0)]

/** Runs all laws with a seed; gives the report, or `null` where there is none. */
const judge = (seed) => {
  const guichet = join(root, 'packages', 'cli', 'bin', 'guichet.mjs')
  const wanted = ['laws', '--runs', runs, '--seed', seed, '--depth', 0, '--format', 'json'].map(String)
  const { stdout, status } = spawnSync(process.execPath, [guichet, ...wanted], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    return JSON.parse(stdout)
  } catch {
    console.error(`seed ${seed}: guichet laws gave no report (exit code ${status})`)
    return null
  }
}

const inSeconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`
const thousands = (count) => count.toLocaleString('en-US')

setUp()
let [stories, milliseconds, failed] = [0, 0, 0]
step(`Running all laws with ${seeds} seeds from ${first} on, ${thousands(runs)} stories a law`, () => {
  for (let seed = first; seed < first + seeds; seed++) {
    const report = judge(seed)
    const wrong = report?.laws.filter(({ verdict }) => verdict !== 'holds') ?? []
    const isRight = report !== null && wrong.length === 0
    if (!isRight) failed++
    stories += report?.traces ?? 0
    milliseconds += report?.milliseconds ?? 0
    const figures =
      report === null ? '' : `${thousands(report.traces)} stories, ${inSeconds(report.milliseconds)}, `
    console.log(`seed ${seed}: ${figures}${isRight ? 'all laws hold' : 'NOT ALL LAWS HOLD'}`)
    for (const { id, verdict, missing, counterexample } of wrong)
      console.log(
        `  ${id}: ${verdict}; ${counterexample === null ? `${missing.join(', ')} never occurred` : `guichet laws ${counterexample.replay.join(' ')}`}`,
      )
  }
  console.log(
    `${seeds} seeds, ${thousands(stories)} stories, ${inSeconds(milliseconds)}: ${failed === 0 ? 'all laws hold' : `with ${failed} of them not all laws hold`}`,
  )
  return failed === 0 ? 0 : 1
})
