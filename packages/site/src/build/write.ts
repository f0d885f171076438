import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brokenIn } from './check-links.ts'
import { repositoryFile } from './repository.ts'
import { siteFiles } from './site.ts'

/** Writes the whole site anew; gives the folder, which any web server can serve under any path. Throws for broken links. */
export const writeSite = async (): Promise<string> => {
  const folder = repositoryFile('packages/site/dist/site')
  const files = await siteFiles()
  const broken = brokenIn(files)
  if (broken.length > 0) throw new Error(`links lead nowhere:\n${broken.join('\n')}`)
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of files) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return folder
}
