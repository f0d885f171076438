/** Cuts bytes into lines, as they come. */
export interface LineCutter {
  /** Takes bytes in; each line that is complete goes out. `false` when a line grows longer than is allowed. */
  readonly push: (chunk: Buffer) => boolean
  /** Bytes of a line that has not ended yet. */
  readonly pending: () => number
}

const newline = 10

/** Makes a cutter; lines are given without their end, empty ones, too. */
export const cutLines = (longest: number, take: (line: string) => void): LineCutter => {
  let parts: Buffer[] = []
  let bytes = 0
  const keep = (part: Buffer): boolean => {
    parts.push(part)
    bytes += part.length
    return bytes <= longest
  }
  return {
    push: (chunk) => {
      let from = 0
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
        if (!keep(chunk.subarray(from, end))) return false
        const line = Buffer.concat(parts, bytes).toString('utf8')
        parts = []
        bytes = 0
        from = end + 1
        take(line)
      }
      return keep(chunk.subarray(from))
    },
    pending: () => bytes,
  }
}
