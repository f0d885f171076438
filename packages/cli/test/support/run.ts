import { PassThrough, Readable } from 'node:stream'
import { main } from '../../src/index.ts'

/** What a command left behind. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface World {
  /** What stands on standard input: whole, in these pieces, or as it is written into a stream. */
  readonly stdin?: string | Buffer | Iterable<Buffer> | Readable
  /** Is standard error a terminal? */
  readonly isTerminal?: boolean
  readonly environment?: Readonly<Record<string, string>>
  readonly now?: number
}

const collecting = (stream: PassThrough): (() => string) => {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}

const pieces = (stdin: Exclude<World['stdin'], Readable>): Iterable<Buffer> =>
  stdin === undefined
    ? []
    : typeof stdin === 'string'
      ? [Buffer.from(stdin)]
      : Buffer.isBuffer(stdin)
        ? [stdin]
        : stdin

/** Runs the command line in this process, between real streams. */
export const run = async (args: readonly string[], world: World = {}): Promise<Ran> =>
  start(args, world, askedOnce(Promise.resolve('SIGTERM'))).ended

/** A command that runs until it is asked to end. */
export interface Running {
  /** The first line that it wrote to standard output; rejects where it ended without one. */
  readonly firstLine: Promise<string>
  /** What it has written to standard output so far. */
  readonly output: () => string
  readonly stop: () => Promise<Ran>
  /** Resolves when it has ended, also by itself. */
  readonly ended: Promise<Ran>
  /** Asks it to end, also again. */
  readonly signal: () => void
  /** Asks it to read its configuration again. */
  readonly reload: () => void
  /** What it has written to standard error so far. */
  readonly errors: () => string
}

/** Asked to end by that, and never again. */
const askedOnce = (first: Promise<string>): (() => Promise<string>) => {
  let calls = 0
  return () => (calls++ === 0 ? first : new Promise(() => undefined))
}

/** Starts a command that does not end by itself. */
export const startRunning = (args: readonly string[], world: World = {}): Running => {
  const waiting = new Set<(signal: string) => void>()
  const untilStopped = (): Promise<string> => new Promise((resolve) => waiting.add(resolve))
  const { stdout, output, errors, reload, ended } = start(args, world, untilStopped)
  const signal = (): void => {
    const asked = [...waiting]
    waiting.clear()
    for (const resolve of asked) resolve('SIGTERM')
  }
  const firstLine = new Promise<string>((resolve, reject) => {
    stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').split('\n')[0] ?? ''))
    ended.then(({ stderr }) => reject(new Error(`it ended: ${stderr}`)), reject)
  })
  // A test that does not wait for the line still fails at the end without it.
  firstLine.catch(() => undefined)
  return {
    firstLine,
    output,
    errors,
    ended,
    signal,
    reload,
    stop: () => {
      signal()
      return ended
    },
  }
}

const start = (
  args: readonly string[],
  world: World,
  untilStopped: () => Promise<string>,
): {
  readonly stdout: PassThrough
  readonly output: () => string
  readonly errors: () => string
  readonly reload: () => void
  readonly ended: Promise<Ran>
} => {
  const reloading = new Set<() => void>()
  const stdout = new PassThrough()
  const stderr = Object.assign(new PassThrough(), { isTTY: world.isTerminal ?? false })
  const [out, err] = [collecting(stdout), collecting(stderr)]
  const ended = main(args, {
    stdin:
      world.stdin instanceof Readable
        ? world.stdin
        : Readable.from(pieces(world.stdin), { objectMode: false }),
    stdout,
    stderr,
    now: () => world.now ?? Date.UTC(2026, 10, 1),
    // Nobody balances in a test that does not say so.
    environment: { GUICHET_DRAIN_SECONDS: '0', ...world.environment },
    untilStopped,
    onReload: (listener) => {
      reloading.add(listener)
      return () => reloading.delete(listener)
    },
  }).then((code) => ({ code, stdout: out(), stderr: err() }))
  const reload = (): void => {
    for (const listener of reloading) listener()
  }
  return { stdout, output: out, errors: err, reload, ended }
}
