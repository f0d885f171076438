import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Dispatch, DispatchOutcome, SendRequest } from '../../src/index.ts'
import { bundled } from './bundled.ts'

/** What a child process can be told to do. */
export type Command =
  | { readonly do: 'receive'; readonly body: string }
  | { readonly do: 'send'; readonly request: SendRequest }
  | { readonly do: 'close' }

/** What came of a command: its result, or the failure in words. */
export interface Reply {
  readonly result?: unknown
  readonly failure?: string
}

/** A process that serves a runtime, and can be killed. */
export interface Child {
  /** Resolves with the reply; never, when the process dies before. */
  readonly tell: (command: Command, now: number) => Promise<Reply>
  /** Resolves when it is gone, however that came. */
  readonly gone: Promise<void>
  /** Ends it at once, as a crash would; resolves when it is gone. */
  readonly kill: () => Promise<void>
}

interface Line extends Reply {
  readonly ready?: boolean
  readonly done?: number
  readonly dispatch?: Dispatch
}

/**
 * Starts a process; `whatsapp` answers what it sends, or keeps silent with `null`. At its `crashPoint`-th
 * commit or dispatch it ends by itself, as a crash would; 0 is never.
 */
export const startChild = async (
  script: string,
  args: readonly string[],
  whatsapp: (message: Dispatch) => DispatchOutcome | null,
  crashPoint = 0,
): Promise<Child> => {
  const child = spawn(process.execPath, [await bundled(script), ...args, String(crashPoint)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const waiting = new Map<number, (reply: Reply) => void>()
  let commands = 0
  const write = (line: object): void => {
    if (child.stdin.writable) child.stdin.write(`${JSON.stringify(line)}\n`)
  }
  // A process that was killed no longer reads what is written to it.
  child.stdin.on('error', () => {})
  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line
      if (line.ready === true) resolve()
      if (line.dispatch !== undefined) {
        const answer = whatsapp(line.dispatch)
        if (answer !== null) write({ answer, to: line.dispatch.callbackData })
      }
      if (line.done !== undefined) waiting.get(line.done)?.(line)
    })
  })
  const gone = once(child, 'exit').then(() => {})
  await ready
  return {
    gone,
    tell: (command, now) =>
      new Promise((resolve) => {
        const id = ++commands
        waiting.set(id, resolve)
        write({ ...command, id, now })
      }),
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}
