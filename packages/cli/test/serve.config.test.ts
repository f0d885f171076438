import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { otherEntry, tenantEntry } from './support/configs.ts'
import { temporaryFolder } from './support/folder.ts'
import { run, startRunning, type Running } from './support/run.ts'
import { until } from './support/until.ts'

const files = temporaryFolder()
const now = Date.UTC(2026, 9, 20, 12)

const botKey = 'bot-key-PLANTED-0001'
const otherKey = 'other-key-PLANTED-02'
/** Nobody is there. */
const environment = { WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9' }

let configs = 0

/** Writes a configuration under a name of its own. */
const written = (...tenants: readonly object[]): Promise<string> =>
  files.file(`guichet-${configs++}.json`, JSON.stringify({ tenants }))

const serve = async (config: string): Promise<{ readonly url: string } & Running> => {
  const options = ['--port', '0', '--store', 'memory:', '--drain-seconds', '0']
  const running = startRunning(['serve', '--config', config, ...options], { environment, now })
  return { ...running, url: await running.firstLine }
}

const hook = async (url: string, number: string, account: string, secret: string): Promise<number> => {
  const message = { from: '33639980001', id: `wamid.${number}`, timestamp: String(now / 1000), type: 'text' }
  const value = { metadata: { phone_number_id: number }, messages: [message] }
  const body = JSON.stringify({ entry: [{ id: account, changes: [{ field: 'messages', value }] }] })
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const headers = { 'x-hub-signature-256': signature }
  return (await fetch(`${url}/webhooks/whatsapp`, { method: 'POST', headers, body })).status
}

const ask = async (url: string, key: string, phoneNumberId: string): Promise<number> => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ phoneNumberId, customer: '33639980001', message: { kind: 'service' } })
  return (await fetch(`${url}/ask`, { method: 'POST', headers, body })).status
}

const logged = ({ errors }: Running, event: string): readonly Record<string, unknown>[] =>
  errors()
    .split('\n')
    .filter((line) => line.includes(`"event":"${event}"`))
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('guichet serve --config', () => {
  it('serves the tenants of the file, and nothing of the environment but the address of Graph', async () => {
    const config = await written(tenantEntry(), otherEntry())
    const { url, ...running } = await serve(config)
    const statuses = [
      await hook(url, '100', '200', 'app-secret-PLANTED'),
      await hook(url, '101', '201', 'other-secret-PLANTED'),
      await hook(url, '101', '201', 'app-secret-PLANTED'),
      await ask(url, botKey, '100'),
      await ask(url, botKey, '101'),
      await ask(url, otherKey, '101'),
    ]
    expect(statuses).toEqual([200, 200, 401, 200, 403, 403])
    const { code, stderr } = await running.stop()
    expect(code).toBe(0)
    expect(stderr).not.toContain('PLANTED')
    expect(logged(running, 'request').at(-1)).toMatchObject({ tenant: 'florist', key: 'bot', status: 403 })
  })

  it('says all that is wrong with the file, and starts nothing', async () => {
    const config = await written(tenantEntry({ keys: [] }), otherEntry({ phoneNumbers: ['100'] }))
    const { code, stdout, stderr } = await run(['serve', '--config', config], { environment })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe(`guichet: ${config} cannot be used:\n  tenants[0].keys: must have 1 or more\n`)
  })

  it('reads the file again at a signal, and loses no request meanwhile', async () => {
    const config = await written(tenantEntry(), otherEntry())
    const running = await serve(config)
    const { url } = running
    const statuses = new Set<number>()
    const over = new AbortController()
    const client = async (key: string, number: string): Promise<void> => {
      while (!over.signal.aborted) statuses.add(await ask(url, key, number))
    }
    const rolled = tenantEntry({ keys: [{ name: 'bot', key: 'new-key-PLANTED-0001', may: ['ask'] }] })
    const both = otherEntry({
      keys: [
        { name: 'bot', key: otherKey, may: ['ask'] },
        { name: 'new', key: 'a-new-key-PLANTED-03', may: ['ask'] },
      ],
    })
    await files.file(config.split('/').at(-1) ?? '', JSON.stringify({ tenants: [tenantEntry(), both] }))
    running.reload()
    await until(() => logged(running, 'configuration in use').length === 1)
    const clients = [client(otherKey, '101'), client('a-new-key-PLANTED-03', '101')]
    await files.file(config.split('/').at(-1) ?? '', JSON.stringify({ tenants: [rolled, both] }))
    for (let time = 0; time < 10; time++) {
      running.reload()
      const before = logged(running, 'configuration in use').length
      await until(() => logged(running, 'configuration in use').length > before)
    }
    over.abort()
    await Promise.all(clients)
    expect([...statuses]).toEqual([200])
    expect([await ask(url, botKey, '100'), await ask(url, 'new-key-PLANTED-0001', '100')]).toEqual([401, 200])
    expect((await running.stop()).code).toBe(0)
  })

  it('reads it again when it changes, and keeps what it has where it cannot be used', async () => {
    const config = await written(tenantEntry())
    const name = config.split('/').at(-1) ?? ''
    const running = await serve(config)
    await files.file(name, '{"tenants": [')
    await until(() => logged(running, 'configuration not used').length > 0)
    expect(logged(running, 'configuration not used')[0]).toMatchObject({
      level: 'error',
      problems: 'the file is not JSON',
    })
    expect(await ask(running.url, botKey, '100')).toBe(200)
    await files.file(name, JSON.stringify({ tenants: [tenantEntry({ phoneNumbers: ['102'] })] }))
    await until(() => logged(running, 'configuration in use').length > 0)
    expect([await ask(running.url, botKey, '100'), await ask(running.url, botKey, '102')]).toEqual([403, 200])
    expect((await running.stop()).code).toBe(0)
  })
})
