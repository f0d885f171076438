import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number
  readonly end: () => Promise<void>
}

/** The secret that both servers check signatures with. */
export const secret = 'a secret of the benchmark'

/** A server that checks the signature and does nothing else. */
export const startBare = (): Promise<ServerProcess> =>
  start([fileURLToPath(new URL('./bare-server.js', import.meta.url)), secret], {})

/** `guichet serve` on a SQLite file in that folder. */
export const startGateway = (folder: string): Promise<ServerProcess> => {
  // Of its entry point, `dist/index.js`.
  const cli = dirname(dirname(createRequire(import.meta.url).resolve('@guichet/cli')))
  const store = `sqlite:${join(folder, 'guichet.db')}`
  const args = ['serve', '--port', '0', '--store', store, '--drain-seconds', '0']
  return start([join(cli, 'bin', 'guichet.mjs'), ...args], {
    WHATSAPP_APP_SECRET: secret,
    WHATSAPP_VERIFY_TOKEN: 'benchmark',
    WHATSAPP_ACCESS_TOKEN: 'benchmark',
    GUICHET_API_KEY: 'a-key-of-the-benchmark',
    // Nobody is there: the benchmark sends nothing.
    WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
  })
}

/** Both print where they listen on their first line; its last number is the port. */
const start = (args: readonly string[], environment: Record<string, string>): Promise<ServerProcess> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.stdout.once('data', (line: Buffer) => {
      const port = Number(/(\d+)\s*$/.exec(line.toString())?.[1])
      resolve({ port, end: () => end(child) })
    })
  })

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
