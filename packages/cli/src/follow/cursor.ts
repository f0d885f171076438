/** How far a feed was read: up to the end of a line. */
export interface Position {
  /** Bytes before it. */
  readonly offset: number
  /** Lines before it. */
  readonly line: number
}

/** Keeps count of the lines of a feed while its bytes come in. */
export interface Cursor {
  readonly push: (chunk: Buffer) => void
  /** The last line ends here, also without a line end. */
  readonly end: () => void
  /** The end of the last whole line. */
  readonly position: () => Position
  /** The last bytes before that position, at most `markLength` of them. */
  readonly mark: () => Buffer
}

/** So many bytes before a position tell one file from another. */
export const markLength = 1024

const newline = 0x0a

/** Begins at a position; `mark` is what lies before it. */
export const cursorAt = (from: Position, before: Buffer = Buffer.alloc(0)): Cursor => {
  let { offset, line } = from
  let mark = before
  /** Of the line that is not whole yet: its length, and its last bytes. */
  let restLength = 0
  let rest = Buffer.alloc(0)
  return {
    push: (chunk) => {
      const end = chunk.lastIndexOf(newline) + 1
      if (end > 0) {
        mark = lastOf(Buffer.concat([mark, rest, chunk.subarray(0, end)]))
        offset += restLength + end
        line += linesIn(chunk)
        restLength = 0
        rest = Buffer.alloc(0)
      }
      restLength += chunk.length - end
      rest = lastOf(Buffer.concat([rest, chunk.subarray(end)]))
    },
    end: () => {
      if (restLength === 0) return
      mark = lastOf(Buffer.concat([mark, rest]))
      offset += restLength
      line++
      restLength = 0
      rest = Buffer.alloc(0)
    },
    position: () => ({ offset, line }),
    mark: () => mark,
  }
}

const lastOf = (bytes: Buffer): Buffer<ArrayBuffer> =>
  Buffer.from(bytes.subarray(Math.max(0, bytes.length - markLength)))

const linesIn = (chunk: Buffer): number => {
  let lines = 0
  for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) lines++
  return lines
}
