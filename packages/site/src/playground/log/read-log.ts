import { headLength, splitterFor, type Splitter } from '@guichet/cli/audit'

/** Where a log's texts go. */
export interface Sink {
  readonly text: (text: string, line: number) => void
  readonly tooLong: (line: number, bytes: number) => void
  /** Bytes read so far, as they lie in the file. */
  readonly progress: (bytes: number) => void
}

/**
 * Reads a log, plain or gzip, piece by piece, and passes on its JSON texts. All texts before a failure are passed on;
 * gives why it could not be read to its end, or `null`.
 */
export const readLog = async (log: Blob, sink: Sink): Promise<string | null> => {
  const gzipped = await isGzip(log)
  const counted = log.stream().pipeThrough(counter(sink.progress))
  const reader = (gzipped ? counted.pipeThrough(new DecompressionStream('gzip')) : counted).getReader()
  const feed = feeder(sink)
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) feed.push(piece.value)
    return null
  } catch (error) {
    if (gzipped) return 'the gzip file is damaged or cut short'
    return error instanceof Error ? error.message : String(error)
  } finally {
    feed.end()
  }
}

const isGzip = async (log: Blob): Promise<boolean> => {
  const [first, second] = new Uint8Array(await log.slice(0, 2).arrayBuffer())
  return first === 0x1f && second === 0x8b
}

const counter = (
  progress: (bytes: number) => void,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> => {
  let bytes = 0
  return new TransformStream({
    transform: (piece, controller) => {
      bytes += piece.length
      controller.enqueue(piece)
      progress(bytes)
    },
  })
}

/** The beginning of a log decides how it is cut, so it is kept until there is enough of it. */
const feeder = ({ text, tooLong }: Sink): { push: (piece: Uint8Array) => void; end: () => void } => {
  let head: Uint8Array = new Uint8Array(0)
  let splitter: Splitter | null = null
  const begin = (): Splitter => {
    const start = withoutByteOrderMark(head)
    const made = splitterFor(start, text, tooLong)
    made.push(start)
    return made
  }
  return {
    push: (piece) => {
      if (splitter !== null) return splitter.push(piece)
      const longer = new Uint8Array(head.length + piece.length)
      longer.set(head)
      longer.set(piece, head.length)
      head = longer
      if (head.length >= headLength) splitter = begin()
    },
    end: () => (splitter ?? begin()).end(),
  }
}

const withoutByteOrderMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
