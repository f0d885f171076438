import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Restate's SDK needs it. */
export const leastNode = 22 as const

/** What npm's `node` package gives where none is there. */
export const newerNode = 'node@24.21.0' as const

/** Is this process new enough? */
export const isNewEnough = (version: string = process.versions.node): boolean =>
  Number(version.split('.')[0]) >= leastNode

/** Where a cluster's own packages are kept, within a `node_modules`. */
export const cacheIn = (modules: string): string => join(modules, '.cache', 'guichet-cluster')

/** The `node_modules` that may be above these folders, the nearest first. */
const modulesAbove = (folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) => {
    const parent = dirname(folder)
    return [join(folder, 'node_modules'), ...(parent === folder ? [] : modulesAbove([parent]))]
  })

/**
 * The path of a Node that is new enough: npm's `node` package from the folder at work or from Guichet's own. Where there
 * is none, npm installs it into a cache of theirs, which `tell` is told.
 */
export const findNewerNode = async (tell: (words: string) => Promise<void>): Promise<string> => {
  const all = modulesAbove([process.cwd(), dirname(fileURLToPath(import.meta.url))])
  const paths = all.flatMap((modules) => [modules, join(cacheIn(modules), 'node_modules')].map(nodeIn))
  for (const path of paths) if (existsSync(path) && (await isNewEnoughAt(path))) return path
  const modules = all.find((folder) => existsSync(folder)) ?? join(process.cwd(), 'node_modules')
  const cache = cacheIn(modules)
  await tell(
    `Restate's SDK needs Node ${leastNode} or later, and this is ${process.version}: npm installs ${newerNode} into ${cache}`,
  )
  await installInto(cache, [newerNode])
  return nodeIn(join(cache, 'node_modules'))
}

/** Where the `node` package has its program, within a `node_modules`. */
export const nodeIn = (modules: string): string =>
  join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

const isNewEnoughAt = async (path: string): Promise<boolean> => {
  const { code, text } = await run(path, ['--version'], process.env)
  return code === 0 && isNewEnough(text.replace(/^v/, ''))
}

/** Has npm install packages of those names and versions into a folder. */
export const installInto = async (folder: string, packages: readonly string[]): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const flags = ['--no-audit', '--no-fund', '--no-save', '--loglevel', 'error']
  // A package of Restate's reports its installation to somebody else unless this forbids it.
  const environment = { ...process.env, SCARF_ANALYTICS: 'false' }
  const { code, text } = await run('npm', ['install', '--prefix', folder, ...flags, ...packages], environment)
  if (code !== 0) throw new Error(`npm cannot install ${packages.join(', ')}: ${text.trim()}`)
}

const run = (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number | null; readonly text: string }> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    child.stdout.on('data', (part: Buffer) => (text += part.toString()))
    child.stderr.on('data', (part: Buffer) => (text += part.toString()))
    child.once('error', (error) => resolve({ code: null, text: error.message }))
    child.once('close', (code) => resolve({ code, text }))
  })
