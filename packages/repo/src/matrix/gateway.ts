import { createHmac } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from './program.ts'
import { bundleForWeb } from './web.ts'
import { served } from './whatsapp.ts'
import { inWorkerd, textBindings } from './workerd.ts'

const settings = {
  ACCESS_TOKEN: 'EAAG-the-access-token',
  API_KEY: 'the-api-key-0123456789',
  APP_SECRET: 'the-app-secret',
  VERIFY_TOKEN: 'the-verify-token',
  PHONE_NUMBERS: '100,200',
}

/** So many webhooks, each followed by a question. */
const rounds = 1_000

/**
 * Runs the gateway's worker in workerd, with a durable object for each of two phone numbers; gives what is wrong. In the
 * same process an object does what every store does.
 */
export const gatewayProblems = async (
  project: string,
  program: string,
  command: Command,
): Promise<readonly string[]> => {
  const folder = join(project, 'gateway')
  mkdirSync(join(folder, 'objects'), { recursive: true })
  const worker = await bundleForWeb(
    project,
    `${program}\n${contract}`,
    ['workerd', 'worker', 'browser'],
    [/^node:/, /^cloudflare:/],
  )
  const sent: string[] = []
  const graph = await served(async (request) => {
    if (request.method !== 'POST') return Response.json({ data: [] })
    sent.push(await request.text())
    return Response.json({ messages: [{ id: `wamid.${sent.length}` }] })
  })
  const deployment = {
    worker,
    configuration: configuration({ ...settings, GRAPH_URL: graph.url }),
    flags: ['--experimental'],
  }
  try {
    return await inWorkerd(command, folder, deployment, async (url) => [
      ...(await answerProblems(url, sent)),
      ...(await contractProblems(url)),
    ])
  } finally {
    await graph.close()
  }
}

/** A thousand webhooks and questions in a row, and a message to send after each hundredth. */
const answerProblems = async (url: string, sent: readonly string[]): Promise<readonly string[]> => {
  const found = new Map<string, number>()
  const count = (name: string): void => void found.set(name, (found.get(name) ?? 0) + 1)
  const authorization = `Bearer ${settings.API_KEY}`
  for (let round = 0; round < rounds; round++) {
    const phoneNumberId = round % 2 === 0 ? '100' : '200'
    // Few customers write again and again; each message goes to another one, for the rate of messages to one is limited.
    const isSent = round % 100 === 99
    const customer = `336399${String(isSent ? round : round % 50).padStart(5, '0')}`
    const body = webhookOf(phoneNumberId, customer, round)
    const signature = createHmac('sha256', settings.APP_SECRET).update(body).digest('hex')
    const headers = { 'x-hub-signature-256': `sha256=${signature}` }
    const taken = await fetch(`${url}/webhooks/whatsapp`, { method: 'POST', headers, body })
    count(`webhook ${taken.status}`)
    const asked = await fetch(`${url}/ask`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ phoneNumberId, customer, message: { kind: 'service' } }),
    })
    const { answer } = (await asked.json()) as { answer?: string }
    count(`question ${asked.status} ${answer}`)
    if (!isSent) continue
    const message = { messaging_product: 'whatsapp', to: customer, type: 'text', text: { body: 'Bonjour' } }
    const answered = await fetch(`${url}/v24.0/${phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': `order-${round}` },
      body: JSON.stringify(message),
    })
    count(`message ${answered.status}`)
  }
  count(`handed to WhatsApp ${sent.length}`)
  const expected = `webhook 200: ${rounds}, question 200 allowed: ${rounds}, message 200: ${rounds / 100}, handed to WhatsApp ${rounds / 100}: 1`
  const said = [...found].map(([name, times]) => `${name}: ${times}`).join(', ')
  return said === expected ? [] : [`it answered ${said}; expected ${expected}`]
}

const webhookOf = (phoneNumberId: string, from: string, round: number): string => {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const messages = [{ from, id: `wamid.in.${round}`, timestamp, type: 'text', text: { body: 'Bonjour' } }]
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, messages }
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '300', changes: [{ field: 'messages', value }] }],
  })
}

/** What every store does, of an object for each case. */
const contractProblems = async (url: string): Promise<readonly string[]> => {
  const cases = (await (await fetch(`${url}/contract`)).json()) as readonly string[]
  if (cases.length < 50) return [`the contract of stores has ${cases.length} cases`]
  const problems: string[] = []
  for (const [index, title] of cases.entries()) {
    const said = await (await fetch(`${url}/contract/${index}`)).text()
    if (said !== 'kept') problems.push(`${title}: ${said}`)
  }
  return problems
}

const contract = `
import { storeContract } from '@guichet/runtime/contract'

const capabilities = { name: 'durable-object', isDurable: true, isShared: false }
const asked = storeContract.filter(({ needs = () => true }) => needs(capabilities))

export class Case extends DurableObject {
  async fetch(request) {
    const { pathname } = new URL(request.url)
    try {
      await asked[Number(pathname.split('/').at(-1))].run({ open: async () => durableObjectStore(this.ctx.storage) })
      return new Response('kept')
    } catch (fault) {
      return new Response(String(fault?.stack ?? fault))
    }
  }
}

export const cases = {
  async fetch(request, env) {
    const { pathname } = new URL(request.url)
    if (pathname === '/contract') return Response.json(asked.map(({ title }) => title))
    return pathname.startsWith('/contract/') ? env.CASE.getByName(pathname).fetch(request) : env.MAIN.fetch(request)
  },
}
`

const configuration = (texts: Readonly<Record<string, string>>): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .gateway),
    (name = "disk", disk = (path = "objects", writable = true)),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = (name = "main", entrypoint = "cases"))],
);
const gateway :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
  compatibilityDate = "2026-11-01",
  durableObjectNamespaces = [
    (className = "PhoneNumber", uniqueKey = "phone-number", enableSql = true),
    (className = "Case", uniqueKey = "case", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [
    (name = "PHONE_NUMBER", durableObjectNamespace = "PhoneNumber"),
    (name = "CASE", durableObjectNamespace = "Case"),
    (name = "MAIN", service = "main"),
    ${textBindings(texts)}
  ],
);
`
