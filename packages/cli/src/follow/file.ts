import { stat, type FileHandle } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { cursorAt, type Cursor } from './cursor.ts'
import { bytesAt, isOf, markBefore, opened, rotatedSince } from './files.ts'
import { beginning, noMark, type Followed } from './followed.ts'
import { digestOfMark, type Offsets } from './offsets.ts'

export interface FollowInput {
  readonly path: string
  /** Up to where it was read before; `null`: not at all. */
  readonly from: Offsets | null
  readonly stopped: AbortSignal
  /** How often a file is looked at that does not grow, in milliseconds. */
  readonly every: number
}

const chunkLength = 256 * 1024

/**
 * Follows a growing file by its name, as `tail -F` does, until `stopped`. Where the file was renamed, the rest of
 * it comes first, then the new one from its beginning; a file that was cut is begun again.
 */
export async function* followFile(input: FollowInput): AsyncGenerator<Followed, void> {
  const { path, stopped } = input
  let from = input.from
  /** Was the file before read to its end? */
  let isWhole = false
  let isNoted = false
  while (!stopped.aborted) {
    const handle = await opened(path)
    if (handle === null) {
      if (!isNoted) yield { is: 'note', text: `${path}: no such file yet; waiting for it` }
      isNoted = true
      await pause(input)
      continue
    }
    isNoted = false
    try {
      if (from !== null && !(await isOf(handle, from))) {
        yield* rotatedRest(path, from, isWhole)
        from = null
      }
      const start = from ?? beginning
      const cursor = cursorAt(start, from === null ? noMark : await markBefore(handle, from))
      yield { is: 'file', file: path, from: start, mark: cursor.mark() }
      isWhole = (yield* followHandle(handle, cursor, input)) === 'renamed'
      if (isWhole) yield { is: 'whole' }
      // Of a file that was cut, the rest may lie in a copy; and a rotation may have followed another.
      from = { ...cursor.position(), mark: digestOfMark(cursor.mark()) }
    } finally {
      await handle.close()
    }
  }
}

/** Follows one open file until another one has its name, or its beginning is no longer the one that was read. */
async function* followHandle(
  handle: FileHandle,
  cursor: Cursor,
  input: FollowInput,
): AsyncGenerator<Followed, 'renamed' | 'cut' | 'stopped'> {
  let { offset } = cursor.position()
  let isRenamed = false
  while (!input.stopped.aborted) {
    const bytes = await bytesAt(handle, offset, chunkLength)
    if (bytes.length > 0) {
      offset += bytes.length
      cursor.push(bytes)
      yield { is: 'bytes', bytes }
      continue
    }
    if (isRenamed) return 'renamed'
    const [own, named] = [await handle.stat(), await stat(input.path).catch(() => null)]
    if (own.size < offset) {
      yield { is: 'note', text: `${input.path} was cut; beginning it again` }
      return 'cut'
    }
    // It may have grown once more before it was renamed.
    isRenamed = named !== null && (named.ino !== own.ino || named.dev !== own.dev)
    if (isRenamed) continue
    await pause(input)
    const isSame = await isOf(handle, { ...cursor.position(), mark: digestOfMark(cursor.mark()) })
    if (!isSame) {
      yield { is: 'note', text: `${input.path} was cut and written anew; beginning it again` }
      return 'cut'
    }
  }
  return 'stopped'
}

/** What was not read yet of files that a rotation renamed or copied while nobody followed. */
async function* rotatedRest(path: string, from: Offsets, isWhole: boolean): AsyncGenerator<Followed, void> {
  const files = await rotatedSince(path, from)
  if (files.length === 0 && !isWhole) {
    const text = `${path} is another file than before, and the earlier one is not beside it; what it held after line ${from.line} is not read`
    yield { is: 'note', text }
  }
  for (const [index, file] of files.entries()) {
    const handle = await opened(file)
    if (handle === null) continue
    try {
      const start = index === 0 ? from : beginning
      yield { is: 'file', file, from: start, mark: index === 0 ? await markBefore(handle, from) : noMark }
      let { offset } = start
      for (;;) {
        const bytes = await bytesAt(handle, offset, chunkLength)
        if (bytes.length === 0) break
        offset += bytes.length
        yield { is: 'bytes', bytes }
      }
      yield { is: 'whole' }
    } finally {
      await handle.close()
    }
  }
}

const pause = ({ every, stopped }: FollowInput): Promise<unknown> =>
  wait(every, undefined, { signal: stopped }).catch(() => undefined)
