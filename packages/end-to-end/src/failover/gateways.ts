import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Secrets of the test, which have no other use. */
export const secrets = {
  appSecret: 'failover-app-secret',
  accessToken: 'failover-access-token',
  verifyToken: 'failover-verify-token',
  apiKey: 'failover-api-key-1',
} as const

/** Two gateways on one store, each a process of `guichet serve`, and a client that knows both. */
export interface Gateways {
  /** Asks one of them, and the other one if that has no answer. `null`: neither has. */
  readonly ask: (path: string, init: RequestInit) => Promise<Response | null>
  /** Asks each that runs. `null`: it has no answer. */
  readonly askEach: (path: string, init: RequestInit) => Promise<readonly (Response | null)[]>
  /** Ends one at any instruction. */
  readonly kill: (index: number) => Promise<void>
  /** Starts one that was killed; resolves once it serves. */
  readonly start: (index: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** A process of `guichet serve`. */
export interface Running {
  readonly child: ChildProcess
  readonly closed: Promise<unknown>
  readonly url: string
}

export const startGateways = async (store: string, graphUrl: string): Promise<Gateways> => {
  const running: (Running | null)[] = [null, null]
  let turn = 0
  const start = async (index: number): Promise<void> => {
    running[index] = await serveGateway(store, graphUrl)
  }
  await Promise.all([start(0), start(1)])
  return {
    start,
    kill: async (index) => {
      const one = running[index]
      running[index] = null
      one?.child.kill('SIGKILL')
      await one?.closed
    },
    ask: async (path, init) => {
      turn++
      for (const index of [turn % 2, (turn + 1) % 2]) {
        const one = running[index]
        if (one === null || one === undefined) continue
        // Where it was killed, the other one may have an answer.
        const answer = await askOne(one, path, init)
        if (answer !== null) return answer
      }
      return null
    },
    askEach: (path, init) =>
      Promise.all(running.flatMap((one) => (one === null ? [] : [askOne(one, path, init)]))),
    close: async () => {
      for (const one of running) one?.child.kill('SIGTERM')
      await Promise.all(running.map((one) => one?.closed))
    },
  }
}

const askOne = ({ url }: Running, path: string, init: RequestInit): Promise<Response | null> =>
  fetch(url + path, { ...init, signal: AbortSignal.timeout(20_000) }).catch(() => null)

const guichet = fileURLToPath(new URL('../../../cli/bin/guichet.mjs', import.meta.url))

/** Starts one; resolves once it serves. `more`: arguments beside the store. */
export const serveGateway = async (
  store: string,
  graphUrl: string,
  more: readonly string[] = [],
): Promise<Running> => {
  const child = spawn(process.execPath, [guichet, 'serve', '--port', '0', '--store', store, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      WHATSAPP_APP_SECRET: secrets.appSecret,
      WHATSAPP_ACCESS_TOKEN: secrets.accessToken,
      WHATSAPP_VERIFY_TOKEN: secrets.verifyToken,
      WHATSAPP_GRAPH_URL: graphUrl,
      GUICHET_API_KEY: secrets.apiKey,
      GUICHET_DRAIN_SECONDS: '0',
      GUICHET_LOG_LEVEL: 'warn',
    },
  })
  let complaints = ''
  child.stderr.on('data', (text: Buffer) => (complaints = (complaints + text.toString()).slice(-2000)))
  const closed = once(child, 'close')
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void closed.then(() => reject(new Error(`a gateway ended: ${complaints}`)))
  })
  return { child, closed, url }
}
