import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A process of the trial, with what it says. */
export interface Running {
  /** Ends it at any instruction. */
  readonly kill: () => Promise<void>
  /** Has it do nothing, until it goes on. */
  readonly halt: () => void
  readonly goOn: () => void
  /** Has it end, and ends it where that takes too long. */
  readonly end: () => Promise<void>
  /** What it printed last. */
  readonly said: () => string
  readonly hasEnded: () => boolean
}

const endPatience = 5_000

export const start = (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Running => {
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
  let said = ''
  const hear = (part: Buffer): void => {
    said = (said + part.toString()).slice(-4_000)
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  let isOver = false
  const closed = once(child, 'close').then(() => {
    isOver = true
  })
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await closed
  }
  return {
    kill,
    halt: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    end: async () => {
      child.kill('SIGTERM')
      const late = new AbortController()
      await Promise.race([
        closed,
        wait(endPatience, undefined, { signal: late.signal }).catch(() => undefined),
      ])
      late.abort()
      if (!isOver) await kill()
    },
    said: () => said,
    hasEnded: () => isOver,
  }
}

/** Ports of this machine that are free now. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  const servers = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(
    servers.map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return (server.address() as AddressInfo).port
    }),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** Waits until the condition holds. Rejects, with what the process said, where that takes too long or it ends. */
export const until = async (
  what: string,
  one: Running,
  condition: () => Promise<boolean>,
  patience = 60_000,
): Promise<void> => {
  const deadline = performance.now() + patience
  while (!(await condition())) {
    if (one.hasEnded() || performance.now() > deadline)
      throw new Error(`${what} does not come up: ${one.said()}`)
    await wait(100)
  }
}

export const answers = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
