import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What must never be read anywhere. */
export const secrets = {
  appSecret: 'the-app-secret-0123456789',
  verifyToken: 'the-verify-token-0123456789',
  accessToken: 'EAAtheAccessToken0123456789',
  apiKey: 'the-api-key-0123456789',
}

/** `guichet serve`, as it is installed, in a process of its own. */
export interface Served {
  readonly url: string
  readonly port: number
  /** All that it wrote so far, of both streams. */
  readonly output: () => string
  /** Resolves once it has logged that event. */
  readonly logged: (event: string) => Promise<void>
  readonly signal: (signal: NodeJS.Signals) => void
  /** Resolves with the exit code once it is gone. */
  readonly gone: Promise<number | null>
}

const bin = fileURLToPath(new URL('../../../cli/bin/guichet.mjs', import.meta.url))

/** Starts it on a free port. */
export const serve = async (
  store: string,
  graphUrl = 'http://127.0.0.1:9',
  drainSeconds = 0,
): Promise<Served> => {
  const args = ['serve', '--port', '0', '--store', store, '--drain-seconds', String(drainSeconds)]
  const child = spawn(process.execPath, [bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      WHATSAPP_APP_SECRET: secrets.appSecret,
      WHATSAPP_VERIFY_TOKEN: secrets.verifyToken,
      WHATSAPP_ACCESS_TOKEN: secrets.accessToken,
      GUICHET_API_KEY: secrets.apiKey,
      WHATSAPP_GRAPH_URL: graphUrl,
      GUICHET_TIME_ZONE: 'Europe/Paris',
    },
  })
  const lines: string[] = []
  const waiting: { readonly event: string; readonly done: () => void }[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line)
    for (const { event, done } of waiting) if (line.includes(`"event":"${event}"`)) done()
  })
  const gone = once(child, 'close').then(() => child.exitCode)
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${lines.join('\n')}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      resolve(line)
    })
  })
  return {
    url,
    port: Number(new URL(url).port),
    output: () => lines.join('\n'),
    logged: (event) =>
      lines.some((line) => line.includes(`"event":"${event}"`))
        ? Promise.resolve()
        : new Promise((done) => waiting.push({ event, done })),
    signal: (signal) => void child.kill(signal),
    gone,
  }
}

/** A folder of this test alone. */
export const ownFolder = (): { readonly path: (name: string) => string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-security-'))
  return {
    path: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export const signatureOf = (body: string | Buffer, secret: string = secrets.appSecret): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

/** Delivers a webhook; `null` signs nothing. */
export const deliver = (
  { url }: Served,
  body: string,
  signature: string | null = signatureOf(body),
): Promise<Response> =>
  fetch(`${url}/webhooks/whatsapp`, {
    method: 'POST',
    body,
    headers: signature === null ? {} : { 'x-hub-signature-256': signature },
  })

/** Asks with the key, or with another one, or with none. */
export const ask = (
  { url }: Served,
  path: string,
  init: RequestInit = {},
  key: string | null = secrets.apiKey,
): Promise<Response> =>
  fetch(url + path, {
    ...init,
    headers: { ...init.headers, ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
  })

export const phoneNumberId = '100'

/** What nobody may find in a log either. */
export const confidence = 'a most secret recipe'

/** A webhook with a customer's message. */
export const messageBody = (id: string, customer: string, at: number): string =>
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
              metadata: { display_phone_number: '33139980001', phone_number_id: phoneNumberId },
              contacts: [{ profile: { name: 'Amélie' }, wa_id: customer }],
              messages: [
                {
                  from: customer,
                  id,
                  timestamp: String(Math.floor(at / 1000)),
                  type: 'text',
                  text: { body: confidence },
                },
              ],
            },
          },
        ],
      },
    ],
  })

/**
 * An upload whose pieces are sent one by one; resolves with the status, or `broken` if the connection ends.
 */
export const upload = (
  { url }: Served,
  headers: Readonly<Record<string, string>>,
): {
  readonly write: (piece: Buffer) => void
  readonly end: () => void
  readonly status: Promise<number | 'broken'>
} => {
  const asking = request(`${url}/webhooks/whatsapp`, { method: 'POST', headers })
  const status = new Promise<number | 'broken'>((resolve) => {
    asking.once('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asking.once('error', () => resolve('broken'))
    asking.once('close', () => resolve('broken'))
  })
  asking.flushHeaders()
  return { write: (piece) => void asking.write(piece), end: () => void asking.end(), status }
}

/** Sends bytes that need not be HTTP; resolves with all that came back once the connection is closed. */
export const speak = ({ port }: Served, bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.once('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  })
