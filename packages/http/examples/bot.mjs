/**
 * A shop's bot, written against WhatsApp's Cloud API with nothing but Node. It knows nothing of Guichet. To move
 * it onto the gateway, change two settings, and not a line of it:
 *
 *                     before                        after
 *   GRAPH_URL         https://graph.facebook.com    the address of the gateway
 *   WHATSAPP_TOKEN    the access token              an API key of the gateway
 *
 * The webhooks come to the gateway first, which hands each on as it came: start it with
 * GUICHET_FORWARD_WEBHOOKS_TO set to this bot's endpoint.
 *
 * Start it with `node bot.mjs`. It prints its address, then a line for every message that it answers.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { text as textOf } from 'node:stream/consumers'

const { GRAPH_URL = 'https://graph.facebook.com', PORT = '3000' } = process.env
const { WHATSAPP_TOKEN = '', WHATSAPP_APP_SECRET = '', WHATSAPP_VERIFY_TOKEN = '' } = process.env

const answers = new Map([
  ['hours', 'We are open from 8 to 19 o’clock.'],
  ['delivery', 'We deliver until noon.'],
])

const send = async (phoneNumberId, message, key) => {
  const answer = await fetch(`${GRAPH_URL}/v24.0/${phoneNumberId}/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${WHATSAPP_TOKEN}`,
      'content-type': 'application/json',
      // WhatsApp takes no notice of it; the gateway sends nothing twice under the same key.
      'idempotency-key': key,
    },
    body: JSON.stringify({ messaging_product: 'whatsapp', ...message }),
  })
  return answer.json()
}

/** Answers one message of a customer, and says how that went. */
const answer = async (phoneNumberId, { id, from, from_user_id, text }) => {
  const to = from === undefined ? { recipient: from_user_id } : { to: from }
  const asked = text?.body.trim().toLowerCase() ?? ''
  const body = answers.get(asked) ?? 'Ask me for “hours” or “delivery”.'
  const sent = await send(phoneNumberId, { ...to, type: 'text', text: { body } }, `answer-${id}`)
  if (sent.error === undefined) return `answered with ${sent.messages[0].id}`
  if (sent.error.code !== 131047) return `not answered: ${sent.error.message}`
  // The customer wrote more than a day ago, so only a template may go out.
  const template = { name: 'hello_world', language: { code: 'en_US' } }
  const instead = await send(phoneNumberId, { ...to, type: 'template', template }, `template-${id}`)
  return instead.error === undefined
    ? `answered with the template ${instead.messages[0].id}`
    : `not answered: ${instead.error.message}`
}

const isSigned = (body, header = '') => {
  const right = Buffer.from(`sha256=${createHmac('sha256', WHATSAPP_APP_SECRET).update(body).digest('hex')}`)
  const given = Buffer.from(header)
  return given.length === right.length && timingSafeEqual(given, right)
}

/** The messages of customers in a webhook, each with the phone number that it came to. */
const messagesIn = (webhook) =>
  webhook.entry
    .flatMap(({ changes }) => changes)
    .flatMap(({ value: { metadata, messages = [] } }) =>
      messages.map((message) => ({ phoneNumberId: metadata.phone_number_id, message })),
    )

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, 'http://bot')
  if (request.method === 'GET') {
    const isOurs = searchParams.get('hub.verify_token') === WHATSAPP_VERIFY_TOKEN
    response.writeHead(isOurs ? 200 : 403, { 'content-type': 'text/plain' })
    return response.end(isOurs ? searchParams.get('hub.challenge') : '')
  }
  const body = await textOf(request)
  if (!isSigned(body, request.headers['x-hub-signature-256'])) return response.writeHead(401).end()
  // WhatsApp waits for no answer to a customer, only for this one.
  response.end()
  for (const { phoneNumberId, message } of messagesIn(JSON.parse(body))) {
    const outcome = await answer(phoneNumberId, message).catch((fault) => `not answered: ${fault.message}`)
    process.stdout.write(`${message.id} ${outcome}\n`)
  }
})

server.listen(Number(PORT), () => process.stdout.write(`http://localhost:${server.address().port}\n`))
