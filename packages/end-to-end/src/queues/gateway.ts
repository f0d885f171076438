import { spawn, type ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** Secrets of the trial, which have no other use. */
export const secrets = {
  appSecret: 'queues-app-secret-1',
  forwardSecret: 'queues-forward-secret-1',
  apiKey: 'queues-api-key-0001',
  accessToken: 'queues-access-token',
} as const

export const phoneNumberId = '100000000000001'

/** A gateway as a process, which is killed and started again on the same store. */
export interface KillableGateway {
  /** Asks until a process answers; a request that a kill breaks off is made again. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>
  /** Delivers a webhook as Meta does: again until it is acknowledged. */
  readonly deliver: (body: string) => Promise<void>
  /** Answers of 5xx to webhooks; WhatsApp switches off an endpoint that gives many. */
  readonly serverErrors: () => number
  /** Kills the process at any instruction, and starts another. */
  readonly kill: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface GatewayInput {
  readonly folder: string
  readonly store: string
  readonly graphUrl: string
  /** Where webhooks and outcomes go on to; `null`: nowhere. */
  readonly botUrl: string | null
}

export const startGateway = async (input: GatewayInput): Promise<KillableGateway> => {
  const file = join(input.folder, 'guichet.json')
  await writeFile(file, JSON.stringify(configOf(input)))
  let running = await serve(file, input)
  let serverErrors = 0

  const askOnce = (path: string, init: RequestInit): Promise<Response | null> =>
    fetch(running.url + path, { ...init, signal: AbortSignal.timeout(20_000) })
      .then(async (answer) => new Response(await answer.text(), { status: answer.status }))
      .catch(() => null)

  const ask: KillableGateway['ask'] = async (path, init = {}) => {
    const headers = { authorization: `Bearer ${secrets.apiKey}`, ...init.headers }
    for (;;) {
      const answer = await askOnce(path, { ...init, headers })
      if (answer !== null && answer.status !== 503) return answer
      await wait(20)
    }
  }
  return {
    ask,
    deliver: async (body) => {
      const signature = createHmac('sha256', secrets.appSecret).update(body).digest('hex')
      const headers = { 'x-hub-signature-256': `sha256=${signature}` }
      for (;;) {
        const answer = await askOnce('/webhooks/whatsapp', { method: 'POST', headers, body })
        if (answer?.status === 200) return
        if (answer !== null) serverErrors++
        await wait(20)
      }
    },
    serverErrors: () => serverErrors,
    kill: async () => {
      running.child.kill('SIGKILL')
      await running.closed
      running = await serve(file, input)
    },
    close: async () => {
      running.child.kill('SIGTERM')
      await running.closed
    },
  }
}

const configOf = ({ botUrl }: GatewayInput): object => ({
  tenants: [
    {
      id: 'shop',
      appSecrets: [secrets.appSecret],
      verifyToken: 'queues-verify-token',
      accessToken: secrets.accessToken,
      phoneNumbers: [phoneNumberId],
      accounts: ['900000000000001'],
      keys: [{ name: 'all', key: secrets.apiKey, may: ['send', 'ask', 'read', 'board', 'operate'] }],
      forward:
        botUrl === null
          ? []
          : [{ url: botUrl, events: ['*', 'outcome-known'], secret: secrets.forwardSecret }],
    },
  ],
})

interface Running {
  readonly child: ChildProcess
  readonly closed: Promise<unknown>
  readonly url: string
}

/** The command line, as it is installed. */
export const guichet: string = fileURLToPath(new URL('../../../cli/bin/guichet.mjs', import.meta.url))

const serve = async (file: string, { store, graphUrl }: GatewayInput): Promise<Running> => {
  const options = ['serve', '--port', '0', '--config', file, '--store', store]
  const child = spawn(
    process.execPath,
    [guichet, ...options, '--drain-seconds', '0', '--log-level', 'error'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, WHATSAPP_GRAPH_URL: graphUrl },
    },
  )
  let complaints = ''
  child.stderr.on('data', (text: Buffer) => (complaints = (complaints + text.toString()).slice(-2000)))
  const closed = once(child, 'close')
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void closed.then(() => reject(new Error(`the gateway ended: ${complaints}`)))
  })
  return { child, closed, url }
}
