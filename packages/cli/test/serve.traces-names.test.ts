import { describe, expect, it, test } from 'vitest'
import { collectorFor } from './support/collector.ts'
import { otherEntry, tenantEntry } from './support/configs.ts'
import { temporaryFolder } from './support/folder.ts'
import { run } from './support/run.ts'
import {
  customer,
  deliver,
  environment,
  key,
  open,
  parentId,
  serve,
  traceId,
  traceparent,
  webhookOf,
} from './support/traced.ts'

const files = temporaryFolder()

describe('guichet serve --traces', () => {
  it('begins a trace of its own where a traceparent is none', async () => {
    const traces = await collectorFor(open)
    const { url, ...gateway } = await serve(['--traces', traces.url])
    const hostile = [
      'nonsense',
      '',
      `00-${'0'.repeat(32)}-${parentId}-01`,
      `00-${traceId(1)}-${'0'.repeat(16)}-01`,
      `ff-${traceId(1)}-${parentId}-01`,
      `00-${traceId(1).replace('1', 'G')}-${parentId}-01`,
      `${traceparent(1)}-more`,
      `${traceparent(1)}, ${traceparent(2)}`,
      `00-${traceId(1)}-${parentId}-01${'x'.repeat(9_000)}`,
      '-'.repeat(9_000),
    ]
    for (const given of hostile)
      expect((await fetch(`${url}/healthz`, { headers: { traceparent: given } })).status).toBe(200)
    await gateway.stop()
    const served = traces.spans.filter(({ name }) => name === 'GET /healthz')
    expect(served.map(({ parentSpanId }) => parentSpanId)).toEqual(hostile.map(() => null))
    expect(new Set(served.map((span) => span.traceId)).size).toBe(hostile.length)
  })

  it('names what is asked for by its route, and nothing that a client made up', async () => {
    const traces = await collectorFor(open)
    const { url, ...gateway } = await serve(['--traces', traces.url])
    const authorization = `Bearer ${key}`
    await fetch(`${url}/threads/100/${customer}`, { headers: { authorization } })
    await fetch(`${url}/nowhere/${customer}`, { headers: { authorization } })
    await fetch(`${url}/nowhere`, { headers: { authorization }, method: 'PROPFIND' })
    await gateway.stop()
    const served = traces.spans.filter(({ kind }) => kind === 2)
    expect(served.map(({ name, attributes }) => [name, attributes['http.response.status_code']])).toEqual([
      ['GET /threads/:phoneNumberId/:customer', 404],
      ['GET', 404],
      ['HTTP', 404],
    ])
    expect(traces.bodies.join().includes(customer)).toBe(false)
  })

  it('names the tenant, and takes nothing from the environment beside a file', async () => {
    const traces = await collectorFor(open)
    const config = await files.file('traces.json', JSON.stringify({ tenants: [tenantEntry(), otherEntry()] }))
    const { url, ...gateway } = await serve(['--config', config, '--traces', traces.url], {
      OTEL_SERVICE_NAME: 'another',
    })
    expect(await deliver(url, webhookOf('wamid.1', '101', '201'), {}, 'other-secret-PLANTED')).toBe(200)
    const headers = { authorization: 'Bearer other-key-PLANTED-02', 'content-type': 'application/json' }
    const body = JSON.stringify({ phoneNumberId: '101', to: customer, text: 'PRIVATE' })
    expect((await fetch(`${url}/messages`, { method: 'POST', headers, body })).status).toBe(424)
    await gateway.stop()
    const tenants = (name: string) =>
      traces.spans
        .filter((span) => span.name === name)
        .map(({ attributes, service }) => [attributes['guichet.tenant'], service])
    expect(tenants('POST /webhooks/whatsapp')).toEqual([['florist', 'guichet']])
    expect(tenants('POST /messages')).toEqual([['florist', 'guichet']])
    expect(tenants('POST /v24.0/{id}/messages')).toEqual([['florist', 'guichet']])
    expect(traces.bodies.join()).not.toContain('PLANTED')
  })

  it('goes by OpenTelemetry’s variables once it is on, and only then', async () => {
    const traces = await collectorFor(open)
    const more = { OTEL_EXPORTER_OTLP_ENDPOINT: `${traces.url}/`, OTEL_SERVICE_NAME: 'shop-gateway' }
    for (const options of [[], ['--traces']]) {
      const { url, ...gateway } = await serve(options, more)
      await fetch(`${url}/healthz`)
      expect(traces.reached()).toBe(0)
      await gateway.stop()
    }
    expect(traces.spans.map(({ name, service }) => [name, service])).toEqual([
      ['GET /healthz', 'shop-gateway'],
    ])
  })

  test.each([
    ['--traces', 'collector:4318', 'write an address such as http://localhost:4318'],
    ['--traces', 'http://user:word@collector:4318', 'write an address such as http://localhost:4318'],
  ])('%s %s is none', async (option, value, words) => {
    const { code, stderr } = await run(['serve', option, value], { environment })
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
  })

  it('says which variable holds no address', async () => {
    const more = { ...environment, OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }
    const { code, stderr } = await run(['serve', '--port', '0', '--store', 'memory:', '--traces'], {
      environment: more,
    })
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('OTEL_EXPORTER_OTLP_ENDPOINT must be an address'),
    ])
  })
})
