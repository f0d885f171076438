import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import type { Import } from './imports.ts'
import { workspacePackages, type Manifest } from './manifests.ts'

/** What a package may import: packages of the workspace, other packages, modules of Node. */
interface Layer {
  /** `core` is the door of that package, `core/store` a subpath of it, which is allowed by itself. */
  readonly workspace: readonly string[] | 'any'
  /** Packages of the workspace that may only be imported for their types. */
  readonly typesOf?: readonly string[]
  /** `any`: whatever its package.json declares. */
  readonly others: readonly string[] | 'any'
  readonly builtins: readonly string[] | 'any'
}

/** Who may import what; the table of the house. A package without a row may import nothing. */
export const layers: Readonly<Record<string, Layer>> = {
  core: { workspace: [], others: ['fp-ts', 'io-ts', 'date-fns'], builtins: [] },
  'cloud-api': {
    workspace: ['core', 'core/adapter', 'core/time'],
    others: ['@noble/hashes'],
    builtins: ['node:crypto'],
  },
  rates: { workspace: ['core', 'core/adapter'], others: 'any', builtins: [] },
  // What judges an engine must not be made of it.
  laws: {
    workspace: [],
    typesOf: ['core', 'core/adapter'],
    // A caller that runs the laws in vitest has it.
    others: ['fast-check', 'vitest'],
    builtins: [
      'node:child_process',
      'node:fs/promises',
      'node:path',
      'node:stream',
      'node:test',
      'node:timers/promises',
      'node:url',
      'node:util',
    ],
  },
  timeline: { workspace: ['core', 'core/store', 'core/time'], others: [], builtins: [] },
  // What it reads webhooks with and sends by is handed in, so that it knows no wire and no database.
  runtime: {
    workspace: ['core', 'core/adapter', 'core/store', 'core/time'],
    others: [],
    builtins: ['node:crypto'],
  },
  'store-sqlite': {
    workspace: ['core', 'runtime'],
    others: ['libsql'],
    builtins: ['node:fs', 'node:path', 'node:timers/promises', 'node:worker_threads'],
  },
  'store-postgres': { workspace: ['core', 'runtime'], others: ['pg'], builtins: [] },
  'ledger-restate': {
    workspace: ['core', 'runtime'],
    others: ['@restatedev/restate-sdk'],
    builtins: [
      'node:child_process',
      'node:fs',
      'node:fs/promises',
      'node:http2',
      'node:net',
      'node:path',
      'node:timers/promises',
      'node:url',
    ],
  },
  // What a bot imports: a few lines over the others.
  guichet: {
    workspace: ['core', 'core/adapter', 'cloud-api', 'runtime', 'store-sqlite'],
    others: [],
    builtins: ['node:http'],
  },
  // It judges what the gateway does, so it must not be made of the gateway's rules.
  emulator: {
    workspace: ['laws'],
    typesOf: ['core', 'core/adapter'],
    others: ['hono'],
    builtins: ['node:crypto'],
  },
  http: {
    workspace: [
      'core',
      'core/adapter',
      'core/plan',
      'core/store',
      'core/time',
      'cloud-api',
      'runtime',
      'timeline',
    ],
    others: ['hono'],
    builtins: ['node:crypto'],
  },
  // Its sources run in a browser; only what hands out its files runs in Node.
  board: { workspace: [], others: [], builtins: ['node:fs', 'node:url'] },
  'end-to-end': { workspace: 'any', others: 'any', builtins: 'any' },
  cli: {
    workspace: [
      'emulator',
      'http',
      'board',
      'core',
      'core/adapter',
      'core/clauses',
      'core/plan',
      'core/store',
      'core/time',
      'cloud-api',
      'laws',
      'rates',
      'timeline',
      'runtime',
      'store-sqlite',
      'store-postgres',
      'ledger-restate',
      'ledger-restate/node',
      'ledger-restate/service',
    ],
    others: 'any',
    builtins: 'any',
  },
  // Its pages run in a browser; only what builds them runs in Node.
  site: {
    workspace: ['board', 'board/dom', 'cli/audit', 'core', 'core/clauses', 'core/time', 'rates', 'timeline'],
    others: ['rolldown', '@noble/hashes', 'marked', 'typescript'],
    builtins: ['node:child_process', 'node:fs', 'node:http', 'node:path', 'node:url'],
  },
  bench: { workspace: 'any', others: 'any', builtins: 'any' },
  mutation: { workspace: [], others: [], builtins: ['node:fs'] },
  repo: { workspace: 'any', others: 'any', builtins: 'any' },
}

