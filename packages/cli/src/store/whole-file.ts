import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { realpath, rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/**
 * Writes a file atomically: under a temporary name beside it, until all of it is on the disk. Rejects with a
 * readable error that names the file, or with the rejection of the texts.
 */
export const writeWhole = async (path: string, texts: AsyncIterable<string>): Promise<void> => {
  try {
    const target = await targetOf(path)
    if (target === null) return await pipeline(texts, createWriteStream(path))
    const partial = `${target}.${randomUUID().slice(0, 8)}.partial`
    try {
      await pipeline(texts, createWriteStream(partial, { flags: 'wx', flush: true }))
      await rename(partial, target)
    } finally {
      await rm(partial, { force: true })
    }
  } catch (error) {
    throw inWords(error, path)
  }
}

/** The target of a link; `null` for a device or a pipe, which must not be replaced. */
const targetOf = async (path: string): Promise<string | null> => {
  try {
    const stats = await stat(path)
    return stats.isFile() || stats.isDirectory() ? await realpath(path) : null
  } catch {
    return path
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be written',
  EPERM: 'may not be written',
  EROFS: 'may not be written',
  ENOSPC: 'no space is left',
}

const inWords = (error: unknown, path: string): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = reasons[code]
  return reason === undefined ? error : new Error(`${path}: ${reason}`, { cause: error })
}
