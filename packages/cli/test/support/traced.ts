import { createHmac } from 'node:crypto'
import { afterEach } from 'vitest'
import { listen, type Handler } from '../../src/serve/listen.ts'
import { startRunning, type Running } from './run.ts'

/** The API key of the gateway. */
export const key = 'the-key-0123456789'
export const customer = '33639980001'
export const environment = {
  WHATSAPP_APP_SECRET: 'the-app-secret',
  WHATSAPP_VERIFY_TOKEN: 'the-verify-token',
  WHATSAPP_ACCESS_TOKEN: 'EAAtheAccessToken',
  GUICHET_API_KEY: key,
  // Nobody is there.
  WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
}
export const now = Date.UTC(2026, 9, 20, 12)

/** What is open, and ends after each test, the last first. */
export const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** Starts the gateway. */
export const serve = async (
  options: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly url: string } & Running> => {
  const args = ['serve', '--port', '0', '--store', 'memory:', '--drain-seconds', '0', ...options]
  const running = startRunning(args, { environment: { ...environment, ...more }, now })
  open.push(running.stop)
  return { ...running, url: await running.firstLine }
}

/** A customer's message to that number. */
export const webhookOf = (id: string, number = '100', account = '200'): string => {
  const message = {
    from: customer,
    id,
    timestamp: String(now / 1000),
    type: 'text',
    text: { body: 'PRIVATE' },
  }
  const value = { metadata: { phone_number_id: number }, messages: [message] }
  return JSON.stringify({ entry: [{ id: account, changes: [{ field: 'messages', value }] }] })
}

/** Delivers a webhook as Meta does; gives the status of the answer. */
export const deliver = async (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  secret = 'the-app-secret',
): Promise<number> => {
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const signed = { ...headers, 'x-hub-signature-256': signature }
  return (await fetch(`${url}/webhooks/whatsapp`, { method: 'POST', headers: signed, body })).status
}

export const traceId = (n: number): string => n.toString(16).padStart(32, '0')
export const parentId = '00f067aa0ba902b7'
export const traceparent = (n: number): string => `00-${traceId(n)}-${parentId}-01`

/** A server that notes the `traceparent` of each request that reaches it, and answers as the handler does. */
export const noting = async (
  handler: Handler,
): Promise<{ readonly url: string; readonly reached: readonly (string | null)[] }> => {
  const reached: (string | null)[] = []
  const { url, close, abandon } = await listen(
    (request) => {
      reached.push(request.headers.get('traceparent'))
      return handler(request)
    },
    { port: 0, host: '127.0.0.1' },
  )
  open.push(() => {
    abandon()
    return close()
  })
  return { url, reached }
}

/** The emulated WhatsApp, and what reaches it. */
export const whatsappOf = async (): Promise<Awaited<ReturnType<typeof noting>>> => {
  const emulator = startRunning(['emulator', '--port', '0', '--phone', '100'], {
    environment: { WHATSAPP_ACCESS_TOKEN: 'EAAtheAccessToken', WHATSAPP_APP_SECRET: 'the-app-secret' },
    now,
  })
  open.push(emulator.stop)
  const whatsapp = await emulator.firstLine
  return noting(async (request) => {
    const { pathname, search } = new URL(request.url)
    return fetch(whatsapp + pathname + search, {
      method: request.method,
      headers: request.headers,
      ...(request.method === 'GET' ? {} : { body: await request.text() }),
    })
  })
}
