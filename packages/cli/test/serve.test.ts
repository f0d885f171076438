import { createHmac } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './support/folder.ts'
import { run, startRunning, type Running } from './support/run.ts'

const key = 'the-key-0123456789'
const environment = {
  WHATSAPP_APP_SECRET: 'the-app-secret',
  WHATSAPP_VERIFY_TOKEN: 'the-verify-token',
  WHATSAPP_ACCESS_TOKEN: 'EAAtheAccessToken',
  GUICHET_API_KEY: key,
  // Nobody is there.
  WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
}
const secrets = ['the-app-secret', 'the-verify-token', 'EAAtheAccessToken', key]

const now = Date.UTC(2026, 9, 20, 12)

const files = temporaryFolder()

const serve = async (store: string): Promise<{ readonly url: string } & Running> => {
  const running = startRunning(['serve', '--port', '0', '--store', store], { environment, now })
  return { ...running, url: await running.firstLine }
}

const messageBody = (id: string): string =>
  JSON.stringify({
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
              contacts: [{ profile: { name: 'Amélie' }, wa_id: '33639980001' }],
              messages: [
                {
                  from: '33639980001',
                  id,
                  timestamp: String(now / 1000 - 60),
                  type: 'text',
                  text: { body: 'a secret recipe' },
                },
              ],
            },
          },
        ],
      },
    ],
  })

const deliver = (url: string, body: string): Promise<Response> =>
  fetch(`${url}/webhooks/whatsapp`, {
    method: 'POST',
    body,
    headers: {
      'x-hub-signature-256': `sha256=${createHmac('sha256', 'the-app-secret').update(body).digest('hex')}`,
    },
  })

const ask = (url: string, path: string): Promise<Response> =>
  fetch(url + path, { headers: { authorization: `Bearer ${key}` } })

describe('guichet serve', () => {
  it('takes webhooks in, answers, and ends well; what it took is there when it starts again', async () => {
    const store = `sqlite:${files.path('serve.db')}`
    const first = await serve(store)
    expect((await deliver(first.url, messageBody('wamid.1'))).status).toBe(200)
    const stopped = await first.stop()
    expect(stopped.code).toBe(0)

    const second = await serve(store)
    const thread = await ask(second.url, '/threads/100/33639980001')
    expect(await thread.json()).toMatchObject({ view: { phase: 'open' } })
    const told = await second.stop()
    for (const word of [...secrets, 'secret recipe'])
      expect(`${stopped.stdout}${stopped.stderr}${told.stdout}${told.stderr}`.includes(word)).toBe(false)
    const events = told.stderr
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event)
    expect([events[0], ...events.slice(-2)]).toEqual(['serving', 'draining', 'stopped'])
  })

  it('serves the board', async () => {
    const gateway = await serve('memory:')
    const page = await fetch(gateway.url)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain('<!doctype html>')
    await gateway.stop()
  })

  it('does not start without what keeps forgers and strangers out', async () => {
    const { code, stderr } = await run(['serve', '--port', '0', '--store', 'memory:'])
    expect(code).toBe(2)
    expect(stderr).toContain('WHATSAPP_APP_SECRET is missing')
    expect(stderr).toContain('GUICHET_API_KEY is missing')
  })

  it.each([
    ['a port that is none', ['--port', '65536'], 'write a port number from 0 to 65535'],
    ['a store that is none', ['--store', 'mysql://x'], 'is not the URL of a store'],
    ['a store in no folder', ['--store', 'sqlite:/nowhere/at/all.db'], '/nowhere/at/all.db'],
  ])('tells of %s', async (_, args, words) => {
    const { code, stderr } = await run(['serve', '--port', '0', ...args], { environment })
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
  })

  it('tells of a time zone that is none', async () => {
    const { code, stderr } = await run(['serve', '--port', '0', '--store', 'memory:'], {
      environment: { ...environment, GUICHET_TIME_ZONE: 'Europe/Lutetia' },
    })
    expect([code, stderr]).toEqual([2, expect.stringContaining('Europe/Lutetia')])
  })

  it('tells of a port that is in use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const { code, stderr } = await run(['serve', '--port', String(port), '--store', 'memory:'], {
      environment,
    })
    expect([code, stderr]).toEqual([2, expect.stringContaining(`port ${port} of 127.0.0.1 is in use`)])
    other.close()
  })
})
