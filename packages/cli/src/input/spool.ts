import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Runs an action with standard input put into a file, so that it can be read twice; the file goes afterwards. */
export const spooled = async <A>(
  files: readonly string[],
  stdin: Readable,
  action: (files: readonly string[]) => Promise<A>,
): Promise<A> => {
  if (!files.includes('-')) return action(files)
  const folder = await mkdtemp(join(tmpdir(), 'guichet-'))
  try {
    const spool = join(folder, 'standard-input')
    await pipeline(stdin, createWriteStream(spool))
    return await action(files.map((file) => (file === '-' ? spool : file)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
