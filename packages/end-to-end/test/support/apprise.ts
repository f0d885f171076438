import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Debian 13 is the first with an Apprise that speaks to WhatsApp; all of these are Python alone. */
const suite = 'deb http://deb.debian.org/debian trixie main'
const packages = [
  'apprise',
  'python3-certifi',
  'python3-chardet',
  'python3-click',
  'python3-idna',
  'python3-markdown',
  'python3-oauthlib',
  'python3-requests',
  'python3-requests-oauthlib',
  'python3-urllib3',
  'python3-yaml',
]

const workspace = join(dirname(fileURLToPath(import.meta.url)), '../../../..')
const cache = join(workspace, 'node_modules/.cache/guichet')
const kept = join(cache, 'apprise')

/**
 * What `PYTHONPATH` has to be for Apprise to be found: nothing where it is installed. Else it is fetched from Debian into
 * the workspace's cache, and nothing is installed on the machine. Throws with what to do where that cannot be.
 */
export const apprisePath = (): string => {
  const found = join(kept, 'usr/lib/python3/dist-packages')
  if (existsSync(found)) return found
  if (runs('python3', ['-c', 'import apprise.plugins.whatsapp'])) return ''
  if (!['python3', 'apt-get', 'dpkg-deb'].every((program) => runs(program, ['--version'])))
    throw new Error(
      'A client in Python is tested, and there is none: install it (pip install "apprise>=1.9.3"), or Python where apt-get is.',
    )
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'apprise-'))
  try {
    fetchInto(folder)
    renameSync(join(folder, 'root'), kept)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return found
}

const runs = (program: string, args: readonly string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const fetchInto = (folder: string): void => {
  for (const name of ['lists/partial', 'archives/partial', 'root'])
    mkdirSync(join(folder, name), { recursive: true })
  const list = join(folder, 'suite.list')
  writeFileSync(list, `${suite}\n`)
  const settings = {
    'Dir::Etc::SourceList': list,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': join(folder, 'lists'),
    'Dir::Cache': folder,
    // Else a user without rights of their own would have to read the folder.
    'APT::Sandbox::User': '',
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  const run = (program: string, args: readonly string[]): void =>
    void execFileSync(program, args, { cwd: folder, stdio: 'pipe', timeout: 300_000 })
  run('apt-get', [...options, 'update'])
  run('apt-get', [...options, 'download', ...packages])
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.deb')))
    run('dpkg-deb', ['-x', join(folder, name), join(folder, 'root')])
}
