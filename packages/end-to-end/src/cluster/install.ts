import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheIn, installInto, isNewEnough, newerNode, nodeIn } from '@guichet/ledger-restate/node'

/** The programs that a cluster is made of. */
export interface Programs {
  /** Restate's server. */
  readonly server: string
  /** A Node that Restate's SDK runs on. */
  readonly node: string
}

const server = { name: '@restatedev/restate-server', version: '1.7.12' } as const

const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url))

/** Finds them in a cache within the repository's `node_modules`; what is missing, npm installs there. */
export const installPrograms = async (progress: (words: string) => void): Promise<Programs> => {
  const cache = cacheIn(modules)
  const inCache = join(cache, 'node_modules')
  const needsNode = !isNewEnough() && !existsSync(nodeIn(inCache))
  const needsServer = (await versionIn(join(inCache, server.name))) !== server.version
  const missing = [
    ...(needsServer ? [`${server.name}@${server.version}`] : []),
    ...(needsNode ? [newerNode] : []),
  ]
  if (missing.length > 0) {
    progress(`npm installs ${missing.join(' and ')} into ${cache}`)
    await installInto(cache, missing)
  }
  return { server: serverIn(inCache), node: isNewEnough() ? process.execPath : nodeIn(inCache) }
}

const versionIn = async (folder: string): Promise<string | null> => {
  try {
    const manifest: { readonly version?: string } = JSON.parse(
      await readFile(join(folder, 'package.json'), 'utf8'),
    )
    return manifest.version ?? null
  } catch {
    return null
  }
}

/** The program itself: the script before it would stay behind when the program is killed. */
const serverIn = (inCache: string): string => {
  const own = createRequire(join(inCache, server.name, 'package.json'))
  const [platform, arch] = [process.platform, process.arch]
  const manifest = own.resolve(`${server.name}-${platform}-${arch}/package.json`)
  return join(manifest, '..', 'bin', 'restate-server')
}
