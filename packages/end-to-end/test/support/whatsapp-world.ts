import { randomUUID } from 'node:crypto'
import { graphClient, readWebhookText } from '@guichet/cloud-api'
import { engine as engineOf } from '@guichet/core'
import { emulator, type Emulator, type EmulatorOptions, type WebhookRequest } from '@guichet/emulator'
import { gateway } from '@guichet/http'
import { memoryStore, runtime, type Surroundings } from '@guichet/runtime'
import { served } from './served.ts'

/** What a client speaks to: the emulated WhatsApp itself, or the gateway in front of it. */
export const ways = ['emulator', 'gateway'] as const
export type Way = (typeof ways)[number]

export const appSecret = 'the-app-secret'
export const verifyToken = 'the-verify-token'
export const accessToken = 'EAAGtheAccessToken'
export const apiKey = 'theApiKey'
export const account = '900000000000001'
export const phoneNumberId = '100000000000001'
export const customer = '33639980001'
export const noon: number = Date.UTC(2026, 9, 20, 12)
export const SECOND = 1_000
export const HOUR: number = 3600 * SECOND

/** An emulated WhatsApp on a port, and in front of it, if it was wanted, a gateway on another. One clock for both. */
export interface WhatsAppWorld {
  /** What stands in the place of `https://graph.facebook.com`. */
  readonly url: string
  /** What stands in the place of the access token. */
  readonly token: string
  /** WhatsApp’s own address, whatever stands in front of it. */
  readonly whatsappUrl: string
  readonly whatsapp: Emulator
  /** The webhooks that went out, the gateway’s and everybody’s. */
  readonly webhooks: readonly WebhookRequest[]
  /** The paths of the requests that reached WhatsApp, with their method. */
  readonly reached: readonly string[]
  /** Lets emulated time go by, and has done what is due in it. */
  readonly wait: (milliseconds: number) => Promise<void>
  readonly close: () => Promise<void>
}

export interface WorldOptions extends Partial<EmulatorOptions> {
  /** Takes the webhooks as well: the gateway forwards them there, where there is one. */
  readonly alsoTo?: (webhook: WebhookRequest) => Promise<{ readonly status: number }>
}

export const whatsappWorld = async (
  way: Way,
  { alsoTo, ...options }: WorldOptions = {},
): Promise<WhatsAppWorld> => {
  const webhooks: WebhookRequest[] = []
  const reached: string[] = []
  let webhookUrl: string | null = null
  let forwarded = async (): Promise<void> => undefined
  const deliver = async (webhook: WebhookRequest): Promise<{ readonly status: number }> => {
    webhooks.push(webhook)
    const { headers, body } = webhook
    const taken =
      webhookUrl === null ? 200 : (await fetch(webhookUrl, { method: 'POST', headers, body })).status
    await forwarded()
    return webhookUrl === null && alsoTo !== undefined ? alsoTo(webhook) : { status: taken }
  }
  const whatsapp = emulator({
    accessToken,
    appSecret,
    start: noon,
    readShare: 1,
    webhook: 'http://webhook.example/',
    deliver,
    ...options,
  })
  const graph = await served((request) => {
    reached.push(`${request.method} ${new URL(request.url).pathname}`)
    return whatsapp.fetch(request)
  })
  const wait = (milliseconds: number): Promise<void> => whatsapp.advance(whatsapp.now() + milliseconds)
  const common = { whatsapp, whatsappUrl: graph.url, webhooks, reached, wait }
  if (way === 'emulator') {
    await whatsapp.settle()
    return { ...common, url: graph.url, token: accessToken, close: graph.close }
  }
  const front = await gatewayBefore(graph.url, () => whatsapp.now(), alsoTo)
  webhookUrl = `${front.url}/webhooks/whatsapp`
  forwarded = front.forwarded
  await whatsapp.settle()
  return {
    ...common,
    // What waits for the client is tried again early in that time, so that the client can act in the rest of it.
    wait: async (milliseconds) => {
      const first = Math.min(milliseconds, 60 * SECOND)
      await wait(first)
      await front.triedAgain()
      await wait(milliseconds - first)
    },
    url: front.url,
    token: apiKey,
    close: async () => {
      await front.close()
      await graph.close()
    },
  }
}

/** A gateway on a port. */
interface Front {
  readonly url: string
  /** Resolves once everything that came in was handed on, or was not taken. */
  readonly forwarded: () => Promise<void>
  /** Resolves once what was not taken was tried again. */
  readonly triedAgain: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly id: string
  readonly attempts: number
  readonly lastError: string | null
}

const gatewayBefore = async (
  baseUrl: string,
  now: () => number,
  alsoTo: WorldOptions['alsoTo'],
): Promise<Front> => {
  const surroundings: Surroundings = {
    now,
    newId: () => randomUUID(),
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  }
  const engine = engineOf()
  const transport = graphClient({ accessToken, baseUrl })
  const bound = runtime({ engine, store: memoryStore(), read: readWebhookText, transport, surroundings })
  const made = gateway({
    runtime: bound,
    engine,
    graph: { accessToken, baseUrl },
    appSecrets: [appSecret],
    verifyToken,
    apiKeys: [apiKey],
    surroundings,
    ...(alsoTo === undefined ? {} : { forwardWebhooksTo: { url: forwardUrl, fetch: forwarding(alsoTo) } }),
  })
  const front = await served(made.fetch)
  /** What waits for the client, with how often it was tried. */
  const waiting = async (): Promise<readonly Waiting[]> => {
    const answer = await made.fetch(
      new Request('http://gateway.example/deliveries?state=waiting', {
        headers: { authorization: `Bearer ${apiKey}` },
      }),
    )
    return ((await answer.json()) as { readonly deliveries: readonly Waiting[] }).deliveries
  }
  const until = async (isSo: (list: readonly Waiting[]) => boolean): Promise<void> => {
    while (!isSo(await waiting())) await surroundings.nextTurn()
  }
  return {
    url: front.url,
    forwarded: () => until((list) => list.every(({ attempts }) => attempts > 0)),
    triedAgain: async () => {
      const [before] = await waiting()
      if (before === undefined) return
      await until((list) => list.every(({ id, attempts }) => id !== before.id || attempts > before.attempts))
      await until((list) => list.every(({ lastError }) => lastError !== null))
    },
    close: async () => {
      await made.drain()
      await front.close()
      await bound.close()
    },
  }
}

const forwardUrl = 'http://bot.example/webhook'

/** What is forwarded, as the emulator would have delivered it. */
const forwarding =
  (alsoTo: NonNullable<WorldOptions['alsoTo']>) =>
  async (url: string, { headers, body }: RequestInit): Promise<Response> => {
    const text = await new Response(body ?? null).text()
    const { status } = await alsoTo({ url, headers: Object.fromEntries(new Headers(headers)), body: text })
    return new Response(null, { status })
  }
