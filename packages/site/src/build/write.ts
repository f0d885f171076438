import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brokenIn } from './check-links.ts'
import { repositoryFile } from './repository.ts'
import { siteFiles, type Site } from './site.ts'

/** A site that was written. */
export interface Written {
  /** Any web server can serve it, under any path. */
  readonly folder: string
  readonly files: Site
}

/** Writes the whole site anew. Throws for broken links, and names them. */
export const writeSite = async (): Promise<Written> => {
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
  return { folder, files }
}