const nothing: Layer = { workspace: [], others: [], builtins: [] }

/** Only this file imports fp-ts and io-ts. */
const prelude = 'packages/core/src/prelude.ts'

/** What is wrong with one import; empty when nothing is. `folder` is the importing package's. */
export const importProblems = (one: Import, folder: string, manifest: Manifest): readonly string[] => {
  const { specifier } = one
  const layer = layers[folder] ?? nothing
  const problems = specifier.startsWith('.')
    ? relativeProblems(one, folder)
    : specifier.startsWith('#')
      ? specifier in (manifest.imports ?? {})
        ? []
        : ['its package.json names no such import']
      : isBuiltin(specifier)
        ? builtinProblems(specifier, layer)
        : packageProblems(one, layer, manifest)
  return problems.map((problem) => `${one.place} imports ${specifier}: ${problem}`)
}

const allows = (list: readonly string[] | 'any', name: string): boolean =>
  list === 'any' || list.includes(name)

const relativeProblems = ({ path, specifier }: Import, folder: string): readonly string[] => {
  const target = posix.join(posix.dirname(path), specifier)
  return [
    ...(specifier.endsWith('.ts') ? [] : ['a relative import ends in .ts']),
    ...(target.startsWith(`packages/${folder}/src/`) ? [] : ['it leaves the sources of its package']),
  ]
}

const builtinProblems = (specifier: string, { builtins }: Layer): readonly string[] => [
  ...(specifier.startsWith('node:') ? [] : ['write it with node:']),
  ...(allows(builtins, specifier) ? [] : ['this layer may not use this module of Node']),
]

const packageProblems = (
  { path, specifier, typeOnly }: Import,
  { workspace, typesOf = [], others }: Layer,
  manifest: Manifest,
): readonly string[] => {
  const name = packageOf(specifier)
  const own = name.startsWith('@guichet/')
  const door = specifier.slice('@guichet/'.length)
  const allowed = own ? allows(workspace, door) || (typeOnly && typesOf.includes(door)) : allows(others, name)
  const needsTypeOnly = own && !allowed && typesOf.includes(door)
  return [
    ...(needsTypeOnly ? ['only types may be imported from it'] : []),
    ...(allowed || needsTypeOnly ? [] : ['this layer may not import it']),
    ...(name in { ...manifest.dependencies, ...manifest.peerDependencies }
      ? []
      : [`${name} is not among the dependencies`]),
    ...(own && !isDoor(door) ? ['a package of the workspace has no such door'] : []),
    ...(own && door.endsWith('/testing') && manifest.private !== true
      ? ['what a package has for tests is not published, so only a private one may import it']
      : []),
    ...((name === 'fp-ts' || name === 'io-ts') && path !== prelude ? [`only ${prelude} may import it`] : []),
  ]
}

/** Does a package of the workspace export that: its name, or a subpath of it? */
const isDoor = (door: string): boolean => {
  const [folder = '', ...subpath] = door.split('/')
  const wanted = ['.', ...subpath].join('/')
  return workspacePackages().some(
    ({ folder: own, manifest }) => own === folder && wanted in (manifest.exports ?? {}),
  )
}

/** The package of a module: `a/b` of package `a`, `@a/b/c` of package `@a/b`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
