import { spawn, type ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, test } from 'vitest'
import { startServer } from '@guichet/store-postgres/testing'
import { bin } from './support/bin.ts'

const secret = 'the-app-secret-0123456789'
const apiKey = 'the-api-key-0123456789'

interface Gateway {
  readonly url: string
  readonly child: ChildProcess
  /** Resolves once it knows that there are so many processes. */
  readonly knows: (processes: number) => Promise<void>
}

const serve = async (store: string): Promise<Gateway> => {
  const child = spawn(
    process.execPath,
    [bin, 'serve', '--port', '0', '--store', store, '--drain-seconds', '0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        WHATSAPP_APP_SECRET: secret,
        WHATSAPP_VERIFY_TOKEN: 'the-verify-token',
        WHATSAPP_ACCESS_TOKEN: 'EAAtheAccessToken',
        GUICHET_API_KEY: apiKey,
        WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
      },
    },
  )
  const logged: string[] = []
  const waiting = new Map<string, () => void>()
  createInterface({ input: child.stderr }).on('line', (line) => {
    logged.push(line)
    for (const [text, done] of waiting) if (line.includes(text)) done()
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`guichet serve ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', resolve)
  })
  return {
    url,
    child,
    knows: (processes) => {
      const text = `"processes":${processes}`
      return logged.some((line) => line.includes(text))
        ? Promise.resolve()
        : new Promise((done) => waiting.set(text, done))
    },
  }
}

const bodyOf = (index: number): string => {
  const message = {
    from: `1555010${String(index % 40).padStart(4, '0')}`,
    id: `wamid.${index}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: 'Hello' },
  }
  const value = { metadata: { phone_number_id: `${100 + (index % 7)}` }, messages: [message] }
  return JSON.stringify({ entry: [{ id: '200', changes: [{ field: 'messages', value }] }] })
}

const deliver = async ({ url }: Gateway, index: number): Promise<number> => {
  const body = bodyOf(index)
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const response = await fetch(`${url}/webhooks/whatsapp`, {
    method: 'POST',
    body,
    headers: { 'x-hub-signature-256': signature },
  })
  await response.arrayBuffer()
  return response.status
}

const counter = async ({ url }: Gateway, name: string): Promise<number> => {
  const text = await (
    await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${apiKey}` } })
  ).text()
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1] ?? NaN)
}

const server = await startServer()
const gateways: Gateway[] = []
afterAll(async () => {
  for (const { child } of gateways) child.kill('SIGKILL')
  await server.remove()
}, 120_000)

describe('several processes on one PostgreSQL', () => {
  test('need no further flag, and meet few conflicts where a balancer gives to each in turn', async () => {
    for (let count = 0; count < 4; count++) gateways.push(await serve(server.url))
    await Promise.all(gateways.map((one) => one.knows(4)))
    const [last] = gateways.slice(-1)
    if (last === undefined) throw new Error('there are four')
    const statuses: number[] = []
    let next = 0
    const worker = async (): Promise<void> => {
      for (let index = next++; index < 1_200; index = next++)
        statuses.push(await deliver(gateways[index % gateways.length] ?? last, index))
    }
    await Promise.all(Array.from({ length: 32 }, worker))
    expect(new Set(statuses)).toEqual(new Set([200]))
    const [commits, conflicts] = await Promise.all(
      ['guichet_commits_total', 'guichet_commit_conflicts_total'].map(async (name) =>
        (await Promise.all(gateways.map((one) => counter(one, name)))).reduce((sum, one) => sum + one, 0),
      ),
    )
    expect(commits).toBeGreaterThan(0)
    expect((conflicts ?? 0) / (commits ?? 1)).toBeLessThanOrEqual(0.05)
  }, 120_000)
})
