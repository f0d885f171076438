import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Runs an action on a temporary file with standard input, so that it can be read twice. */
export const spooled = async <A>(
  files: readonly string[],
  stdin: Readable,
  action: (files: readonly string[]) => Promise<A>,
): Promise<A> =>
  files.includes('-')
    ? inTemporaryFile(stdin, (spool) => action(files.map((file) => (file === '-' ? spool : file))))
    : action(files)

/**
 * Runs an action on a private temporary file with the texts; the file is deleted afterwards, also after a
 * failure.
 */
export const inTemporaryFile = async <A>(
  texts: AsyncIterable<string | Buffer>,
  action: (path: string) => Promise<A>,
): Promise<A> => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-'))
  try {
    const spool = join(folder, 'spool')
    await pipeline(texts, createWriteStream(spool))
    return await action(spool)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
