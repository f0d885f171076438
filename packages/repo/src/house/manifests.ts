import type { Manifest, Package } from '../manifests.ts'

const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/
const caret = /^\^\d+\.\d+\.\d+(?:-[\w.]+)?$/

/** A library is installed beside others, which may have brought the same package already. */
const isLibrary = (manifest: Manifest): boolean => manifest.private !== true && manifest.bin === undefined

/**
 * Versions that are not as they should be: exact for what runs by itself and for development, as the lockfile has them; `^`
 * for a library; ranges for peers. Never a tag or an address.
 */
export const looseVersions = (manifest: Manifest): readonly string[] => [
  ...unlike(manifest.name, manifest.dependencies, isLibrary(manifest) ? caret : exact),
  ...unlike(manifest.name, manifest.optionalDependencies, isLibrary(manifest) ? caret : exact),
  ...unlike(manifest.name, manifest.devDependencies, exact),
  ...unlike(manifest.name, manifest.peerDependencies, /^(?:\^|>=)\d+\.\d+\.\d+$/),
]

const unlike = (
  name: string,
  versions: Readonly<Record<string, string>> = {},
  form: RegExp,
): readonly string[] =>
  Object.entries(versions)
    .filter(([, version]) => !form.test(version))
    .map(([dependency, version]) => `${name}: ${dependency} ${version}`)

/** What one package.json has in common with all others, and what it says instead. */
export const manifestProblems = ({ folder, manifest }: Package, main: Manifest): readonly string[] => {
  const entry = manifest.exports?.['.'] ?? {}
  const expected: readonly Expectation[] = [
    // The one that a bot imports has the plain name.
    ['name', manifest.name, folder === 'guichet' ? folder : `@guichet/${folder}`],
    ['version', manifest.version, main.version],
    ['license', manifest.license, 'MIT'],
    ['type', manifest.type, 'module'],
    ['engines.node', manifest.engines?.node, main.engines?.node],
    ['sideEffects', manifest.sideEffects, false],
    ['description', (manifest.description ?? '').length > 10, true],
    ['exports, in this order', Object.entries(entry).flat().join(' '), entries.flat().join(' ')],
    ['the first exports', Object.keys(manifest.exports ?? {})[0], '.'],
    ['files with dist', manifest.files?.includes('dist'), true],
    ['files with src', manifest.files?.includes('src'), true],
    ...(manifest.private === true ? [] : published(manifest)),
    ...sisters(folder, manifest, main.version),
  ]
  return expected
    .filter(([, found, wanted]) => found !== wanted)
    .map(([field, found, wanted]) => `${folder}: ${field} is ${String(found)}, not ${String(wanted)}`)
}

/** A field, what it is, and what it has to be. */
type Expectation = readonly [string, unknown, unknown]

/** What npm and its visitors want of a package that is published. */
const published = ({ keywords = [], publishConfig, exports }: Manifest): readonly Expectation[] => [
  ['keywords with whatsapp', keywords.includes('whatsapp'), true],
  ['keywords of its own', keywords.length > 2, true],
  ['publishConfig.access', publishConfig?.access, 'public'],
  ['publishConfig.provenance', publishConfig?.provenance, true],
  ['an export of its package.json', exports?.['./package.json']?.['default'], './package.json'],
]

/** What gets values of core from its caller, and must have the caller's core: one copy for all of them. */
const besideCore: ReadonlySet<string> = new Set([
  'cloud-api',
  'http',
  'ledger-restate',
  'rates',
  'runtime',
  'store-postgres',
  'store-sqlite',
  'timeline',
])

const core = '@guichet/core'

/** Packages of the workspace go together, and those that share a core with their caller bring none of their own. */
const sisters = (folder: string, manifest: Manifest, version: string): readonly Expectation[] => {
  const range = `^${version}`
  const isSister = (name: string): boolean => name.startsWith('@guichet/') || name === 'guichet'
  const dependencies = Object.entries(manifest.dependencies ?? {}).filter(([name]) => isSister(name))
  const peers = Object.entries(manifest.peerDependencies ?? {}).filter(([name]) => isSister(name))
  const asPeer: readonly Expectation[] = [
    [`${core} among the dependencies`, manifest.dependencies?.[core], undefined],
    [`${core} as peer`, manifest.peerDependencies?.[core], range],
    [`${core} for development`, manifest.devDependencies?.[core], version],
  ]
  return [
    ...dependencies.map(([name, found]) => [name, found, isLibrary(manifest) ? range : version] as const),
    ...(besideCore.has(folder) ? asPeer : peers.map(([name]) => [`${name} as peer`, true, false] as const)),
  ]
}

const entries: readonly (readonly [string, string])[] = [
  ['@guichet/source', './src/index.ts'],
  ['types', './dist/index.d.ts'],
  ['default', './dist/index.js'],
]
