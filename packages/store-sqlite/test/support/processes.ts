import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { customer, phoneNumberId } from './rows.ts'

/** In which of its threads SQLite works. */
export type Thread = 'own' | 'caller'

/** A process that uses the file; see `child.mjs`. */
export interface Child {
  /** The next line that it prints; `null` when it has ended. */
  readonly nextLine: () => Promise<string | null>
  readonly start: () => void
  readonly kill: () => void
  /** Its exit code, or `null` when it was killed, once it has ended. */
  readonly ended: Promise<number | null>
}

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Starts a process that, once told to, appends so many events. */
export const childOn = (path: string, count: number, thread: Thread): Child =>
  started(command(path, count, thread))

/** The same; but the system lets it write no file beyond so many blocks of 512 bytes. */
export const limitedChildOn = (path: string, count: number, thread: Thread, blocks: number): Child => {
  const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`
  return started(['sh', '-c', script, 'sh', ...command(path, count, thread)])
}

const command = (path: string, count: number, thread: Thread): readonly string[] => [
  process.execPath,
  fileOf('child.mjs'),
  path,
  String(count),
  thread,
  phoneNumberId,
  customer,
]

const started = ([program = '', ...options]: readonly string[]): Child => {
  const child = spawn(program, options, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null)
  return {
    nextLine: async () => {
      const { done, value } = await lines.next()
      return done === true ? null : value
    },
    start: () => void child.stdin.write('go\n'),
    kill: () => void child.kill('SIGKILL'),
    ended,
  }
}
