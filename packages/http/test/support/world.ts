import { createHmac, randomUUID } from 'node:crypto'
import { graphClient, readWebhookText } from '@guichet/cloud-api'
import { engine as engineOf, type Instant } from '@guichet/core'
import { memoryStore, runtime, type Runtime, type Store, type Surroundings } from '@guichet/runtime'
import { gateway, type Gateway, type GatewayOptions, type LogEntry } from '../../src/index.ts'
import { graphServer, type GraphServer } from './graph-server.ts'
import { memoryMetrics } from './memory-metrics.ts'

/** Planted, so that they are found wherever they leak. */
export const secrets = {
  apiKey: 'key-PLANTED-1',
  otherKey: 'key-PLANTED-2',
  accessToken: 'EAAG-PLANTED|3',
  appSecret: 'app-PLANTED-4',
  verifyToken: 'verify-PLANTED-5',
} as const

/** A gateway with everything real but the clock and WhatsApp, which is a server that does as it is told. */
export interface World {
  readonly gateway: Gateway
  readonly runtime: Runtime
  readonly graph: GraphServer
  readonly clock: { now: Instant }
  readonly log: LogEntry[]
  /** All that callers were told: status, headers and bodies. */
  readonly told: string[]
  /** Asks with a key. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Told>
  /** Asks as it is. */
  readonly askAs: (path: string, init?: RequestInit) => Promise<Told>
  /** Has a customer write, by webhook. */
  readonly hear: (customer: string, at?: Instant) => Promise<void>
  readonly close: () => Promise<void>
}

/** An answer, read. */
export interface Told {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Empty where the text is no JSON. */
  readonly json: Json
}

/** What a test looks into, it expects to be there: an answer of any shape. */
export interface Json {
  readonly 0: Json
  readonly code: Json
  readonly contacts: Json
  readonly detail: Json
  readonly details: Json
  readonly error: Json
  readonly error_data: Json
  readonly errors: Json
  readonly field: Json
  readonly guichet: Json
  readonly id: Json
  readonly is_transient: Json
  readonly message: Json
  readonly messages: Json
  readonly messaging_product: Json
  readonly outcome: Json
  readonly position: Json
  readonly reasons: Json
  readonly remedies: Json
  readonly sentAs: Json
  readonly success: Json
  readonly type: Json
}

/** What the members of a list have under that name. */
export const each = (list: Json, name: string): readonly unknown[] =>
  Array.isArray(list) ? list.map((one: Readonly<Record<string, unknown>>) => one[name]) : []

export const start: Instant = Date.UTC(2026, 9, 20, 12)
export const phoneNumberId = '100'
export const customer = '33639980001'

export interface WorldInput {
  readonly store?: Store
  readonly options?: Partial<GatewayOptions>
  /** Does it count what it does? */
  readonly counts?: boolean
}

export const worldOf = async ({
  store = memoryStore(),
  options = {},
  counts = true,
}: WorldInput = {}): Promise<World> => {
  const graph = await graphServer()
  const clock = { now: start }
  const log: LogEntry[] = []
  const told: string[] = []
  const surroundings: Surroundings = {
    now: () => clock.now,
    newId: () => randomUUID(),
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  }
  const { accessToken } = secrets
  const engine = engineOf()
  const transport = graphClient({ accessToken, baseUrl: graph.baseUrl })
  const bound = runtime({ engine, store, read: readWebhookText, transport, surroundings })
  const made = gateway({
    runtime: bound,
    engine,
    graph: { baseUrl: graph.baseUrl, accessToken },
    appSecrets: [secrets.appSecret],
    verifyToken: secrets.verifyToken,
    apiKeys: [secrets.apiKey, secrets.otherKey],
    log: (entry) => log.push(entry),
    surroundings,
    ...(counts ? { metrics: memoryMetrics() } : {}),
    ...options,
  })
  const askAs: World['askAs'] = async (path, init) => {
    const answer = await made.fetch(new Request(`http://gateway.test${path}`, init))
    const text = await answer.text()
    told.push(`${answer.status} ${JSON.stringify([...answer.headers])} ${text}`)
    return { status: answer.status, headers: answer.headers, text, json: parsed(text) }
  }
  return {
    gateway: made,
    runtime: bound,
    graph,
    clock,
    log,
    told,
    askAs,
    ask: (path, init = {}) => {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${secrets.apiKey}`)
      return askAs(path, { ...init, headers })
    },
    hear: async (from, at = clock.now) => {
      const { status } = await askAs('/webhooks/whatsapp', signed(webhookOf([inbound(from, at)])))
      if (status !== 200) throw new Error(`the webhook was answered with ${status}`)
    },
    close: async () => {
      await bound.close()
      await graph.close()
    },
  }
}

const parsed = (text: string): Json => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return {} as Json
  }
}

let messages = 0

/** A customer's message, as in a webhook. */
export const inbound = (from: string, at: Instant, id = `wamid.in.${messages++}`): object => ({
  from,
  id,
  timestamp: String(Math.floor(at / 1000)),
  type: 'text',
  text: { body: 'a customer’s PRIVATE words' },
})

/** A webhook body of these messages. */
export const webhookOf = (list: readonly object[]): string => {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: phoneNumberId },
    messages: list,
  }
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '200', changes: [{ field: 'messages', value }] }],
  })
}

/** A webhook about a template. */
export const templateWebhook = (name: string, status: string, at: Instant = start): string =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '200',
        time: Math.floor(at / 1000),
        changes: [
          {
            field: 'message_template_status_update',
            value: {
              event: status,
              message_template_id: 1,
              message_template_name: name,
              message_template_language: 'en_US',
              message_template_category: 'UTILITY',
            },
          },
        ],
      },
    ],
  })

/** A request as Meta makes it. */
export const signed = (body: string | Uint8Array, secret: string = secrets.appSecret): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : Buffer.from(body),
  headers: {
    'content-type': 'application/json',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  },
})

/** A request with JSON in it. */
export const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/** A text message as the Cloud API takes it. */
export const textTo = (to: string, body = 'PRIVATE hello'): object => ({
  messaging_product: 'whatsapp',
  to,
  type: 'text',
  text: { body },
})

/** A template as the Cloud API takes it. */
export const templateTo = (to: string, name = 'order_update'): object => ({
  messaging_product: 'whatsapp',
  to,
  type: 'template',
  template: { name, language: { code: 'en_US' } },
})
