import type { Manifest, Package } from '../manifests.ts'

const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/

/** Versions that are not exact: ranges, tags, addresses. Those of peers may be ranges. */
export const looseVersions = ({ name, ...manifest }: Manifest): readonly string[] =>
  [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies]
    .flatMap((versions) => Object.entries(versions ?? {}))
    .filter(([, version]) => !exact.test(version))
    .map(([dependency, version]) => `${name}: ${dependency} ${version}`)

/** What one package.json has in common with all others, and what it says instead. */
export const manifestProblems = ({ folder, manifest }: Package, main: Manifest): readonly string[] => {
  const entry = manifest.exports?.['.'] ?? {}
  const sisters = Object.entries(manifest.dependencies ?? {}).filter(([name]) => name.startsWith('@guichet/'))
  const expected: readonly (readonly [string, unknown, unknown])[] = [
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
    ...sisters.map(([name, version]) => [name, version, main.version] as const),
  ]
  return expected
    .filter(([, found, wanted]) => found !== wanted)
    .map(([field, found, wanted]) => `${folder}: ${field} is ${String(found)}, not ${String(wanted)}`)
}

/** What npm and its visitors want of a package that is published. */
const published = ({
  keywords = [],
  publishConfig,
  exports,
}: Manifest): readonly (readonly [string, unknown, unknown])[] => [
  ['keywords with whatsapp', keywords.includes('whatsapp'), true],
  ['keywords of its own', keywords.length > 2, true],
  ['publishConfig.access', publishConfig?.access, 'public'],
  ['publishConfig.provenance', publishConfig?.provenance, true],
  ['an export of its package.json', exports?.['./package.json']?.['default'], './package.json'],
]

const entries: readonly (readonly [string, string])[] = [
  ['@guichet/source', './src/index.ts'],
  ['types', './dist/index.d.ts'],
  ['default', './dist/index.js'],
]
