import { createHash } from 'node:crypto'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { emulator, noFaults, type Emulator } from '@guichet/emulator'
import type { Person } from './cast.ts'
import type { Exchange } from './exchange.ts'
import { clockHeader } from './gateway-setup.ts'
import { keyIn } from './requests.ts'
import { credentials, dawn, faults, phoneNumbers, templates, timeZone } from './scenery.ts'

/** An emulated WhatsApp on a port, and all that came by it. */
export interface Whatsapp {
  readonly emulator: Emulator
  readonly url: string
  readonly evidence: Evidence
  /** How many webhooks are on their way. */
  readonly webhooksUnderWay: () => number
  /** Does the order of that key wait for an answer of WhatsApp that never comes? */
  readonly isHanging: (key: string) => boolean
  /** Resolves when another one begins to. */
  readonly nextHanging: () => Promise<void>
  /** Resolves once every request is answered, except those that never are; the caller may be dead. */
  readonly answered: () => Promise<void>
  /** Adds a customer; gives the user id. */
  readonly add: (person: Person) => Promise<string | null>
  /** How many webhooks are not delivered yet, and how many were given up. */
  readonly outbox: () => Promise<{ readonly pending: number; readonly held: number; readonly lost: number }>
  /** The messaging limit, and how many customers count towards it. */
  readonly limit: () => Promise<{ readonly messagingLimit: number | null; readonly counted: number }>
  readonly close: () => Promise<void>
}

/** What WhatsApp saw, told by nobody else. */
export interface Evidence {
  /** What sends asked to be echoed, by the idempotency key in their text. */
  readonly echoesByKey: Map<string, Set<string>>
  /** The HTTP statuses with which those sends were answered; 0 for an answer that never came. */
  readonly answersByKey: Map<string, number[]>
  /** The wamids that statuses gave to what they echoed. */
  readonly wamidsByEcho: Map<string, Set<string>>
  /** How often a webhook body was answered with 200, by its digest. */
  readonly acknowledged: Map<string, number>
  /** Every body that was tried, by its digest. */
  readonly tried: Set<string>
  attempts: number
}

export interface WhatsappInput {
  readonly seed: number
  /** Without faults, and one webhook after the other. */
  readonly calm: boolean
  readonly exchange: Exchange
  /** Where the gateway is now. */
  readonly gatewayUrl: () => string
  /** Called when a send was taken and is not answered yet, and when a webhook was acknowledged. */
  readonly onMoment: (when: 'taken' | 'acknowledged') => void
}

