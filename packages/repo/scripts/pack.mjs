import { copyFileSync, mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { setUp } from './setup.mjs'

// `npm run pack -- FOLDER PACKAGE…`: tarballs, as npm would get them, of packages and of those that they need.
const [folder, ...named] = process.argv.slice(2)
const usage = `Usage: npm run pack -- FOLDER [PACKAGE …]

Builds, and writes the tarballs of those packages and of what they need of Guichet into the folder; of all packages
unless some are named. A package is named as its folder is: guichet, core, cli.`

if (folder === undefined || folder.startsWith('-')) {
  console.log(usage)
  process.exit(folder === '--help' || folder === '-h' ? 0 : 2)
}
setUp()
const { pack, packedWith, publishedFolders, temporaryFolder } = await import('../dist/index.js')
const published = publishedFolders()
const unknown = named.filter((name) => !published.includes(name))
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}: no such package; there are ${published.join(', ')}`)
  process.exit(2)
}
const wanted = named.length === 0 ? published : [...new Set(named.flatMap(packedWith))]
// npm's run of this script is in the root of the clone, wherever it was called.
const into = resolve(process.env['INIT_CWD'] ?? '.', folder)
mkdirSync(into, { recursive: true })
const { path, remove } = temporaryFolder()
try {
  for (const name of wanted) {
    const tarball = await pack(name, path)
    copyFileSync(tarball, join(into, basename(tarball)))
    console.log(join(folder, basename(tarball)))
  }
} finally {
  remove()
}
