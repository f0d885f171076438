import type { Readable, Writable } from 'node:stream'
import type { Environment } from './serve/settings.ts'
import { stopSignal } from './serve/stopping.ts'

/** The outside world, as far as a command touches it. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable
  readonly stderr: Writable & { readonly isTTY?: boolean }
  /** What time it is, in epoch milliseconds. */
  readonly now: () => number
  /** The variables of the environment. */
  readonly environment: Environment
  /** Resolves when the process is next asked to end, with the signal that asks. */
  readonly untilStopped: () => Promise<string>
}

export const processIo: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  environment: process.env,
  untilStopped: stopSignal,
}

/** Writes a text and waits until it is taken, so that a slow reader is not flooded. */
export const write = (stream: Writable, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })

/** The exit codes of all commands: nothing found or allowed, findings or refused, unusable. */
export const exit = { fine: 0, found: 1, unusable: 2 } as const

/** Arguments or files that a command cannot work with. */
export interface Unusable {
  readonly unusable: string
}
