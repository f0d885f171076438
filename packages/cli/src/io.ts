import type { Readable, Writable } from 'node:stream'
import type { Environment } from './serve/settings.ts'
import { stopSignal } from './serve/stopping.ts'

/** The input and output of a command. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable
  readonly stderr: Writable & { readonly isTTY?: boolean }
  /** What time it is, in epoch milliseconds. */
  readonly now: () => number
  /** The environment variables. */
  readonly environment: Environment
  /** Resolves at the next signal to end, with the signal. */
  readonly untilStopped: () => Promise<string>
  /** Calls the listener at each signal to read the configuration again, until the returned function is called. */
  readonly onReload: (listener: () => void) => () => void
}

export const processIo: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  environment: process.env,
  untilStopped: stopSignal,
  onReload: (listener) => {
    process.on('SIGHUP', listener)
    return () => process.off('SIGHUP', listener)
  },
}

/** Writes a text and waits for a slow reader. */
export const write = (stream: Writable, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })

/** The exit codes of all commands: nothing found or allowed, findings or refused, unusable. */
export const exit = { fine: 0, found: 1, unusable: 2 } as const

/** The error for arguments or files that a command cannot use. */
export interface Unusable {
  readonly unusable: string
}
