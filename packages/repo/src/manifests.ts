import { readdirSync } from 'node:fs'
import { existsSync } from 'node:fs'
import { readText } from './files.ts'
import { inRoot } from './root.ts'

type Versions = Readonly<Record<string, string>>

/** The fields of a package.json that the checks look at. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly description?: string
  readonly keywords?: readonly string[]
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean }
  readonly homepage?: string
  readonly bugs?: { readonly url: string }
  /** Only the root names it; each package gets it when it is packed. */
  readonly repository?: { readonly type: string; readonly url: string; readonly directory?: string }
  readonly license?: string
  readonly type?: string
  readonly engines?: { readonly node?: string }
  readonly sideEffects?: boolean
  readonly exports?: Readonly<Record<string, Versions>>
  /** What a package calls differently on different runtimes, by condition. */
  readonly imports?: Readonly<Record<string, Readonly<Record<string, Versions>>>>
  readonly files?: readonly string[]
  readonly bin?: Readonly<Record<string, string>>
  readonly packageManager?: string
  readonly dependencies?: Versions
  readonly devDependencies?: Versions
  readonly optionalDependencies?: Versions
  readonly peerDependencies?: Versions
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** A package of the workspace. */
export interface Package {
  /** Its folder's name in `packages`. */
  readonly folder: string
  readonly manifest: Manifest
}

/** Reads the package.json of a folder. */
export const readManifest = (...folder: readonly string[]): Manifest =>
  JSON.parse(readText([...folder, 'package.json'].join('/')).text)

/** All packages of the workspace. */
export const workspacePackages = (): readonly Package[] =>
  readdirSync(inRoot('packages'))
    .filter((folder) => existsSync(inRoot('packages', folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readManifest('packages', folder) }))
