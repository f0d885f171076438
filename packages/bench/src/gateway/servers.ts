import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number
  readonly pid: number
  /** Resolves once it has logged an entry with that text, or has before. */
  readonly logged: (text: string) => Promise<void>
  readonly end: () => Promise<void>
}

/** The secret that both servers check signatures with. */
export const secret = 'a secret of the benchmark'

/** A server that checks the signature and does nothing else. */
export const startBare = (): Promise<ServerProcess> =>
  start([fileURLToPath(new URL('./bare-server.js', import.meta.url)), secret], {})

/** `guichet serve` on a SQLite file in that folder; every webhook goes on to `forwardTo`, where that is given. */
export const startGateway = (folder: string, forwardTo?: string): Promise<ServerProcess> =>
  startServe(`sqlite:${join(folder, 'guichet.db')}`, forwardTo)

/** `guichet serve` on that store. */
export const startServe = (store: string, forwardTo = ''): Promise<ServerProcess> => {
  // Of its entry point, `dist/index.js`.
  const cli = dirname(dirname(createRequire(import.meta.url).resolve('@guichet/cli')))
  const args = ['serve', '--port', '0', '--store', store, '--drain-seconds', '0']
  return start([join(cli, 'bin', 'guichet.mjs'), ...args], {
    WHATSAPP_APP_SECRET: secret,
    WHATSAPP_VERIFY_TOKEN: 'benchmark',
    WHATSAPP_ACCESS_TOKEN: 'benchmark',
    GUICHET_API_KEY: 'a-key-of-the-benchmark',
    GUICHET_FORWARD_WEBHOOKS_TO: forwardTo,
    // Nobody is there: the benchmark sends nothing.
    WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
  })
}

/** Both print where they listen on their first line; its last number is the port. */
const start = (args: readonly string[], environment: Record<string, string>): Promise<ServerProcess> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const log = logOf(child.stderr)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.stdout.once('data', (line: Buffer) => {
      const port = Number(/(\d+)\s*$/.exec(line.toString())?.[1])
      resolve({ port, pid: child.pid ?? 0, logged: log, end: () => end(child) })
    })
  })

/** Passes a log on, and waits for its entries. */
const logOf = (stream: Readable): ServerProcess['logged'] => {
  let all = ''
  const waiting = new Map<string, () => void>()
  createInterface({ input: stream }).on('line', (line) => {
    all += `${line}\n`
    console.error(line)
    for (const [text, done] of waiting) if (line.includes(text)) done()
  })
  return (text) =>
    all.includes(text) ? Promise.resolve() : new Promise((resolve) => waiting.set(text, resolve))
}

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
