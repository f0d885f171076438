import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { memoryStore, realSurroundings } from '@guichet/runtime'
import { describe, expect, it } from 'vitest'
import { openGateway } from '../src/serve/gateway.ts'

const pathOf = (name: string): string => fileURLToPath(new URL(`../deploy/${name}`, import.meta.url))
const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8')

const key = 'the-key-0123456789'

/** The names of all time series that a gateway has. */
const seriesOfGateway = async (): Promise<ReadonlySet<string>> => {
  const { gateway, runtime } = openGateway({
    settings: {
      appSecrets: ['secret'],
      verifyToken: 'token',
      accessToken: 'EAAG',
      graphUrl: 'http://127.0.0.1:9',
      apiKeys: [key],
      rates: null,
      timeZone: 'UTC',
      forwardWebhooksTo: null,
      phoneNumberId: null,
    },
    stores: [memoryStore()],
    surroundings: realSurroundings,
    log: () => undefined,
    timer: () => () => undefined,
  })
  const headers = { authorization: `Bearer ${key}` }
  const text = await (await gateway.fetch(new Request('http://gateway.test/metrics', { headers }))).text()
  await gateway.drain()
  await runtime.close()
  return new Set(
    [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  )
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string
    readonly targets: readonly { readonly expr: string }[]
  }[]
}

const dashboard = JSON.parse(textOf('grafana/dashboards/guichet.json')) as Dashboard
const expressions = [
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...[...textOf('prometheus/alerts.yml').matchAll(/^ *expr: (.+)$/gm)].map(([, expr = '']) => expr),
]

describe('what watches over the gateway', () => {
  it('names only metrics that there are', async () => {
    const there = await seriesOfGateway()
    const named = expressions.flatMap((expr) => expr.match(/\b(guichet|process|nodejs)_\w+/g) ?? [])
    expect(expressions.length).toBeGreaterThan(30)
    expect(there.size).toBeGreaterThan(30)
    expect([...new Set(named)].filter((name) => !there.has(name))).toEqual([])
  })

  it('looks at every metric of the gateway', async () => {
    const text = expressions.join('\n')
    const families = [...(await seriesOfGateway())]
      .filter((name) => name.startsWith('guichet_'))
      .map((name) => name.replace(/_(bucket|sum|count)$/, ''))
    // How many late outcomes there were says nothing that an operator can do something about.
    const unwatched = new Set(['guichet_outcomes_recorded_late_total', 'guichet_template_lists_total'])
    expect([...new Set(families)].filter((name) => !unwatched.has(name) && !text.includes(name))).toEqual([])
  })

  it('quotes words of the log that there are', () => {
    const sources = ['webhooks/webhook', 'tenants/webhook', 'templates/lists']
      .map((name) => readFileSync(new URL(`../../http/src/${name}.ts`, import.meta.url), 'utf8'))
      .join('\n')
    const quoted = [...textOf('prometheus/alerts.yml').matchAll(/"([a-z ]{8,})"/g)].map(
      ([, words = '']) => words,
    )
    expect(quoted).toContain('webhook not kept')
    for (const words of quoted) expect(sources).toContain(`event: '${words}'`)
  })
})

describe('what runs the gateway', () => {
  const dockerfile = textOf('Dockerfile')

  it('builds an image without root rights, for any architecture, that says whether it is well', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
    expect(last.indexOf('\nUSER node')).toBeLessThan(last.indexOf('\nENTRYPOINT'))
    expect(last).toMatch(/\nUSER node\n/)
    expect(last).toMatch(/\nHEALTHCHECK .*\\\n.*readyz/)
    expect(dockerfile.replaceAll(/^#.*$/gm, '')).not.toMatch(/--platform|amd64|arm64|x86|aarch/)
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual([
      'node:20-bookworm-slim',
      'node:20-bookworm-slim',
    ])
  })

  it.each(['Dockerfile', 'compose.yaml', 'guichet.service', 'kubernetes.yaml'])(
    '%s starts the program where the image has it',
    (name) => {
      expect(textOf(name)).toContain('/opt/guichet/packages/cli/bin/guichet.mjs')
    },
  )

  it('mounts files that there are', () => {
    const mounted = [...textOf('compose.yaml').matchAll(/- (\.\/[\w./-]+):\//g)].map(([, path = '']) => path)
    expect(mounted.length).toBe(4)
    expect(mounted.filter((path) => !existsSync(pathOf(path)))).toEqual([])
  })

  it.each(['kubernetes.yaml', 'compose.yaml', 'guichet.service'])('%s lets it end in peace', (name) => {
    const seconds = /(?:terminationGracePeriodSeconds: |stop_grace_period: |TimeoutStopSec=)(\d+)/.exec(
      textOf(name),
    )
    // The drain, and the requests under way.
    expect(Number(seconds?.[1])).toBeGreaterThan(35)
  })
})
