import { publishedFolders } from '../bundle/bundle.ts'
import { blocksOf } from '../docs/blocks.ts'
import { readText } from '../files.ts'
import { readManifest } from '../manifests.ts'
import { installInto, pack } from '../pack.ts'
import { doorsOf } from '../release/doors.ts'
import { gatewayProblems } from './gateway.ts'
import { chromiumOfMachine, commandIn, installed } from './install.ts'
import { pageProblems } from './page.ts'
import { programProblems, type Command } from './program.ts'
import { compilers, runtimes, type Runtime, type Way } from './runtimes.ts'
import { starterProblems, starters, whyNotTried, type Starter } from './starters.ts'
import { typeProblems } from './types.ts'
import { workerProblems } from './worker.ts'

/** What became of one row: it works, it does not, or it could not be tried here. */
export interface Row {
  /** Such as `node 24.21.0`. */
  readonly name: string
  /** What ran on it. */
  readonly ran: string
  readonly verdict: 'works' | 'fails' | 'not tried'
  /** What is wrong, or why it was not tried. */
  readonly notes: readonly string[]
}

/** How to run it. */
export interface MatrixOptions {
  /** An empty folder, into which the tarballs are installed. */
  readonly folder: string
  /** Only rows whose name has this in it; all of them unless given. */
  readonly only?: string
  /** Told what comes next. */
  readonly onStep?: (step: string) => void
}

/**
 * Runs the ten-line bot, from tarballs in an empty folder, on every runtime, judges the starter engines by the laws, and
 * compiles the types with every compiler.
 */
export const runMatrix = async ({
  folder,
  only = '',
  onStep = () => undefined,
}: MatrixOptions): Promise<readonly Row[]> => {
  onStep('tarballs')
  const folders = publishedFolders().filter((name) => name !== 'cli' && name !== 'board')
  const tarballs: string[] = []
  for (const name of folders) tarballs.push(await pack(name, folder))
  onStep('an empty project')
  await installInto(folder, [...tarballs, `@types/node@${typesOfNode()}`])
  const rows: Row[] = []
  for (const runtime of runtimes.filter(({ name }) => name.includes(only))) {
    onStep(runtime.name)
    rows.push(await rowOf(runtime, folder))
  }
  for (const starter of starters.filter(({ name }) => name.includes(only))) {
    onStep(starter.name)
    rows.push(await starterRow(starter, folder))
  }
  const doors = folders.flatMap((name) => doorsOf(readManifest('packages', name)))
  for (const version of compilers.filter((one) => `typescript ${one}`.includes(only))) {
    onStep(`typescript ${version}`)
    rows.push(await compilerRow(version, folder, doors))
  }
  return rows
}

const typesOfNode = (): string => readManifest('.').devDependencies?.['@types/node'] ?? ''

const ranOn: Readonly<Record<Way, string>> = {
  program: 'the ten-line bot',
  worker: 'the recipe for workers',
  page: 'the recipe for workers, in a page',
  gateway: 'a thousand webhooks and questions, and what every store does',
}

const rowOf = async ({ name, npm, way, args }: Runtime, folder: string): Promise<Row> => {
  const row = { name, ran: ranOn[way] }
  const command = npm === null ? fromMachine() : await fromNpm(npm.name, npm.version)
  if (typeof command === 'string') return { ...row, verdict: 'not tried', notes: [command] }
  return judged(row, () => trials[way](folder, programOf(way), { path: command.path, args }))
}

const trials: Readonly<
  Record<Way, (project: string, program: string, command: Command) => Promise<readonly string[]>>
> = { program: programProblems, worker: workerProblems, page: pageProblems, gateway: gatewayProblems }

/** A runtime's command; a text says why there is none. */
const fromNpm = async (name: string, version: string): Promise<{ readonly path: string } | string> => {
  const found = await installed(name, version)
  return found.ok ? { path: commandIn(found.folder, name) } : found.reason
}

const fromMachine = (): { readonly path: string } | string => {
  const path = chromiumOfMachine()
  return path === undefined ? 'this machine has no Chromium; CHROMIUM_PATH names one' : { path }
}

/** The program of a page under a heading, or of an example. */
const programOf = (way: Way): string => {
  if (way === 'gateway') return readText('packages/http/examples/worker.mjs').text
  return way === 'program'
    ? blockUnder('packages/guichet/README.md', '# guichet')
    : blockUnder('packages/guichet/RECIPES.md', '## Cloudflare Workers')
}

const blockUnder = (path: string, heading: string): string => {
  const file = readText(path)
  const line = file.text.split('\n').indexOf(heading)
  const block = blocksOf(file).find((one) => line !== -1 && one.info === 'js' && one.line > line)
  if (block === undefined) throw new Error(`${path} has no program under ${heading}`)
  return block.text
}

const starterRow = async (starter: Starter, folder: string): Promise<Row> => {
  const row = { name: starter.name, ran: 'all vectors, and all laws that judge decisions' }
  const why = await whyNotTried(starter)
  if (why !== null) return { ...row, verdict: 'not tried', notes: [why] }
  return judged(row, () => starterProblems(folder, starter))
}

const compilerRow = async (version: string, folder: string, doors: readonly string[]): Promise<Row> => {
  const row = { name: `typescript ${version}`, ran: 'the types of all doors' }
  const found = await installed('typescript', version)
  if (!found.ok) return { ...row, verdict: 'not tried', notes: [found.reason] }
  return judged(row, () => typeProblems(folder, doors, found.folder))
}

const judged = async (
  row: Pick<Row, 'name' | 'ran'>,
  trial: () => Promise<readonly string[]>,
): Promise<Row> => {
  try {
    const notes = await trial()
    return { ...row, verdict: notes.length === 0 ? 'works' : 'fails', notes }
  } catch (fault) {
    return { ...row, verdict: 'fails', notes: [fault instanceof Error ? fault.message : String(fault)] }
  }
}
