import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { rolldown, type OutputChunk, type Plugin } from 'rolldown'
import { readManifest, type Manifest } from '../manifests.ts'
import { inRoot } from '../root.ts'

/** Files with their texts, relative to `dist`. */
export type Files = ReadonlyMap<string, string>

/** What is loaded though no `exports` names it: commands, threads of their own, and what a runtime is a reason to choose. */
const others: Readonly<Record<string, readonly string[]>> = {
  cli: ['main'],
  'cloud-api': ['digest/node', 'digest/portable'],
  laws: ['bin/main'],
  'store-sqlite': ['thread/worker'],
}

/** Packages whose entries share no more than they need: a durable object has no files and no native library. */
const apart: ReadonlySet<string> = new Set(['store-sqlite'])

/** Pure and small: these become part of the file that uses them. All else is imported as before. */
const taken = [
  '@noble/hashes',
  'commander',
  'fp-ts',
  'io-ts',
  'date-fns',
  'libphonenumber-js',
  'csv-parse',
  'hono',
]

/** How files are called that several entries of a package share. */
const part = 'part-'

/** Is this a file that only a bundle has? */
export const isPart = (file: string): boolean => file.startsWith(part) && file.endsWith('.js')

/**
 * Each entry of a package as one file, and one more with what they share: Node loads a file in about the time that it
 * takes to find it, and core has more than a hundred. Made of the sources, so that it never repeats an old build.
 */
export const bundle = async (folder: string): Promise<Files> => {
  const sources = inRoot('packages', folder, 'src')
  const manifest = readManifest('packages', folder)
  const work = await rolldown({
    input: Object.fromEntries(entriesOf(folder, manifest).map((name) => [name, join(sources, `${name}.ts`)])),
    platform: 'node',
    external: (id) => id.startsWith('#') || (!isBundled(id) && !id.startsWith('.') && !isAbsolute(id)),
    plugins: [asModules, inPlace(sources)],
    checks: { bundlerTimings: false },
  })
  const { output } = await work.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: `${part}[name].js`,
    // The parts of a command are loaded one by one, when they are needed; and some entries run where others do not load.
    ...(manifest.bin === undefined && !apart.has(folder)
      ? { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } }
      : {}),
  })
  await work.close()
  return new Map(
    output.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, withLicences(one)] as const] : [])),
  )
}

const entriesOf = (folder: string, { exports }: Manifest): readonly string[] => [
  ...Object.values(exports ?? {}).flatMap(
    ({ default: file = '' }) => /^\.\/dist\/(.*)\.js$/.exec(file)?.[1] ?? [],
  ),
  ...(others[folder] ?? []),
]

/** Does a module become part of the file that uses it? */
export const isBundled = (id: string): boolean =>
  taken.some((name) => id === name || id.startsWith(`${name}/`))

/** Node loads CommonJS of fp-ts and io-ts; a bundler can leave parts out of their modules only. */
export const asModules: Plugin = {
  name: 'modules of fp-ts and io-ts',
  resolveId(id, importer, options) {
    const module = id === 'io-ts' ? 'io-ts/es6/index.js' : id.replace(/^fp-ts\/lib\//, 'fp-ts/es6/')
    return module === id ? null : this.resolve(module, importer, { ...options, skipSelf: true })
  },
}

/** A module finds what lies beside it, whichever file it becomes part of. */
const inPlace = (sources: string): Plugin => ({
  name: 'where modules are',
  transform: (code, id) => {
    if (!id.startsWith(sources) || !code.includes('import.meta.url')) return null
    const built = `./${relative(sources, id).replaceAll('\\', '/').replace(/\.ts$/, '.js')}`
    return code.replaceAll('import.meta.url', `new URL(${JSON.stringify(built)}, import.meta.url).href`)
  },
})

/** What is taken in keeps its licence. */
const withLicences = ({ code, modules }: OutputChunk): string => {
  const packages = new Set(
    Object.keys(modules).flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []),
  )
  const licences = [...packages].sort().map((folder) => {
    const { name, version }: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return `/*\n${name} ${version}\n\n${licenceIn(folder).trim().replaceAll('*/', '* /')}\n*/\n`
  })
  return [code, ...licences].join('\n')
}

const licenceIn = (folder: string): string => {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
  if (file === undefined) throw new Error(`${folder} has no licence to keep`)
  return readFileSync(join(folder, file), 'utf8')
}

/** The packages that are published. */
export const publishedFolders = (): readonly string[] =>
  readdirSync(inRoot('packages')).filter(
    (folder) =>
      existsSync(inRoot('packages', folder, 'package.json')) &&
      readManifest('packages', folder).private !== true,
  )
