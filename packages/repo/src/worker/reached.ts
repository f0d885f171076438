import { readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { importsOf } from '../imports.ts'
import { packageOf } from '../layers.ts'
import { readManifest, workspacePackages } from '../manifests.ts'
import { inRoot, root } from '../root.ts'

/** A module of Node that a file imports when it runs. */
export interface ReachedBuiltin {
  /** With `node:` or without, as it is written. */
  readonly specifier: string
  /** The importing file, relative to the root. */
  readonly path: string
}

/** Every module of Node that a file loads, by itself and by all that it imports, also in other packages. */
export const builtinsReachedFrom = (path: string): readonly ReachedBuiltin[] => {
  const found: ReachedBuiltin[] = []
  const seen = new Set<string>()
  const left = [inRoot(path)]
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (seen.has(file) || file.endsWith('.json')) continue
    seen.add(file)
    const own = relative(root, file)
    for (const { specifier, typeOnly } of importsOf({ path: own, text: readFileSync(file, 'utf8') }))
      if (isBuiltin(specifier)) {
        if (!typeOnly) found.push({ specifier, path: own })
      } else if (!typeOnly) left.push(fileOf(specifier, file))
  }
  return found
}

/** The file that an import loads: of our packages the source, for nothing may have been built. */
const fileOf = (specifier: string, from: string): string => {
  if (specifier.startsWith('.') && specifier.endsWith('.ts')) return join(dirname(from), specifier)
  if (specifier.startsWith('#')) return chosenBy(specifier, from)
  const name = packageOf(specifier)
  const ours = workspacePackages().find(({ manifest }) => manifest.name === name)
  if (ours === undefined) return createRequire(from).resolve(specifier)
  const source = ours.manifest.exports?.[`.${specifier.slice(name.length)}`]?.['@guichet/source']
  if (source === undefined) throw new Error(`${from} imports ${specifier}, which its package does not export`)
  return inRoot('packages', ours.folder, source)
}

/** What a runtime that is not Node loads where a package leaves the choice to it. */
const chosenBy = (specifier: string, from: string): string => {
  const [, folder = ''] = relative(root, from).split(sep)
  const source = readManifest('packages', folder).imports?.[specifier]?.['default']?.['@guichet/source']
  if (source === undefined)
    throw new Error(`${from} imports ${specifier}, which its package.json does not name`)
  return inRoot('packages', folder, source)
}
