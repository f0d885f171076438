import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Manifest } from '../manifests.ts'
import { inRoot } from '../root.ts'

/** A package that is installed with another, and its licence. */
export interface Licence {
  readonly name: string
  readonly version: string
  /** As its package.json says it; empty if it says nothing. */
  readonly licence: string
}

/** What is installed with a package of the workspace, and with that, and so on: all that a user gets. */
export const licencesWith = (folder: string): readonly Licence[] => {
  const found = new Map<string, Licence>()
  const left = [realpathSync(inRoot('packages', folder))]
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (found.has(at)) continue
    const manifest: Manifest = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'))
    const { name, version, license } = manifest
    found.set(at, { name, version, licence: typeof license === 'string' ? license : '' })
    for (const needed of neededBy(manifest)) {
      const place = placeOf(needed, at)
      if (place !== null) left.push(place)
    }
  }
  return [...found.values()]
}

/** A peer that is optional is not installed with a package. */
const neededBy = (manifest: Manifest): readonly string[] => {
  const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} } = manifest
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true)
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]
}

/** Where a package finds another; `null` where it is for another machine, or for nobody unless its user has it. */
const placeOf = (name: string, from: string): string | null => {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name)
    if (existsSync(place)) return realpathSync(place)
    if (folder === dirname(folder)) return null
  }
}
