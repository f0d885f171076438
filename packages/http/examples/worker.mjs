/**
 * The gateway in a worker of Cloudflare's: a durable object for each phone number has its gateway and, in its SQLite,
 * its store. `PHONE_NUMBERS` names them, with commas between. It needs `PhoneNumber` among `new_sqlite_classes`, and
 * the modules of Node that workers have since August 2026; before, by the flag `nodejs_compat`.
 *
 * Everything of an object happens in one place, one after the other, so its gateway is made once and kept. What it answers
 * waits until what it wrote is durable: WhatsApp is told that a webhook was taken only then.
 */
import { DurableObject } from 'cloudflare:workers'
import { graphClient, readWebhookText } from '@guichet/cloud-api'
import { engine } from '@guichet/core'
import { gateway } from '@guichet/http'
import { runtime } from '@guichet/runtime'
import { durableObjectStore } from '@guichet/store-sqlite/durable-object'

const rules = engine()

export class PhoneNumber extends DurableObject {
  constructor(context, env) {
    super(context, env)
    const { ACCESS_TOKEN, API_KEY, APP_SECRET, GRAPH_URL, VERIFY_TOKEN } = env
    const graph = { accessToken: ACCESS_TOKEN, baseUrl: GRAPH_URL, fetch: (url, init) => fetch(url, init) }
    const client = graphClient(graph)
    const guichet = runtime({
      engine: rules,
      store: durableObjectStore(context.storage),
      read: readOnly(context.id.name),
      transport: client,
    })
    this.gateway = gateway({
      runtime: guichet,
      engine: rules,
      graph,
      templates: { readList: client.readTemplates },
      appSecrets: [APP_SECRET],
      verifyToken: VERIFY_TOKEN,
      apiKeys: [API_KEY],
      phoneNumberId: context.id.name,
    })
  }

  fetch(request) {
    return this.gateway.fetch(request)
  }
}

/** Of a webhook, what is about a phone number, or about its account. */
const readOnly = (own) => (text, options) => {
  const { events, ...rest } = readWebhookText(text, options)
  return { ...rest, events: events.filter(({ phoneNumberId = own }) => phoneNumberId === own) }
}

export default {
  async fetch(request, env) {
    const text = await request.clone().text()
    const numbers = env.PHONE_NUMBERS.split(',')
    const { pathname } = new URL(request.url)
    // A webhook may be about several numbers, or about an account, and then it concerns them all.
    const isWebhook = request.method === 'POST' && pathname === '/webhooks/whatsapp'
    const inPath = numbers.filter((number) => pathname.split('/').includes(number))
    const named = inPath.length > 0 ? inPath : numbers.filter((number) => text.includes(`"${number}"`))
    const concerned = named.length > 0 ? named : isWebhook ? numbers : numbers.slice(0, 1)
    const answers = await Promise.all(
      concerned.map((number) => env.PHONE_NUMBER.getByName(number).fetch(request.clone())),
    )
    // WhatsApp sends a webhook again that one of them could not take.
    return answers.find(({ ok }) => !ok) ?? answers[0]
  },
}
