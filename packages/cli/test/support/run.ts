import { PassThrough, Readable } from 'node:stream'
import { main } from '../../src/index.ts'

/** What a command left behind. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface World {
  /** What stands on standard input, whole or in these pieces. */
  readonly stdin?: string | Buffer | Iterable<Buffer>
  /** Is standard error a terminal? */
  readonly isTerminal?: boolean
  readonly now?: number
}

const collecting = (stream: PassThrough): (() => string) => {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}

const pieces = (stdin: World['stdin']): Iterable<Buffer> =>
  stdin === undefined
    ? []
    : typeof stdin === 'string'
      ? [Buffer.from(stdin)]
      : Buffer.isBuffer(stdin)
        ? [stdin]
        : stdin

/** Runs the command line in this process, between real streams. */
export const run = async (args: readonly string[], world: World = {}): Promise<Ran> => {
  const stdout = new PassThrough()
  const stderr = Object.assign(new PassThrough(), { isTTY: world.isTerminal ?? false })
  const [out, err] = [collecting(stdout), collecting(stderr)]
  const code = await main(args, {
    stdin: Readable.from(pieces(world.stdin), { objectMode: false }),
    stdout,
    stderr,
    now: () => world.now ?? Date.UTC(2026, 9, 1),
  })
  return { code, stdout: out(), stderr: err() }
}
