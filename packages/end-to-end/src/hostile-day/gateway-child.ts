import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { GatewaySetup } from './gateway-setup.ts'

/** A gateway in a process of its own. */
export interface GatewayChild {
  readonly url: string
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>
  /** Asks it to end; resolves with its exit code. */
  readonly stop: () => Promise<number | null>
  /** What it logged. */
  readonly log: readonly string[]
}

/** From the sources as from what was built of them. */
const script = fileURLToPath(new URL('../../dist/hostile-day/gateway-process.js', import.meta.url))

/** Starts it; resolves once it takes requests. */
export const startGateway = async (setup: GatewaySetup): Promise<GatewayChild> => {
  const child = spawn(process.execPath, [script, JSON.stringify(setup)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const log: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line))
  const gone = once(child, 'exit').then(() => child.exitCode)
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}: ${log.join('\n')}`)))
    createInterface({ input: child.stdout }).once('line', resolve)
  })
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    return gone
  }
  return { url, log, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') }
}
