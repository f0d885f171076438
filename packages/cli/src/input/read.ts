import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { reasonOf } from './reason.ts'
import { headLength, splitterFor, type Splitter } from './splitter.ts'

/** Where an input's texts go. */
export interface Sink {
  readonly text: (text: string, line: number) => void
  readonly tooLong: (line: number, bytes: number) => void
  /** Bytes read so far, as they lie on disk. */
  readonly progress: (bytes: number) => void
  /** Reading pauses until this resolves; its rejection ends the reading and is passed on. */
  readonly room?: () => Promise<void>
}

/** A file or standard input that could not be read to its end. */
export interface ReadFailure {
  readonly file: string
  readonly reason: string
}

/** Size of a file in bytes; `null` for standard input and for what has no size. */
export const sizeOf = async (file: string): Promise<number | null> => {
  if (file === '-') return null
  try {
    const handle = await open(file)
    try {
      const stats = await handle.stat()
      return stats.isFile() ? stats.size : null
    } finally {
      await handle.close()
    }
  } catch {
    return null
  }
}

const isGzip = (chunk: Buffer): boolean => chunk[0] === 0x1f && chunk[1] === 0x8b

/**
 * Reads an input (`-` is standard input), unpacks gzip, and passes on its JSON texts. All texts before a
 * failure are passed on before the failure is returned. Rejects if `room` does.
 */
export const readInput = async (file: string, stdin: Readable, sink: Sink): Promise<ReadFailure | null> => {
  const source = file === '-' ? stdin : createReadStream(file, { highWaterMark: 1024 * 1024 })
  const refusals: unknown[] = []
  const room = async (): Promise<void> => {
    try {
      await sink.room?.()
    } catch (error) {
      refusals.push(error)
      throw error
    }
  }
  try {
    const chunks = fromHead(withProgress(source, sink.progress))
    const first = await chunks.next()
    if (first.done === true) return null
    const taker = { ...sink, room }
    await (isGzip(first.value) ? unpack(first.value, chunks, taker) : feed(first.value, chunks, taker))
    return null
  } catch (error) {
    if (refusals.length === 0) return { file, reason: reasonOf(error) }
    source.destroy()
    throw refusals[0]
  }
}

type Taker = Required<Sink>

async function* withProgress(source: Readable, progress: Sink['progress']): AsyncGenerator<Buffer, void> {
  let bytes = 0
  for await (const chunk of source) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    bytes += buffer.length
    if (buffer.length > 0) yield buffer
    progress(bytes)
  }
}

/**
 * The beginning of an input decides its format, so the first chunk is at least a head long, unless the input
 * is shorter.
 */
async function* fromHead(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let head: Buffer[] = []
  let length = 0
  let failure: { readonly error: unknown } | null = null
  try {
    for await (const chunk of chunks) {
      if (length >= headLength) {
        yield chunk
        continue
      }
      head.push(chunk)
      length += chunk.length
      if (length < headLength) continue
      yield Buffer.concat(head)
      head = []
    }
  } catch (error) {
    // The part before the failure is valid input.
    failure = { error }
  }
  if (head.length > 0) yield Buffer.concat(head)
  if (failure !== null) throw failure.error
}

const feed = async (first: Buffer, rest: AsyncIterable<Buffer>, sink: Taker): Promise<void> => {
  const start = withoutByteOrderMark(first)
  const splitter = splitterFor(start, sink.text, sink.tooLong)
  splitter.push(start)
  await sink.room()
  for await (const chunk of rest) {
    splitter.push(chunk)
    await sink.room()
  }
  splitter.end()
}

const unpack = async (first: Buffer, rest: AsyncIterable<Buffer>, sink: Taker): Promise<void> => {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  const writing = (async () => {
    try {
      gunzip.write(first)
      for await (const chunk of rest)
        if (!gunzip.write(chunk)) await new Promise<void>((resume) => gunzip.once('drain', resume))
      gunzip.end()
    } catch (error) {
      gunzip.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  })()
  let splitter: Splitter | null = null
  try {
    for await (const buffer of fromHead(gunzip)) {
      const start = splitter === null ? withoutByteOrderMark(buffer) : buffer
      splitter ??= splitterFor(start, sink.text, sink.tooLong)
      splitter.push(start)
      await sink.room()
    }
    await writing
  } finally {
    splitter?.end()
  }
}

const withoutByteOrderMark = (chunk: Buffer): Buffer =>
  chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk
