import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, run, step } from './run.mjs'
import { setUpMutation } from './setup.mjs'

const usage = `npm run mutation -- [--sample N [--seed N]] [--concurrency N] [FOLDER | FILE | .] …

Breaks core, or only these folders and files of packages/core/src; . is the files beside the folders.
  --sample N       break it in N places that are drawn at random
  --seed N         draw them by this seed; without it, by a new one, which is printed
  --concurrency N  test in N processes; 1 beside other work`

const wholeNumber = (text, name) => {
  if (text === undefined || /^[1-9]\d{0,8}$/.test(text)) return text === undefined ? undefined : Number(text)
  throw new Error(`--${name} takes a whole number from 1 to 999999999.`)
}

const readArguments = () => {
  try {
    const text = { type: 'string' }
    const { values, positionals } = parseArgs({
      options: { sample: text, seed: text, concurrency: text, help: { type: 'boolean' } },
      allowPositionals: true,
    })
    if (values.seed !== undefined && values.sample === undefined)
      throw new Error('--seed is used only with --sample.')
    const numbers = ['sample', 'seed', 'concurrency'].map((name) => [name, wholeNumber(values[name], name)])
    return { ...Object.fromEntries(numbers), parts: positionals, help: values.help }
  } catch ({ message }) {
    console.error(`${message}\n\n${usage}`)
    process.exit(2)
  }
}

const { sample, seed, concurrency, parts, help } = readArguments()
if (help) {
  console.log(usage)
  process.exit(0)
}

/** A sample is tested in batches, so that something is known when it is interrupted. */
const batch = 100

const sources = 'packages/core/src'
const patternOf = (part) =>
  part === '.'
    ? `${sources}/*.ts`
    : part.endsWith('.ts')
      ? `${sources}/${part}`
      : `${sources}/${part}/**/*.ts`

setUpMutation()
const mutation = join('packages', 'mutation')
const stryker = join(root, mutation, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
const main = join(root, mutation, 'dist', 'main.js')
const usual = JSON.parse(readFileSync(join(root, mutation, 'stryker.config.json'), 'utf8'))
const wanted =
  parts.length === 0 ? usual.mutate : [...parts.map(patternOf), `!${sources}/rulebook/clauses/**`]
const folder = join(root, 'node_modules', '.cache', 'guichet', 'mutation')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

/** What the package of mutation testing makes of reports, as JSON. */
const ask = (...args) => {
  const { status, stdout } = spawnSync(process.execPath, [main, ...args.map(String)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) process.exit(1)
  return JSON.parse(stdout)
}

/** Runs Stryker with those settings over the usual ones; gives the path of the report. */
const strykerRun = (title, name, settings, choice) => {
  const pathOf = (kind) => join(folder, `${name}.${kind}.json`)
  if (choice !== undefined) {
    writeFileSync(pathOf('choice'), JSON.stringify(choice))
    process.env.GUICHET_MUTATION_CHOICE = pathOf('choice')
  }
  const plugins = [...usual.plugins, join(root, mutation, 'dist', 'chosen.js')]
  const chosenOnly = choice === undefined ? {} : { plugins, checkers: ['chosen'] }
  writeFileSync(
    pathOf('config'),
    JSON.stringify({
      ...usual,
      ...(concurrency === undefined ? {} : { concurrency }),
      ...chosenOnly,
      ...settings,
    }),
  )
  step(title, () => run(process.execPath, stryker, 'run', pathOf('config')))
  renameSync(join(root, usual.jsonReporter.fileName), pathOf('report'))
  return pathOf('report')
}

const breakAndTest = (title, tests, name, mutate, choice) => {
  process.env.GUICHET_MUTATION_TESTS = tests
  return strykerRun(title, `${tests}${name}`, { mutate }, choice)
}

/** Both stages over one choice, or over all that is wanted; gives the paths of the two reports. */
const bothStages = (kind, name, mutate, choice) => {
  const quick = breakAndTest(
    'Breaking core, and testing it by its golden texts and tables',
    'quick',
    name,
    mutate,
    choice,
  )
  const again = ask('again', kind, quick)
  if (again.names.length > 0)
    return [
      quick,
      breakAndTest(
        `Testing the ${again.names.length} that they did not notice by the other tests`,
        'others',
        name,
        again.places,
        again,
      ),
    ]
  const nothing = join(folder, `others${name}.report.json`)
  writeFileSync(nothing, JSON.stringify({ files: {} }))
  return [quick, nothing]
}

const judge = (kind, reports) => run(process.execPath, main, 'judge', kind, ...reports)

const testAll = () => judge('whole', bothStages('whole', '', wanted))

const testSample = () => {
  const by = seed ?? 1 + Math.floor(Math.random() * 999_999_999)
  const command = ['npm run mutation -- --sample', sample, '--seed', by, ...parts].join(' ')
  console.log(command)
  const nothing = { places: [], names: [] }
  const listing = {
    testRunner: 'command',
    commandRunner: { command: 'node --version' },
    coverageAnalysis: 'off',
  }
  const listed = strykerRun(
    'Listing the places where core can be broken',
    'list',
    { mutate: wanted, ...listing },
    nothing,
  )
  const choices = ask('sample', listed, sample, by, batch)
  const reports = []
  for (const [index, choice] of choices.entries()) {
    reports.push(...bothStages('sample', `-${index + 1}`, choice.places, choice))
    console.log(`\n${command}\nBatch ${index + 1} of ${choices.length}; all until now:\n`)
    if (index + 1 < choices.length) judge('sample', reports)
  }
  return judge('sample', reports)
}

process.exit(sample === undefined ? testAll() : testSample())
