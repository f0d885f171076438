import { setTimeout as wait } from 'node:timers/promises'
import type { Reply, Request, Subject } from '../protocol.ts'
import { horizonHours } from '../story.ts'
import { cutLines } from './lines.ts'
import { startCompanion } from './process.ts'
import { excerpt, readReply } from './reply.ts'

/** An engine in a process of its own; the caller that started it closes it. */
export interface ForeignEngine extends Subject {
  readonly answer: (requests: readonly Request[]) => Promise<readonly Reply[]>
  /** Lets it go: its input ends, and shortly after it and everything that it started are killed. */
  readonly close: () => Promise<void>
}

/** How patient we are. */
export interface Patience {
  /** How long a reply may take, in milliseconds. */
  readonly replyWithin: number
  /** How long a line may be, in bytes. */
  readonly longestLine: number
}

export const patience: Patience = { replyWithin: 10_000, longestLine: 16 * 1024 * 1024 }

/** Replies that are owed, in order. */
interface Batch {
  readonly expected: number
  readonly replies: Reply[]
  readonly resolve: (replies: readonly Reply[]) => void
  readonly reject: (reason: Error) => void
}

/** The time in which an engine that greets, or answers one line with two, is noticed; milliseconds. */
const grace = 100
const greeting: Request = { op: 'reset', rulebook: 'auto', timeZone: 'UTC', horizonHours }

/**
 * Starts a program as an engine: one line in, one line out, a whole conversation at once. As soon as it breaks the
 * protocol (it exits, hangs, answers no JSON, too much, too little or without end) it is killed, `answer` rejects
 * with the reason, and so it does from then on: nothing starts it again.
 */
export const startEngine = (
  command: readonly [string, ...string[]],
  { replyWithin, longestLine }: Patience = patience,
): ForeignEngine => {
  const { process: child, lastWords, kill } = startCompanion(command)
  const owed: Batch[] = []
  let fault: Error | null = null
  let isClosing = false

  const fail = (reason: string): void => {
    if (fault !== null || isClosing) return
    const words = lastWords()
    fault = new Error(words === '' ? reason : `${reason}; its last words on standard error:\n${words}`)
    clearTimeout(clock)
    kill()
    for (const batch of owed.splice(0)) batch.reject(fault)
  }

  const clock = setTimeout(() => {
    const [batch] = owed
    if (batch === undefined) return
    const { expected, replies } = batch
    const time = `${replyWithin / 1000} s`
    fail(
      replies.length === 0
        ? `the engine did not answer within ${time}`
        : `the engine answered ${replies.length} of ${expected} lines, then nothing for ${time}`,
    )
  }, replyWithin)
  // It runs out while nothing is owed, too; that means nothing.
  clock.unref()

  const hear = (line: string): void => {
    if (fault !== null || isClosing) return
    const [batch] = owed
    if (batch === undefined) return fail(`the engine wrote a line that nobody asked for: ${excerpt(line)}`)
    const read = readReply(line)
    if ('fault' in read) return fail(`the engine answered what is ${read.fault}`)
    clock.refresh()
    batch.replies.push(read.reply)
    if (batch.replies.length < batch.expected) return
    owed.shift()
    batch.resolve(batch.replies)
  }

  const lines = cutLines(longestLine, hear)
  child.stdout.on('data', (chunk: Buffer) => {
    if (fault === null && !lines.push(chunk)) fail(`the engine wrote a line longer than ${longestLine} bytes`)
  })
  child.on('error', ({ message }) => fail(`the engine cannot be started: ${message}`))
  // What it wrote before may still be on its way.
  child.on('exit', (code, signal) => void wait(grace).then(() => fail(lastOf(code, signal, owed))))
  // Whether it still reads shows in whether it answers.
  child.stdin.on('error', () => undefined)

  const send = (requests: readonly Request[]): Promise<readonly Reply[]> => {
    if (fault !== null) return Promise.reject(fault)
    if (requests.length === 0) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      owed.push({ expected: requests.length, replies: [], resolve, reject })
      clock.refresh()
      child.stdin.write(requests.map((request) => `${JSON.stringify(request)}\n`).join(''))
    })
  }

  /** Nobody may speak unasked, nor answer one line with two. */
  const introduced = send([greeting]).then(() => wait(grace))
  introduced.catch(() => undefined)

  return {
    name: command.join(' '),
    answer: async (requests) => {
      await introduced
      return send(requests)
    },
    close: async () => {
      isClosing = true
      clearTimeout(clock)
      child.stdin.end()
      const isGone = child.pid === undefined || child.exitCode !== null || child.signalCode !== null
      if (!isGone) await Promise.race([new Promise((gone) => child.once('exit', gone)), wait(5 * grace)])
      kill()
    },
  }
}

const lastOf = (code: number | null, signal: string | null, owed: readonly Batch[]): string => {
  const missing = owed.reduce((sum, { expected, replies }) => sum + expected - replies.length, 0)
  const how = signal === null ? `with code ${code}` : `by ${signal}`
  return missing === 0
    ? `the engine ended ${how} while it was still needed`
    : `the engine ended ${how} and left ${missing} lines unanswered`
}
