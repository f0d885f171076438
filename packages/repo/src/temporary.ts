import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from './root.ts'

/** An empty folder, and how to get rid of it. */
export interface TemporaryFolder {
  readonly path: string
  readonly remove: () => void
}

/** Makes an empty folder outside of the repository. */
export const temporaryFolder = (): TemporaryFolder => folderIn(realpathSync(tmpdir()))

/** Gives work an empty folder inside this package, from where the workspace resolves; then removes it. */
export const withFolderInside = async <A>(work: (folder: string) => Promise<A>): Promise<A> => {
  const parent = inRoot('packages', 'repo', 'node_modules', '.cache')
  mkdirSync(parent, { recursive: true })
  const { path, remove } = folderIn(parent)
  try {
    return await work(path)
  } finally {
    remove()
  }
}

const folderIn = (parent: string): TemporaryFolder => {
  const path = mkdtempSync(join(parent, 'guichet-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
