import { describe, expect, it } from 'vitest'
import { collectorFor, treeOf } from './support/collector.ts'
import { temporaryFolder } from './support/folder.ts'
import {
  customer,
  deliver,
  environment,
  key,
  noting,
  open,
  parentId,
  serve,
  traceId,
  traceparent,
  webhookOf,
  whatsappOf,
} from './support/traced.ts'
import { until } from './support/until.ts'

const files = temporaryFolder()

const steps = ['load', 'decide', 'commit']
const under = (depth: number, names: readonly string[]): readonly string[] =>
  names.map((name) => '  '.repeat(depth) + name)

describe('guichet serve --traces', () => {
  it('follows a customer’s message through the gateway to the bot, and the bot’s answer to WhatsApp', async () => {
    const traces = await collectorFor(open)
    const graph = await whatsappOf()
    const answered: number[] = []
    const bot = await noting(async (request) => {
      const given = request.headers.get('traceparent') ?? 'none'
      const headers = {
        authorization: `Bearer ${key}`,
        traceparent: given,
        'content-type': 'application/json',
      }
      const text = {
        messaging_product: 'whatsapp',
        to: customer,
        type: 'text',
        text: { body: 'PRIVATE answer' },
      }
      const body = JSON.stringify(text)
      answered.push((await fetch(`${url}/v24.0/100/messages`, { method: 'POST', headers, body })).status)
      return new Response('{}')
    })
    const { url, ...gateway } = await serve(['--traces', traces.url], {
      WHATSAPP_GRAPH_URL: graph.url,
      GUICHET_FORWARD_WEBHOOKS_TO: `${bot.url}/hook/SECRET`,
    })
    expect(await deliver(url, webhookOf('wamid.1'))).toBe(200)
    await until(() => answered.length > 0)
    expect(answered).toEqual([200])
    expect((await gateway.stop()).code).toBe(0)

    const [, trace = '', spanAtBot] = (bot.reached[0] ?? '').split('-')
    expect(treeOf(traces.spans, trace)).toEqual([
      'POST /webhooks/whatsapp',
      '  decode',
      '  ledger take-in',
      ...under(2, steps),
      '  forward',
      '    POST',
      '      POST /v{N}.{M}/…',
      '        ledger claim',
      ...under(5, steps),
      '        POST /v24.0/{id}/messages',
      '        ledger record-outcome',
      ...under(5, steps),
    ])
    const named = (name: string) => traces.spans.find((span) => span.traceId === trace && span.name === name)
    expect(named('POST')?.spanId).toBe(spanAtBot)
    const sent = named('POST /v24.0/{id}/messages')
    expect(graph.reached).toContain(`00-${trace}-${sent?.spanId}-01`)
    expect(sent).toMatchObject({
      kind: 3,
      service: 'guichet',
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'server.address': '127.0.0.1',
        'url.template': '/v24.0/{id}/messages',
      },
    })
    expect(named('POST /webhooks/whatsapp')).toMatchObject({
      kind: 2,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/webhooks/whatsapp',
        'http.response.status_code': 200,
        'url.scheme': 'http',
      },
    })
    expect(named('POST /v{N}.{M}/…')?.attributes).toMatchObject({ 'guichet.outcome': 'accepted' })
    // Nothing that is whose, nothing that was said, and nothing that opens doors.
    for (const word of [...Object.values(environment), customer, 'PRIVATE', 'SECRET', 'wamid'])
      expect(traces.bodies.join('\n').includes(word), word).toBe(false)
  })

  it('gives each of those that share a commit its steps, in its own trace', async () => {
    const traces = await collectorFor(open)
    // It takes its time for a commit, so that some share one.
    const store = `sqlite:${files.path('shared.db')}`
    const { url, ...gateway } = await serve(['--store', store, '--traces', traces.url])
    const numbers = Array.from({ length: 40 }, (_, n) => n + 1)
    const statuses = await Promise.all(
      numbers.map((n) => deliver(url, webhookOf(`wamid.${n}`, String(n)), { traceparent: traceparent(n) })),
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
    const metrics = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } })
    const [, commits] = /^guichet_commits_total (\d+)$/m.exec(await metrics.text()) ?? []
    expect(Number(commits)).toBeLessThan(numbers.length)
    await gateway.stop()
    for (const n of numbers) {
      const own = traces.spans.filter((span) => span.traceId === traceId(n))
      const performed = own.find(({ name }) => name === 'ledger take-in')
      const inIt = own.filter(({ parentSpanId }) => parentSpanId === performed?.spanId)
      expect([n, inIt.map(({ name }) => name).sort()]).toEqual([n, [...steps].sort()])
      expect(own.find(({ kind }) => kind === 2)?.parentSpanId).toBe(parentId)
    }
  })

  it('begins traces of their own for what was waiting', async () => {
    const traces = await collectorFor(open)
    const { url: graph } = await whatsappOf()
    const { url, ...gateway } = await serve(['--traces', traces.url], { WHATSAPP_GRAPH_URL: graph })
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ phoneNumberId: '100', to: customer, text: 'PRIVATE', when: 'open' })
    expect((await fetch(`${url}/messages`, { method: 'POST', headers, body })).status).toBe(202)
    expect(await deliver(url, webhookOf('wamid.1'), { traceparent: traceparent(1) })).toBe(200)
    const isSent = async (): Promise<boolean> =>
      (await (await fetch(`${url}/outbox?state=over`, { headers })).text()).includes('accepted')
    await until(isSent)
    await until(() => /templates (not )?listed/.test(gateway.errors()))
    await gateway.stop()
    const treesFrom = (name: string): readonly (readonly string[])[] =>
      traces.spans
        .filter((span) => span.name === name)
        .map((span) =>
          span.parentSpanId === null ? treeOf(traces.spans, span.traceId) : ['a part of another'],
        )
    expect(treesFrom('send from the outbox')).toEqual([
      [
        'send from the outbox',
        '  ledger claim',
        ...under(2, steps),
        '  POST /v24.0/{id}/messages',
        '  ledger record-outcome',
        ...under(2, steps),
      ],
    ])
    expect(treesFrom('read templates')[0]?.slice(0, 2)).toEqual([
      'read templates',
      '  GET /v24.0/{id}/message_templates',
    ])
  })
})
