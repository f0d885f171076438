import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives work an empty folder of its own, then removes it. */
export const withFolder = async <Result>(work: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'guichet-sqlite-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Gives work the path of a file that is not there yet, in a folder of its own. */
export const withFile = <Result>(work: (path: string) => Promise<Result>): Promise<Result> =>
  withFolder((folder) => work(join(folder, 'store.db')))
