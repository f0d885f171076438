import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { inRoot } from '../root.ts'
import { bundle, isPart, publishedFolders, type Files } from './bundle.ts'

/**
 * What the compiler made stands in `dist`, a file for each module, and the bundles stand in place of its entries. The
 * compiler is told so in its own notes: it writes those entries again whenever it runs, and no old bundle survives a
 * change of the sources. What was there before is kept, so that it need not.
 */
const notes = '.tsbuildinfo'

/** Where a package's modules are, and where those of them are kept that a bundle stands in for. */
export interface Place {
  readonly dist: string
  readonly kept: string
}

const placeOf = (folder: string): Place => ({
  dist: inRoot('packages', folder, 'dist'),
  kept: inRoot('node_modules', '.cache', 'guichet', 'modules', folder),
})

/** The parts of the compiler's notes that are used here. */
interface Notes {
  readonly fileNames: readonly string[]
  /** The places in `fileNames`, from 1 on, of the files to write again. */
  readonly affectedFilesPendingEmit?: readonly number[]
}

/** Puts the bundles of all published packages into their `dist`. Their modules must have been built. */
export const bundleInPlace = async (): Promise<void> => {
  await Promise.all(publishedFolders().map(async (folder) => putIn(placeOf(folder), await bundle(folder))))
}

/** Takes the bundles out again, where the compiler did not do so: only modules are left. */
export const unbundle = (): void => publishedFolders().map(placeOf).forEach(takeOut)

/** Puts a bundle in place of the entries that are in it. */
export const putIn = ({ dist, kept }: Place, files: Files): void => {
  removeParts(dist)
  rmSync(kept, { recursive: true, force: true })
  const entries = [...files.keys()].filter((file) => !isPart(file))
  for (const file of [...entries, notes]) copy(join(dist, file), join(kept, 'before', file))
  const known: Notes = JSON.parse(readFileSync(join(dist, notes), 'utf8'))
  const { atime, mtime } = statSync(join(dist, notes))
  writeFileSync(join(dist, notes), JSON.stringify(withPending(known, entries)))
  utimesSync(join(dist, notes), atime, mtime)
  copy(join(dist, notes), join(kept, notes))
  for (const [file, text] of files) writeFileSync(join(dist, file), text)
}

const withPending = (known: Notes, entries: readonly string[]): Notes => ({
  ...known,
  affectedFilesPendingEmit: entries.map((file) => {
    const place = known.fileNames.indexOf(`../src/${file.replace(/\.js$/, '.ts')}`)
    if (place === -1) throw new Error(`the compiler knows no source of ${file}`)
    return place + 1
  }),
})

/** Puts back what a bundle stands in for; where the compiler has run since, nothing is to be done. */
export const takeOut = ({ dist, kept }: Place): void => {
  if (sameText(join(dist, notes), join(kept, notes)))
    for (const entry of readdirSync(join(kept, 'before'), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const from = join(entry.parentPath, entry.name)
        copy(from, join(dist, relative(join(kept, 'before'), from)))
      }
  rmSync(kept, { recursive: true, force: true })
  removeParts(dist)
}

const removeParts = (dist: string): void => {
  if (!existsSync(dist)) return
  for (const file of readdirSync(dist)) if (isPart(file)) rmSync(join(dist, file))
}

const sameText = (one: string, other: string): boolean =>
  existsSync(one) && existsSync(other) && readFileSync(one, 'utf8') === readFileSync(other, 'utf8')

/** With its time: by that the compiler sees which sources changed since. */
const copy = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true })
  const { atime, mtime } = statSync(from)
  writeFileSync(to, readFileSync(from))
  utimesSync(to, atime, mtime)
}
