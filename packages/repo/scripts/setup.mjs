import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aside, root, step } from './run.mjs'

const oldest = [20, 19]

const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  console.error(`Guichet needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}.`)
  process.exit(2)
}

/** Mutation testing needs more than all the rest together, and is run by itself. */
const everyday = ['--filter', '!@guichet/mutation']

/** Dependencies are installed once for each state of the lockfile, with the pnpm that package.json names. */
const install = (stampName, choice, ...folder) => {
  const stamp = join(root, 'node_modules', '.cache', 'guichet', stampName)
  const state = createHash('sha256')
    .update(readFileSync(join(root, ...folder, 'pnpm-lock.yaml')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  step('Installing dependencies', () =>
    aside.run('npx', '--yes', packageManager, 'install', '--frozen-lockfile', ...choice),
  )
  mkdirSync(join(stamp, '..'), { recursive: true })
  writeFileSync(stamp, state)
}

/** What builds all packages, once their dependencies are there. */
export const building = ['tsc', '-b', 'packages']

const bundles = (which) =>
  aside.run(process.execPath, join('packages', 'repo', 'scripts', 'bundles.mjs'), which)

/** Leaves a file for each module in `dist`: the compiler would have to write them again. */
export const unbundle = () => bundles('out')

const buildModules = () => {
  unbundle()
  step('Building', () => aside.runTool(...building))
}

/** What a package is published as: one file for each of its entries. */
const build = () => {
  buildModules()
  step('Bundling', () => bundles('in'))
}

/** Makes a fresh clone ready to be built: dependencies. */
export const setUpDependencies = () => {
  checkNode()
  install('installed', everyday)
}

/** Makes a fresh clone ready to run: dependencies and build. */
export const setUp = () => {
  setUpDependencies()
  build()
}

/** The same with a file for each module, which tests and mutations take singly. */
export const setUpModules = () => {
  setUpDependencies()
  buildModules()
}

/** The same with what only mutation testing needs. */
export const setUpMutation = () => {
  checkNode()
  install('installed-all', [])
  buildModules()
}

/** What the benchmarks compare Guichet with is no member of the workspace, so that nobody else installs it. */
export const setUpRivals = () => {
  const folder = ['packages', 'bench', 'rivals']
  install('installed-rivals', ['--ignore-workspace', '--dir', join(...folder)], ...folder)
}
