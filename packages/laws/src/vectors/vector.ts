import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reply, Request } from '../protocol.ts'

/** The version of the format; a new one is a folder of its own, beside the earlier ones. */
export const vectorsVersion = 1

/**
 * A history with the replies that are expected: the requests are the lines that an engine gets, one conversation from
 * `reset` on, and each has its reply at the same place.
 */
export interface Vector {
  /** Names it, also in later releases: its rulebook, its law and a number. */
  readonly id: string
  readonly law: string
  /** The rulebook of its `reset`. */
  readonly rulebook: string
  /** What the replies rest on. */
  readonly clauses: readonly string[]
  /** 2: an engine that speaks version 1 of the protocol alone cannot answer so. */
  readonly protocol: 1 | 2
  readonly requests: readonly Request[]
  readonly replies: readonly Reply[]
}

/** The folder of the vectors that come with this package: a file for each rulebook, a vector a line. */
export const ownVectors: string = fileURLToPath(new URL(`../../vectors/v${vectorsVersion}`, import.meta.url))

/** Reads all vectors of a folder, by file name. Rejects for a line that is not JSON. */
export const readVectors = async (folder: string = ownVectors): Promise<readonly Vector[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Vector => JSON.parse(line)),
  )
}
