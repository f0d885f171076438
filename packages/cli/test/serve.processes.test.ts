import { spawn, type ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
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

const serve = async (store: string, more: readonly string[] = []): Promise<Gateway> => {
  const child = spawn(
    process.execPath,
    [bin, 'serve', '--port', '0', '--store', store, '--drain-seconds', '0', ...more],
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
const started = async (...given: Parameters<typeof serve>): Promise<Gateway> => {
  const gateway = await serve(...given)
  gateways.push(gateway)
  return gateway
}
afterEach(() => {
  for (const { child } of gateways.splice(0)) child.kill('SIGKILL')
})
afterAll(() => server.remove())

describe('several processes on one PostgreSQL', () => {
  test('need no further flag, and meet few conflicts where a balancer gives to each in turn', async () => {
    for (let count = 0; count < 4; count++) await started(server.url)
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
  })

  test('reach one at the address that it gives', async () => {
    // Another address leads to it, as behind a container's port.
    const sockets = new Set<Socket>()
    let ahead = 0
    let connections = 0
    const front = createServer((socket) => {
      connections++
      const behind = connect(ahead, '127.0.0.1')
      for (const one of [socket, behind]) sockets.add(one.on('error', () => undefined))
      socket.pipe(behind).pipe(socket)
    })
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
    const address = `127.0.0.1:${(front.address() as AddressInfo).port}`
    try {
      const behind = await started(server.url, ['--host', '0.0.0.0', '--peer-address', address])
      ahead = Number(new URL(behind.url).port)
      const other = await started(server.url)
      await Promise.all([behind.knows(2), other.knows(2)])
      expect(connections).toBeGreaterThanOrEqual(1)
      // One of them serves each of the seven phone numbers, whichever is asked.
      const both = [behind, other]
      const statuses = await Promise.all(
        Array.from({ length: 28 }, (_, index) => deliver(both[index % 2] ?? other, 2_000 + index)),
      )
      expect(new Set(statuses)).toEqual(new Set([200]))
    } finally {
      for (const socket of sockets) socket.destroy()
      front.close()
    }
  })
})
