// @ts-check
/**
 * A client that is generated from the gateway's own description, so that a type checker knows every request and
 * answer:
 *
 *   curl -H "Authorization: Bearer $KEY" http://127.0.0.1:8080/openapi.json --output openapi.json
 *   npx openapi-typescript openapi.json --output gateway.d.ts
 *
 * `tour` sends, asks, plans and lists once; take from it what you need.
 */
import createClient from 'openapi-fetch'

/**
 * @typedef {import('./gateway.d.ts').paths} Paths
 * @typedef {{ url: string, key: string, phoneNumberId: string, customer: string }} Access
 */

/** @param {Access} access */
export const tour = async ({ url, key, phoneNumberId, customer }) => {
  /** @type {import('openapi-fetch').Client<Paths>} */
  const gateway = createClient({ baseUrl: url, headers: { authorization: `Bearer ${key}` } })
  const thread = { phoneNumberId, customer }

  // May it be sent, and what would it cost?
  const asked = await gateway.POST('/ask', { body: { ...thread, message: { kind: 'service' } } })
  const answer = asked.data
  const until =
    answer !== undefined && 'answer' in answer && answer.answer === 'allowed' ? answer.validUntil : null

  // It is sent as a text while the window is open, else as the template.
  const sent = await gateway.POST('/messages', {
    params: { header: { 'Idempotency-Key': 'order-4711' } },
    body: {
      phoneNumberId,
      to: customer,
      text: 'Your order is ready.',
      template: { name: 'order_ready', language: 'fr' },
    },
  })
  const sentAs = sent.data !== undefined && 'sentAs' in sent.data ? sent.data.sentAs : null

  // Where the rules refuse it, the problem says why, and what to do instead.
  const refused = await gateway.POST('/messages', {
    body: { phoneNumberId, to: '15550100009', text: 'Hello' },
  })
  const reasons =
    refused.error !== undefined && 'reasons' in refused.error
      ? refused.error.reasons.map(({ code }) => code)
      : []

  // Kept until the customer writes, listed, and cancelled.
  const kept = await gateway.POST('/messages', {
    body: { phoneNumberId, to: '15550100009', text: 'Hello', when: 'open', atUntil: 'drop' },
  })
  const id = kept.data !== undefined && 'madeAt' in kept.data ? kept.data.id : ''
  const outbox = await gateway.GET('/outbox', { params: { query: { state: 'waiting', limit: 10 } } })
  const cancelled = await gateway.DELETE('/outbox/{id}', { params: { path: { id } } })

  const plan = await gateway.POST('/plan', { body: { ...thread, message: { kind: 'service' } } })
  const earliest = plan.data?.options[plan.data.earliest ?? 0]?.at ?? null

  const closing = await gateway.GET('/threads', { params: { query: { 'closing-within': 'P1D' } } })
  const state = await gateway.GET('/threads/{phoneNumberId}/{customer}', { params: { path: thread } })
  const history = await gateway.GET('/threads/{phoneNumberId}/{customer}/history', {
    params: { path: thread, query: { limit: 100 } },
  })
  const charges = await gateway.GET('/threads/{phoneNumberId}/{customer}/charges', {
    params: { path: thread },
  })
  const spend = await gateway.GET('/spend')
  const deliveries = await gateway.GET('/deliveries', { params: { query: { state: 'any' } } })

  return {
    until,
    sentAs,
    reasons,
    waiting: outbox.data?.outbox.map((entry) => entry.id) ?? [],
    kept: id,
    outcome: cancelled.data?.outcome ?? null,
    earliest,
    closing: closing.data?.threads.map((one) => one.customer) ?? [],
    phase: state.data?.view.phase ?? null,
    messages: history.data?.messages.length ?? null,
    charged: charges.data?.charges.map(({ type }) => type) ?? [],
    timeZone: spend.data?.timeZone ?? null,
    month: spend.data?.month?.amount ?? null,
    deliveries: deliveries.data?.deliveries.map((one) => one.state) ?? [],
  }
}
