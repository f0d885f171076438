import { cpSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle/bundle.ts'
import { readManifest, workspacePackages } from './manifests.ts'
import { licencesWith } from './release/licences.ts'
import { declaredPackages, publishedManifest } from './release/published.ts'
import { inRoot } from './root.ts'
import { runProgram, type Ran } from './run.ts'

/** Runs npm; it is quiet, and takes from its cache what it can. */
const npm = (folder: string, ...args: readonly string[]): Promise<Ran> =>
  runProgram('npm', [...args, '--loglevel=error', '--no-update-notifier'], {
    cwd: folder,
    shell: process.platform === 'win32',
  })

/** Packs a package of the workspace as it is published into a folder and gives the tarball's path. */
export const pack = async (name: string, into: string): Promise<string> => {
  // Its `dist` stays as it is, for others use it at this moment.
  const staged = join(into, 'staged', name)
  cpSync(inRoot('packages', name), staged, {
    recursive: true,
    filter: (path) => !/[\\/](?:node_modules|test)$/.test(path),
  })
  publishable(name, staged)
  for (const [file, text] of await bundle(name)) writeFileSync(join(staged, 'dist', file), text)
  const ran = await npm(staged, 'pack', '--silent', '--pack-destination', into)
  if (ran.code !== 0) throw new Error(`npm pack of ${name} failed: ${ran.stderr}`)
  return join(into, ran.stdout.trim().split('\n').at(-1) ?? '')
}

/** A published package and those of the workspace that are installed with it, by folder. */
export const packedWith = (folder: string): readonly string[] => {
  const needed = new Set(licencesWith(folder).map(({ name }) => name))
  return workspacePackages().flatMap((one) => (needed.has(one.manifest.name) ? [one.folder] : []))
}

/** Writes the package.json that npm gets. */
const publishable = (name: string, staged: string): void => {
  const manifest = readManifest('packages', name)
  const made = publishedManifest(name, manifest, readManifest('.'), declaredPackages(staged, manifest))
  writeFileSync(join(staged, 'package.json'), `${JSON.stringify(made, null, 2)}\n`)
}

/** Makes a folder an empty project and installs tarballs into it. */
export const installInto = async (folder: string, tarballs: readonly string[]): Promise<void> => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stranger', private: true }))
  const ran = await npm(folder, 'install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs)
  if (ran.code !== 0) throw new Error(`npm install failed: ${ran.stderr}`)
}

/** The files of an installed package, relative to it. */
export const installedFiles = (folder: string, name: string): readonly string[] =>
  readdirSync(join(folder, 'node_modules', name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'node_modules', name).length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
