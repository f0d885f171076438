/**
 * WhatsApp's rules inside an Express app of your own, without a gateway: the app learns from webhooks, and asks
 * before a colleague's reply goes out. What it knows is in memory and gone with the process; `writeState` and
 * `readState` of @guichet/core keep it, @guichet/runtime does with a database.
 *
 * npm install express @guichet/core @guichet/cloud-api
 */
import { addressOf, answerHandshake, graphClient, readWebhookText, verifySignature } from '@guichet/cloud-api'
import { engine, explain, isRight } from '@guichet/core'
import express from 'express'

/** @param now the instant in epoch milliseconds; the rules themselves know no clock */
export const inbox = ({ appSecret, verifyToken, accessToken, graphUrl, now = Date.now }) => {
  const rules = engine()
  const graph = graphClient({ accessToken, baseUrl: graphUrl })
  let state = rules.initial

  const app = express()

  app.get('/webhooks/whatsapp', (request, response) => {
    const { status, contentType, body } = answerHandshake(request.query, verifyToken)
    response.status(status).set('content-type', contentType).send(body)
  })

  // The signature is over the bytes as they came, so nothing may parse them before it is checked.
  app.post('/webhooks/whatsapp', express.raw({ type: () => true, limit: '3mb' }), (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const header = request.get('x-hub-signature-256')
    if (!verifySignature({ body, header, secret: appSecret }).ok) return response.sendStatus(401)
    const { events } = readWebhookText(body.toString('utf8'), { receivedAt: now() })
    // Events may come late, twice and in any order: that is the reducer's business.
    state = events.reduce(rules.evolve, state)
    return response.sendStatus(200)
  })

  /** Asks, and sends what may be sent; gives the status and the body to answer with. */
  const reply = async ({ phoneNumberId, customer, text }) => {
    if (![phoneNumberId, customer, text].every((one) => typeof one === 'string'))
      return [400, { why: 'phoneNumberId, customer and text are needed' }]
    const at = now()
    const content = { kind: 'service' }
    const answer = rules.ask(state, { phoneNumberId, customer }, content, at)
    if (!isRight(answer)) return [409, { why: explain(answer) }]

    const to = { messaging_product: 'whatsapp', ...addressOf(customer) }
    const outcome = await graph.send({ phoneNumberId, body: { ...to, type: 'text', text: { body: text } } })
    // `unknown` means that it may have gone out all the same, so nothing here sends it again.
    if (outcome.outcome !== 'accepted') return [502, { why: outcome }]
    // Told at once, for its statuses come later, and say less.
    const id = outcome.wamid
    state = rules.evolve(state, { type: 'business-messaged', id, at, phoneNumberId, customer, content })
    return [200, { sent: id, windowClosesAt: new Date(answer.right.validUntil) }]
  }

  // A colleague replies. Who may do that is for your login to say.
  app.post('/replies', express.json(), (request, response, next) => {
    reply(request.body ?? {}).then(([status, body]) => response.status(status).json(body), next)
  })

  return app
}

if (process.argv[1] === import.meta.filename) {
  const { WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN, WHATSAPP_ACCESS_TOKEN, PORT = '3000' } = process.env
  inbox({
    appSecret: WHATSAPP_APP_SECRET,
    verifyToken: WHATSAPP_VERIFY_TOKEN,
    accessToken: WHATSAPP_ACCESS_TOKEN,
    graphUrl: process.env.WHATSAPP_GRAPH_URL,
  }).listen(Number(PORT))
}
