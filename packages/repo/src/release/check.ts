import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { publishedFolders } from '../bundle/bundle.ts'
import { manifestProblems } from '../house/manifests.ts'
import { readManifest, type Manifest } from '../manifests.ts'
import { installInto, pack } from '../pack.ts'
import { inRoot } from '../root.ts'
import { runProgram } from '../run.ts'
import { doorsOf } from './doors.ts'
import { typeResolutionProblems } from './type-resolution.ts'

/** How to check a release. */
export interface ReleaseCheck {
  /** An empty folder. */
  readonly folder: string
  /** The tag of the release, such as `v1.2.3`; `null` where none is made yet. */
  readonly tag: string | null
  /** Only these packages and what they need; all that are published unless given. */
  readonly folders?: readonly string[]
  /** Told what comes next. */
  readonly onStep?: (step: string) => void
}

/**
 * Does everything that a release needs, without publishing: packs all packages as they are published, installs
 * them into
 * an empty project, imports and requires each of their doors, and runs their commands. Gives what is wrong.
 */
export const checkRelease = async ({
  folder,
  tag,
  folders = publishedFolders(),
  onStep = () => undefined,
}: ReleaseCheck): Promise<readonly string[]> => {
  const main = readManifest('.')
  const packages = folders.map((name) => ({ folder: name, manifest: readManifest('packages', name) }))
  onStep('versions')
  const problems = [
    ...packages.flatMap((one) => manifestProblems(one, main)),
    ...(tag === null ? [] : tagProblems(tag, main)),
  ]
  if (folders.includes('cli')) {
    onStep('what an image holds')
    problems.push(...(await imageProblems(join(folder, 'image'))))
  }
  onStep('tarballs')
  const tarballs: string[] = []
  for (const name of folders) {
    const tarball = await pack(name, folder)
    tarballs.push(tarball)
    problems.push(...(await typeResolutionProblems(name, tarball)))
  }
  onStep('an empty project')
  await installInto(folder, tarballs)
  for (const { manifest } of packages) {
    onStep(manifest.name)
    problems.push(
      ...(await lintProblems(folder, manifest)),
      ...(await doorProblems(folder, manifest)),
      ...(await commandProblems(folder, manifest)),
    )
  }
  return problems
}

/** What the Dockerfile puts into an image is installed without what is for development only, and has to run so. */
const imageProblems = async (folder: string): Promise<readonly string[]> => {
  const made = await runProgram(process.execPath, [inRoot('packages/repo/scripts/image.mjs'), folder], {
    timeout: 300_000,
  })
  if (made.code !== 0) return [`the image cannot be made: ${made.stderr}`]
  const guichet = join(folder, 'packages', 'cli', 'bin', 'guichet.mjs')
  const ran = await runProgram(process.execPath, [guichet, 'rulebooks'], { cwd: folder })
  return ran.code === 0 ? [] : [`the image does not run: ${ran.stderr}`]
}

/** Provenance names the repository, so it has to be named where a release is made. */
const tagProblems = (tag: string, main: Manifest): readonly string[] => [
  ...(tag === `v${main.version}` ? [] : [`the tag is ${tag}, but the version is ${main.version}`]),
  ...(main.repository === undefined
    ? ['package.json names no repository, which provenance and the links on npm need']
    : []),
]

const lintProblems = async (folder: string, manifest: Manifest): Promise<readonly string[]> => {
  const pkgDir = join(folder, 'node_modules', manifest.name)
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true, level: 'warning' })
  return messages.map(
    (message) => `${manifest.name}: ${formatMessage(message, pkg, { color: false }) ?? message.code}`,
  )
}

const doorProblems = async (folder: string, manifest: Manifest): Promise<readonly string[]> => {
  const { name } = manifest
  const doors = doorsOf(manifest)
  const lines = doors.map((door) => JSON.stringify(door))
  writeFileSync(join(folder, 'doors.mjs'), lines.map((door) => `await import(${door})`).join('\n'))
  writeFileSync(join(folder, 'doors.cjs'), lines.map((door) => `require(${door})`).join('\n'))
  const ran = await Promise.all(
    ['doors.mjs', 'doors.cjs'].map((file) => runProgram(process.execPath, [file], { cwd: folder })),
  )
  return ran.flatMap(({ code, stderr }) => (code === 0 ? [] : [`${name} cannot be loaded: ${stderr}`]))
}

const commandProblems = async (folder: string, { name, bin }: Manifest): Promise<readonly string[]> => {
  const commands = Object.keys(bin ?? {})
  const ran = await Promise.all(
    commands.map(async (command) => ({
      command,
      ...(await runProgram(join(folder, 'node_modules', '.bin', command), ['--help'], { cwd: folder })),
    })),
  )
  return ran.flatMap(({ command, code, stdout, stderr }) =>
    code === 0 && stdout.startsWith('Usage: ') ? [] : [`${name}: ${command} --help fails: ${stderr}`],
  )
}
