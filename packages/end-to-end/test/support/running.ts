import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A program in a process of its own. */
export interface RunningProgram {
  /** The next line that it prints; rejects, with what it complained of, where it ends without one. */
  readonly nextLine: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** Starts a program of Node with these settings in its environment. */
export const startProgram = (
  path: string,
  environment: Readonly<Record<string, string>>,
  folder?: string,
): RunningProgram => {
  const child = spawn(process.execPath, [path], {
    env: { ...environment },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const complaints: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk))
  const closed = once(child, 'close')
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    nextLine: async () => {
      const line = await lines.next()
      if (line.done !== true) return line.value
      await closed
      throw new Error(`${path} ended: ${Buffer.concat(complaints).toString()}`)
    },
    stop: async () => {
      child.kill()
      await closed
    },
  }
}
