import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

/** A program that runs beside us, with everything that it started. */
export interface Companion {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>
  /** The last lines that it wrote to standard error, as one text; empty when it wrote none. */
  readonly lastWords: () => string
  /** Ends it and whatever it has started, at once. */
  readonly kill: () => void
}

const mostWords = 4000
const mostLines = 5
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Starts a program in a process group of its own, so that nothing of it outlives us. */
export const startCompanion = ([program, ...args]: readonly [string, ...string[]]): Companion => {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own also keeps the terminal's Ctrl-C from it: we pass the end on ourselves.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-mostWords)
  })
  const kill = (): void => {
    killGroup(child)
    process.off('exit', kill)
    for (const signal of signals) process.off(signal, interrupted)
  }
  const interrupted = (signal: NodeJS.Signals): void => {
    kill()
    process.kill(process.pid, signal)
  }
  process.on('exit', kill)
  for (const signal of signals) process.on(signal, interrupted)
  return { process: child, lastWords: () => words.trimEnd().split('\n').slice(-mostLines).join('\n'), kill }
}

/** What a dead program has started may still live; that its group is gone is as good. */
const killGroup = (child: ChildProcess): void => {
  const { pid } = child
  if (pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}