/** Opens it. */
export const openWhatsapp = async (input: WhatsappInput): Promise<Whatsapp> => {
  const evidence: Evidence = {
    echoesByKey: new Map(),
    answersByKey: new Map(),
    wamidsByEcho: new Map(),
    acknowledged: new Map(),
    tried: new Set(),
    attempts: 0,
  }
  /** The requests that are not answered yet, and the keys of their orders. */
  const answering = new Map<Request, string | null>()
  const hanging = new Set<string>()
  let webhooksUnderWay = 0
  let tellHanging = (): void => {}
  const anotherHanging = (): Promise<void> => new Promise((resolve) => (tellHanging = resolve))
  let nextHanging = anotherHanging()
  const { accessToken, appSecret } = credentials
  const emulated = emulator({
    accessToken,
    appSecret,
    seed: input.seed,
    start: dawn,
    timeZone,
    phoneNumbers,
    templates,
    faults: input.calm ? noFaults : faults,
    onUnanswered: (request) => {
      const key = answering.get(request) ?? null
      answering.delete(request)
      if (key === null) return
      hanging.add(key)
      tellHanging()
      nextHanging = anotherHanging()
    },
    webhook: 'http://gateway.example/webhooks/whatsapp',
    webhooksAtOnce: input.calm ? 1 : 96,
    deliver: async ({ headers, body }) => {
      const digest = createHash('sha256').update(body).digest('hex')
      evidence.attempts++
      evidence.tried.add(digest)
      noteEchoes(body, evidence)
      webhooksUnderWay++
      try {
        const { status } = await input.exchange.ask({
          url: `${input.gatewayUrl()}/webhooks/whatsapp`,
          method: 'POST',
          headers: { ...headers, [clockHeader]: String(emulated.now()) },
          body,
        })
        if (status === 200) {
          evidence.acknowledged.set(digest, (evidence.acknowledged.get(digest) ?? 0) + 1)
          input.onMoment('acknowledged')
        }
        return { status }
      } finally {
        webhooksUnderWay--
      }
    },
  })

  const answer = async (request: Request): Promise<Response> => {
    let status = 0
    let key: string | null = null
    answering.set(request, key)
    try {
      key = noteSend(await request.clone().text(), evidence)
      answering.set(request, key)
      // The request itself, for a copy may not be told that it is given up.
      const answered = await emulated.fetch(request)
      status = answered.status
      if (answered.ok) input.onMoment('taken')
      return answered
    } finally {
      answering.delete(request)
      hanging.delete(key ?? '')
      // Where the gateway gave up waiting, it was told nothing.
      evidence.answersByKey.get(key ?? '')?.push(request.signal.aborted ? 0 : status)
    }
  }
  const server = createServer(
    getRequestListener(
      async (request, { incoming }) => {
        if (request.url.endsWith(pingPath)) return new Response('here')
        try {
          return await answer(request)
        } catch {
          incoming.socket.destroy()
          return new Response(null)
        }
      },
      { overrideGlobalObjects: false },
    ),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const control = async (path: string, body?: object): Promise<unknown> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    return (await emulated.fetch(new Request(`http://emulator.example/_control/${path}`, init))).json()
  }
  return {
    emulator: emulated,
    url,
    evidence,
    webhooksUnderWay: () => webhooksUnderWay,
    isHanging: (key) => hanging.has(key),
    nextHanging: () => nextHanging,
    answered: async () => {
      do await ping(url)
      while (answering.size > 0)
    },
    add: async ({ phone, knownBy, isOnWhatsApp }) => {
      const told = (await control('customers', { phone, knownBy, isOnWhatsApp })) as Registered
      return told.customer.userId
    },
    limit: async () => (await control('account')) as Awaited<ReturnType<Whatsapp['limit']>>,
    outbox: async () => (await control('webhooks')) as Awaited<ReturnType<Whatsapp['outbox']>>,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const pingPath = '/_ping'

/**
 * Resolves once a request that begins now is answered. Whatever was sent before has been read by then, also what a
 * process left behind in its connections when it was killed.
 */
const ping = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    get(`${url}${pingPath}`, { agent: false }, (answer) => {
      answer.resume().once('end', resolve)
    }).once('error', reject)
  })

interface Registered {
  readonly customer: { readonly userId: string | null }
}

const add = (map: Map<string, Set<string>>, key: string, value: string): void => {
  const known = map.get(key)
  if (known === undefined) map.set(key, new Set([value]))
  else known.add(value)
}

const noteSend = (body: string, { echoesByKey, answersByKey }: Evidence): string | null => {
  const key = keyIn(body)
  const { biz_opaque_callback_data: echo } = JSON.parse(body) as { biz_opaque_callback_data?: string }
  if (key === null) return null
  add(echoesByKey, key, echo ?? '')
  if (!answersByKey.has(key)) answersByKey.set(key, [])
  return key
}

interface Webhook {
  readonly entry: readonly {
    readonly changes: readonly { readonly value: { readonly statuses?: readonly Status[] } }[]
  }[]
}

interface Status {
  readonly id: string
  readonly biz_opaque_callback_data?: string
}

const noteEchoes = (body: string, { wamidsByEcho }: Evidence): void => {
  if (!body.includes('biz_opaque_callback_data')) return
  for (const { changes } of (JSON.parse(body) as Webhook).entry)
    for (const { value } of changes)
      for (const { id, biz_opaque_callback_data: echo = '' } of value.statuses ?? [])
        add(wamidsByEcho, echo, id)
}
