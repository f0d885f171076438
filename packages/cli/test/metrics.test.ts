import { createHmac } from 'node:crypto'
import { memoryStore, realSurroundings } from '@guichet/runtime'
import { expect, it } from 'vitest'
import { openGateway } from '../src/serve/gateway.ts'

const apiKey = 'the-key-0123456789'
const appSecret = 'the-app-secret'
const now = Date.UTC(2026, 9, 20, 12)

const webhook = (body: string, secret: string): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` },
})

const message = { from: '33639980001', id: 'wamid.1', timestamp: '1792497600', type: 'text' }
const value = { metadata: { phone_number_id: '100' }, messages: [message] }
const body = JSON.stringify({ entry: [{ id: '200', changes: [{ field: 'messages', value }] }] })
const hello = { messaging_product: 'whatsapp', to: '33639980002', type: 'text', text: { body: 'Bonjour' } }

/** The text of `/metrics` after a few requests with known results. */
const metricsText = async (): Promise<string> => {
  const { gateway, runtime } = openGateway({
    settings: {
      appSecrets: [appSecret],
      verifyToken: 'the-verify-token',
      accessToken: 'EAAtheAccessToken',
      // Nobody is there.
      graphUrl: 'http://127.0.0.1:9',
      apiKeys: [apiKey],
      rates: null,
      timeZone: 'UTC',
      forwardWebhooksTo: null,
      phoneNumberId: null,
    },
    stores: [memoryStore()],
    surroundings: { ...realSurroundings, now: () => now },
    log: () => undefined,
    // Nothing happens in the background.
    timer: () => () => undefined,
  })
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { authorization: `Bearer ${apiKey}`, ...init.headers }
    return gateway.fetch(new Request(`http://gateway.test${path}`, { ...init, headers }))
  }
  await ask('/webhooks/whatsapp', webhook(body, appSecret))
  await ask('/webhooks/whatsapp', webhook(body, appSecret))
  await ask('/webhooks/whatsapp', webhook('nonsense', appSecret))
  await ask('/webhooks/whatsapp', webhook('nonsense', 'another secret'))
  await ask('/v24.0/100/messages', { method: 'POST', body: JSON.stringify(hello) })
  await ask('/threads/100/33639980001')
  const answer = await ask('/metrics')
  const text = await answer.text()
  await gateway.drain()
  await runtime.close()
  return `${answer.headers.get('content-type')}\n${text}`
}

/** Durations differ from run to run. */
const withoutDurations = (text: string): string =>
  text
    .replaceAll(/^(guichet_\w+_seconds_bucket\{le="[\d.]+"\}) \d+$/gm, '$1 …')
    .replaceAll(/^(guichet_\w+_seconds_sum) [\d.e-]+$/gm, '$1 …')
    // What Node says of its process.
    .replaceAll(/^(# (HELP|TYPE) )?(process|nodejs)_.*\n/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')

it('counts under names, labels and buckets that stay', async () => {
  await expect(withoutDurations(await metricsText())).toMatchFileSnapshot('reports/metrics.txt')
})

it('counts the commits of its runtime, one for each webhook that came by itself', async () => {
  const lines = (await metricsText()).split('\n')
  expect(lines).toContain('guichet_commits_total 3')
  expect(lines).toContain('guichet_commit_conflicts_total 0')
})
