import { createReadStream } from 'node:fs'

/** Reads a file line by line, as plainly as it can be done; both sides of the audit's race use it. */
export const readLines = async (
  file: string,
  onLine: (text: string, line: number) => void,
): Promise<void> => {
  let rest = Buffer.alloc(0)
  let line = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer])
    let start = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      onLine(bytes.toString('utf8', start, end), ++line)
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
  if (rest.length > 0) onLine(rest.toString('utf8'), ++line)
}
