import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { isBundled } from '../bundle/bundle.ts'
import { importsOf } from '../imports.ts'
import { packageOf } from '../layers.ts'
import type { Manifest } from '../manifests.ts'

/** What is taken from the repository's own package.json, which alone names where it is. */
type Main = Pick<Manifest, 'repository'>

/** The package.json that npm gets, made of the one in the repository. */
export const publishedManifest = (
  folder: string,
  manifest: Manifest,
  main: Main,
  declared: ReadonlySet<string>,
): Manifest => {
  const { exports = {}, dependencies = {}, devDependencies: _, ...rest } = manifest
  // What a package has for tests here is not published.
  const doors = Object.entries(exports).filter(([door]) => door !== './testing')
  // What the bundle took in is installed only where declarations speak of its types.
  const needed = Object.entries(dependencies).filter(([name]) => !isBundled(name) || declared.has(name))
  return {
    ...rest,
    ...addresses(folder, main),
    exports: Object.fromEntries(doors),
    ...(needed.length === 0 ? {} : { dependencies: Object.fromEntries(needed) }),
  }
}

/** Links of a README are relative; npm resolves them by the repository and the folder in it. */
const addresses = (folder: string, { repository }: Main): Partial<Manifest> => {
  if (repository === undefined) return {}
  const { url } = repository
  const page = url.replace(/^git\+/, '').replace(/\.git$/, '')
  const directory = `packages/${folder}`
  return {
    homepage: `${page}/tree/main/${directory}#readme`,
    bugs: { url: `${page}/issues` },
    repository: { type: 'git', url, directory },
  }
}

/** The packages that a package's declarations name, from its doors on. */
export const declaredPackages = (root: string, { exports = {} }: Manifest): ReadonlySet<string> => {
  const found = new Set<string>()
  const seen = new Set<string>()
  const left = Object.values(exports).flatMap(({ types }) =>
    types === undefined ? [] : [posix.normalize(types)],
  )
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    for (const { specifier } of importsOf({ path, text: readFileSync(posix.join(root, path), 'utf8') }))
      if (specifier.startsWith('.'))
        left.push(posix.join(posix.dirname(path), specifier.replace(/\.[jt]s$/, '.d.ts')))
      else found.add(packageOf(specifier))
  }
  return found
}
