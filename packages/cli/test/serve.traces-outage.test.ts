import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, test } from 'vitest'
import type { LogEntry } from '@guichet/http'
import { outageLog } from '../src/serve/traces/traces.ts'
import { bin } from './support/bin.ts'
import { collectorFor, collectorOf } from './support/collector.ts'
import { printsLoads } from './support/loaded.ts'
import { deliver, environment, now, open, serve, webhookOf } from './support/traced.ts'
import { until } from './support/until.ts'

const args = ['serve', '--port', '0', '--store', 'memory:', '--drain-seconds', '0']

/** More than a batch of spans, so that they are handed over at once. */
const many = Array.from({ length: 120 }, (_, n) => n)

describe('a collector', () => {
  test.each([
    ['that never answers', () => undefined],
    ['that is overloaded', (response) => void response.writeHead(503).end()],
    ['that takes nothing', (response) => void response.writeHead(403).end('PRIVATE words')],
  ] satisfies [string, Parameters<typeof collectorOf>[0]][])(
    '%s loses no webhook, holds none up, and stands in the log once',
    async (_, answer) => {
      const collector = await collectorOf(answer)
      open.push(collector.close)
      const { url, ...gateway } = await serve(['--traces', collector.url])
      expect(new Set(await Promise.all(many.map((n) => deliver(url, webhookOf(`wamid.${n}`)))))).toEqual(
        new Set([200]),
      )
      await until(() => collector.reached() > 0)
      expect(await deliver(url, webhookOf('wamid.last'))).toBe(200)
      const { code, stderr } = await gateway.stop()
      const lines = stderr.split('\n').filter((line) => line.includes('traces not exported'))
      expect([code, lines.length]).toEqual([0, 1])
      expect(stderr).not.toContain('PRIVATE')
      expect(stderr).toContain('"event":"stopped"')
    },
  )

  it('that is not there is named in the log by what went wrong', async () => {
    const { url, ...gateway } = await serve(['--traces', 'http://127.0.0.1:9'])
    expect(await deliver(url, webhookOf('wamid.1'))).toBe(200)
    const { code, stderr } = await gateway.stop()
    const line = stderr.split('\n').find((one) => one.includes('traces not exported')) ?? '{}'
    expect([code, JSON.parse(line)]).toEqual([
      0,
      expect.objectContaining({ level: 'warn', reason: 'ECONNREFUSED' }),
    ])
  })

  it('that comes back is named, too, once for each time', () => {
    const log: LogEntry[] = []
    const exported = outageLog(
      (entry) => log.push(entry),
      () => now,
    )
    const [fine, failed] = [{ ok: true }, { ok: false, reason: 'ECONNREFUSED' }] as const
    for (const one of [fine, failed, failed, fine, fine, failed]) exported(one)
    expect(log.map(({ event }) => event)).toEqual([
      'traces not exported',
      'traces exported again',
      'traces not exported',
    ])
  })
})

describe('a process of its own', () => {
  /** The modules of OpenTelemetry that it loads; prom-client loads its API by itself. */
  const loadedWith = async (options: readonly string[]): Promise<readonly string[]> => {
    const env = { ...environment, NODE_OPTIONS: printsLoads }
    const child = spawn(process.execPath, [bin, ...args, ...options], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const errors: Buffer[] = []
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    const closed = once(child, 'close')
    const [line]: Buffer[] = await once(child.stdout, 'data')
    expect(await deliver(String(line).trim(), webhookOf('wamid.1'))).toBe(200)
    child.kill('SIGTERM')
    expect((await closed)[0]).toBe(0)
    return [
      ...Buffer.concat(errors)
        .toString()
        .matchAll(/\/@opentelemetry\/([\w-]+)\/(?!node_modules)/g),
    ]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'api')
  }

  it('loads nothing of OpenTelemetry without the option', async () => {
    expect(await loadedWith([])).toEqual([])
  })

  it('loads it with the option, and hands over at SIGTERM what it has', async () => {
    const collector = await collectorFor(open)
    const loaded = await loadedWith(['--traces', collector.url])
    expect(loaded).toEqual(expect.arrayContaining(['sdk-trace-base', 'exporter-trace-otlp-http']))
    expect(collector.spans.map(({ name }) => name)).toContain('POST /webhooks/whatsapp')
  })
})
