import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run, startRunning, type Running } from './support/run.ts'

const key = 'the-key-0123456789'
/** What time it is for WhatsApp; the machine of the gateway is slower. */
const truly = Date.UTC(2026, 9, 20, 12)
const customer = '33639980001'

/** A Graph API that takes every message, and dates its answers by its own clock. */
const graph = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', date: new Date(truly).toUTCString() })
  response.end(JSON.stringify({ contacts: [{ wa_id: customer }], messages: [{ id: 'wamid.out' }] }))
})
beforeAll(() => new Promise<void>((resolve) => graph.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => graph.close(resolve)))

const environment = () => ({
  WHATSAPP_APP_SECRET: 'the-app-secret',
  WHATSAPP_VERIFY_TOKEN: 'the-verify-token',
  WHATSAPP_ACCESS_TOKEN: 'EAAtheAccessToken',
  GUICHET_API_KEY: key,
  WHATSAPP_GRAPH_URL: `http://127.0.0.1:${(graph.address() as AddressInfo).port}`,
})

const serve = async (
  slow: number,
  ...options: readonly string[]
): Promise<{ readonly url: string } & Running> => {
  const args = ['serve', '--port', '0', '--store', 'memory:', ...options]
  const running = startRunning(args, { environment: environment(), now: truly - slow })
  return { ...running, url: await running.firstLine }
}

const messageBody = JSON.stringify({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '9000',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '33139980001', phone_number_id: '100' },
            messages: [
              {
                from: customer,
                id: 'wamid.in',
                timestamp: String(truly / 1000),
                type: 'text',
                text: { body: 'hi' },
              },
            ],
          },
        },
      ],
    },
  ],
})

const deliver = (url: string): Promise<Response> =>
  fetch(`${url}/webhooks/whatsapp`, {
    method: 'POST',
    body: messageBody,
    headers: {
      'x-hub-signature-256': `sha256=${createHmac('sha256', 'the-app-secret').update(messageBody).digest('hex')}`,
    },
  })

const reply = (url: string): Promise<Response> =>
  fetch(`${url}/v24.0/100/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      to: customer,
      type: 'text',
      text: { body: 'hello' },
    }),
  })

const read = async (url: string, path: string): Promise<string> =>
  (await fetch(url + path, { headers: { authorization: `Bearer ${key}` } })).text()

describe('a gateway whose clock is 3 s slow', () => {
  it('sends the first reply at once, and says that its clock is behind', async () => {
    const gateway = await serve(3000)
    expect((await deliver(gateway.url)).status).toBe(200)
    const sent = await reply(gateway.url)
    expect([sent.status, await sent.json()]).toMatchObject([200, { messages: [{ id: 'wamid.out' }] }])
    expect(JSON.parse(await read(gateway.url, '/readyz'))).toMatchObject({
      status: 'ready',
      clock: { skewSeconds: -3 },
    })
    expect(await read(gateway.url, '/metrics')).toContain('\nguichet_clock_skew_seconds -3\n')
    const { stderr, code } = await gateway.stop()
    expect(code).toBe(0)
    const warnings = stderr.split('\n').filter((line) => line.includes('"level":"warn"'))
    expect(warnings.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { event: 'the clock of this machine is behind that of WhatsApp', seconds: -3 },
    ])
  })

  it('refuses it where --ahead-seconds or the variable says that nothing counts ahead', async () => {
    const gateway = await serve(3000, '--ahead-seconds', '2')
    await deliver(gateway.url)
    expect((await reply(gateway.url)).status).toBe(400)
    await gateway.stop()
  })
})

it('a clock that is right is not spoken of', async () => {
  const gateway = await serve(0)
  await deliver(gateway.url)
  expect((await reply(gateway.url)).status).toBe(200)
  expect(JSON.parse(await read(gateway.url, '/readyz'))).toEqual({ status: 'ready' })
  expect((await gateway.stop()).stderr).not.toContain('clock')
})

it.each(['x', '-1', '3601', '1.5'])('%s is no number of seconds', async (text) => {
  const args = ['serve', '--port', '0', '--store', 'memory:']
  const byOption = await run([...args, '--ahead-seconds', text], { environment: environment() })
  expect([byOption.code, byOption.stderr]).toEqual([2, expect.stringContaining('whole number of seconds')])
  const byVariable = await run(args, { environment: { ...environment(), GUICHET_AHEAD_SECONDS: text } })
  expect([byVariable.code, byVariable.stderr]).toEqual([
    2,
    'guichet: GUICHET_AHEAD_SECONDS: write a whole number of seconds from 0 to 3600\n',
  ])
})
