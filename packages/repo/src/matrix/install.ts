import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../root.ts'
import { runProgram } from '../run.ts'

/** A package with its commands, or why there is none. */
export type Installed =
  { readonly ok: true; readonly folder: string } | { readonly ok: false; readonly reason: string }

const cache = (): string => inRoot('node_modules', '.cache', 'guichet', 'matrix')

/** Installs a package of npm beside the repository's own, once. */
export const installed = async (name: string, version: string): Promise<Installed> => {
  const folder = join(cache(), `${name.replace('/', '+')}-${version}`)
  if (existsSync(folder)) return { ok: true, folder }
  const half = `${folder}.half`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true })
  writeFileSync(join(half, 'package.json'), JSON.stringify({ name: 'runtime', private: true }))
  const ran = await runProgram(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline', `${name}@${version}`],
    { cwd: half, timeout: 600_000, shell: process.platform === 'win32' },
  )
  if (ran.code !== 0) return { ok: false, reason: `npm cannot install it: ${firstLine(ran.stderr)}` }
  renameSync(half, folder)
  return { ok: true, folder }
}

/** A command of an installed package. */
export const commandIn = (folder: string, command: string): string =>
  join(folder, 'node_modules', '.bin', process.platform === 'win32' ? `${command}.cmd` : command)

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium of this machine, which the board's tests run in, too; npm has none. */
export const chromiumOfMachine = (): string | undefined =>
  [process.env['CHROMIUM_PATH'] ?? '', ...places].find((place) => place !== '' && existsSync(place))
