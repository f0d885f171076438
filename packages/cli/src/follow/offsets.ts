import { createHash } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { reasonOf } from '../input/reason.ts'
import { withoutPassword } from '../store/location.ts'
import type { Cursor, Position } from './cursor.ts'

/** What the file of offsets holds: up to where the lines of a followed file are durable in a store. */
export interface Offsets extends Position {
  /** A digest of the bytes before the position: a file that has others there is another file. */
  readonly mark: string
}

/** The file of offsets for one followed file and one store. */
export interface OffsetsFile {
  /** `null` where nothing was read yet, or what was read went into another store. */
  readonly read: () => Promise<Offsets | null>
  /** Written whole or not at all. */
  readonly write: (cursor: Cursor) => Promise<void>
}

export const digestOfMark = (mark: Buffer): string => createHash('sha256').update(mark).digest('hex')

/** The offsets at that path, for the store of that URL. Errors name the path and the remedy. */
export const offsetsAt = (path: string, storeUrl: string): OffsetsFile => {
  const store = createHash('sha256').update(withoutPassword(storeUrl)).digest('hex').slice(0, 16)
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw new Error(`the offsets in ${path} cannot be read: ${reasonOf(error)}`, { cause: error })
      })
      if (text === null) return null
      const found = readOffsets(text)
      if (found === null)
        throw new Error(
          `${path} does not hold offsets; delete it to begin at the first line, or name another --offsets`,
        )
      return found.store === store ? found : null
    },
    write: async (cursor) => {
      const mark = digestOfMark(cursor.mark())
      const text = `${JSON.stringify({ ...cursor.position(), mark, store })}\n`
      try {
        const handle = await open(`${path}.new`, 'w')
        try {
          await handle.writeFile(text)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(`${path}.new`, path)
      } catch (error) {
        throw new Error(`the offsets cannot be written: ${reasonOf(error)}; name another file by --offsets`, {
          cause: error,
        })
      }
    },
  }
}

/** For a store that lasts no longer than the process. */
export const noOffsets: OffsetsFile = { read: async () => null, write: async () => undefined }

const readOffsets = (text: string): (Offsets & { readonly store: string }) | null => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { offset, line, mark, store }: { [name: string]: unknown } = { ...value }
  return isCount(offset) && isCount(line) && typeof mark === 'string' && typeof store === 'string'
    ? { offset, line, mark, store }
    : null
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
