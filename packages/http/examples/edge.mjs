/**
 * WhatsApp's rules in a function at the edge: a handler of the shape `fetch(request, env)`, with web standards
 * only (and `node:crypto`, which @guichet/cloud-api checks signatures with). It thanks every customer once, if
 * that may still be sent.
 *
 * Nothing stays in memory between two requests, so what is known is kept in `env.STORE`, which has `get(key)` and
 * `put(key, text)`. It must be changed by one request at a time, as in a durable object; a store that all
 * instances write at once loses what the others learned.
 */
import { addressOf, answerHandshake, graphClient, readWebhookText, verifySignature } from '@guichet/cloud-api'
import { engine, explain, isLeft, isRight, problemsInWords, readState, writeState } from '@guichet/core'

const rules = engine()

const load = async (store) => {
  const text = await store.get('state')
  if (text === null) return rules.initial
  const read = readState(JSON.parse(text))
  // To begin anew would forget every open window.
  if (isLeft(read)) throw new Error(problemsInWords(read.left))
  return read.right
}

const thank = async ({ phoneNumberId, customer }, state, env, at) => {
  const answer = rules.ask(state, { phoneNumberId, customer }, { kind: 'service' }, at)
  if (!isRight(answer)) return explain(answer)
  const graph = graphClient({ accessToken: env.ACCESS_TOKEN, baseUrl: env.GRAPH_URL })
  const text = { body: 'Thank you! We will be with you in a moment.' }
  const body = { messaging_product: 'whatsapp', ...addressOf(customer), type: 'text', text }
  const { outcome } = await graph.send({ phoneNumberId, body })
  return outcome
}

const receive = async (request, env) => {
  const body = new Uint8Array(await request.arrayBuffer())
  const header = request.headers.get('x-hub-signature-256')
  if (!verifySignature({ body, header, secret: env.APP_SECRET }).ok)
    return new Response(null, { status: 401 })
  const at = env.now?.() ?? Date.now()
  const { events } = readWebhookText(new TextDecoder().decode(body), { receivedAt: at })

  let state = await load(env.STORE)
  const news = []
  for (const event of events) {
    const absorbed = rules.absorb(state, event)
    state = absorbed.state
    // WhatsApp may deliver the same message again for days; it is thanked for once.
    if (absorbed.outcome === 'absorbed' && event.type === 'customer-messaged') news.push(event)
  }
  // Kept before anything is sent: who stops in between rather thanks too little than twice.
  await env.STORE.put('state', JSON.stringify(writeState(state)))

  const outcomes = []
  for (const message of news) outcomes.push(await thank(message, state, env, at))
  return Response.json(outcomes)
}

export default {
  fetch: async (request, env) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/webhooks/whatsapp') return new Response(null, { status: 404 })
    if (request.method === 'POST') return receive(request, env)
    const { status, contentType, body } = answerHandshake(searchParams, env.VERIFY_TOKEN)
    return new Response(body, { status, headers: { 'content-type': contentType } })
  },
}
