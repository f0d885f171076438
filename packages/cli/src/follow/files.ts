import { open, readdir, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { markLength, type Position } from './cursor.ts'
import { digestOfMark, type Offsets } from './offsets.ts'

/** Opens a file; `null` where there is none. */
export const opened = async (path: string): Promise<FileHandle | null> =>
  open(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })

/** Reads the bytes from a position on, at most that many; empty at the end of the file. */
export const bytesAt = async (handle: FileHandle, position: number, most: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(most), 0, most, position)
  return buffer.subarray(0, bytesRead)
}

/** What lies before a position. */
export const markBefore = async (handle: FileHandle, { offset }: Position): Promise<Buffer> => {
  const length = Math.min(offset, markLength)
  return bytesAt(handle, offset - length, length)
}

/** Is this the file that was read up to there? */
export const isOf = async (handle: FileHandle, { offset, mark, line }: Offsets): Promise<boolean> =>
  digestOfMark(await markBefore(handle, { offset, line })) === mark

/**
 * The files that a log rotation made of this one, `log.1`, `log-20261130`, oldest first: from the one that was
 * read up to these offsets, if it is still there.
 */
export const rotatedSince = async (path: string, offsets: Offsets): Promise<readonly string[]> => {
  const name = basename(path)
  const folder = dirname(path)
  const rotated = (await readdir(folder)).filter(
    (other) => other.startsWith(name) && /^[.-][\d.-]+$/.test(other.slice(name.length)),
  )
  const aged: { readonly path: string; readonly at: number }[] = []
  for (const other of rotated) {
    const found = await stat(join(folder, other)).catch(() => null)
    if (found?.isFile() === true) aged.push({ path: join(folder, other), at: found.mtimeMs })
  }
  const byAge = aged.sort((a, b) => a.at - b.at || (a.path < b.path ? 1 : -1)).map((one) => one.path)
  for (const [index, other] of byAge.entries()) {
    const handle = await opened(other)
    if (handle === null) continue
    const isIt = await isOf(handle, offsets)
    await handle.close()
    if (isIt) return byAge.slice(index)
  }
  return []
}
