// Writes what `guichet` needs to run into a folder, such as for an image: node packages/repo/scripts/image.mjs FOLDER
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { aside, root, step } from './run.mjs'
import { building, setUpDependencies } from './setup.mjs'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Name the folder: node packages/repo/scripts/image.mjs FOLDER')
  process.exit(2)
}
setUpDependencies()
step('Building', () => aside.runTool(...building))

const manifestOf = (name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))

/** The packages of the workspace that one of them needs beside it. */
const sistersOf = (versions = {}) =>
  Object.keys(versions).flatMap((name) => (/^@guichet\/(.*)/.exec(name) ?? []).slice(1))

/** The packages of the workspace that one of them needs when it runs, itself included. */
const neededBy = (name, found = new Set()) => {
  if (found.has(name)) return found
  found.add(name)
  const { dependencies, peerDependencies } = manifestOf(name)
  for (const sister of sistersOf({ ...dependencies, ...peerDependencies })) neededBy(sister, found)
  return found
}

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const needed = [...neededBy('cli')]
mkdirSync(folder, { recursive: true })
for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'LICENSE'])
  cpSync(join(root, file), join(folder, file))
for (const name of readdirSync(join(root, 'packages'))) {
  const from = join(root, 'packages', name)
  const to = join(folder, 'packages', name)
  // The lockfile is checked against the manifests of all packages.
  if (existsSync(join(from, 'package.json'))) cpSync(join(from, 'package.json'), join(to, 'package.json'))
  if (!needed.includes(name)) continue
  for (const part of ['bin', 'dist', 'static'])
    if (existsSync(join(from, part))) cpSync(join(from, part), join(to, part), { recursive: true })
}
const filters = needed.flatMap((name) => ['--filter', `@guichet/${name}`])
step('Installing what runs', () =>
  aside.run(
    'npx',
    '--yes',
    packageManager,
    '--dir',
    folder,
    'install',
    '--prod',
    '--frozen-lockfile',
    ...filters,
  ),
)
// pnpm installs the peers of a workspace for its development only.
for (const name of needed)
  for (const peer of sistersOf(manifestOf(name).peerDependencies)) {
    const scope = join(folder, 'packages', name, 'node_modules', '@guichet')
    mkdirSync(scope, { recursive: true })
    if (!existsSync(join(scope, peer))) symlinkSync(join('..', '..', '..', peer), join(scope, peer), 'dir')
  }
console.log(`guichet is in ${folder}`)
