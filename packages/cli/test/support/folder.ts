import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'

/** A folder for the files of one test file, gone afterwards. */
export interface Folder {
  readonly path: (name: string) => string
  /** Writes a file and gives its path. */
  readonly file: (name: string, content: string | Buffer) => Promise<string>
}

export const temporaryFolder = (): Folder => {
  let root = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'guichet-test-'))
  })
  afterAll(() => rm(root, { recursive: true, force: true }))
  const path = (name: string): string => join(root, name)
  return {
    path,
    file: async (name, content) => {
      await writeFile(path(name), content)
      return path(name)
    },
  }
}
