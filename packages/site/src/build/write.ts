import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { playgroundFiles, repositoryFile } from './playground.ts'

/** Writes the whole site anew; gives the folder, which any web server can serve under any path. */
export const writeSite = async (): Promise<string> => {
  const folder = repositoryFile('packages/site/dist/site')
  const files = await playgroundFiles()
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of files) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return folder
}
