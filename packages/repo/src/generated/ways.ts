/** Who takes part in a way, from left to right in its picture. */
export type Party = 'client' | 'gateway' | 'store' | 'whatsapp'

/** One party hands something to another; what the gateway hands to itself is a decision. */
export interface Step {
  readonly from: Party
  readonly to: Party
  readonly says: string
}

/** What happens in one case, from the first step to the last. */
export interface Stretch {
  readonly when: string
  readonly steps: readonly Step[]
}

/** How a message gets from a client to WhatsApp. */
export interface Way {
  readonly name: string
  readonly title: string
  readonly subtitle: string
  readonly description: string
  readonly stretches: readonly Stretch[]
}

const step = (from: Party, to: Party, says: string): Step => ({ from, to, says })

const request = 'POST /v24.0/{phone-number-id}/messages'
const allowed = step('gateway', 'gateway', 'the rules: allowed')
const refused = step('gateway', 'gateway', 'the rules: refused')
const claim = step('gateway', 'store', 'claim the message')
const wamid = step('whatsapp', 'gateway', '200, the wamid')
const outcome = step('gateway', 'store', 'record the outcome')

/** A webhook comes back: durable first, acknowledged then. */
const webhook: Stretch = {
  when: 'later',
  steps: [
    step('whatsapp', 'gateway', 'POST /webhooks/whatsapp'),
    step('gateway', 'store', 'store the events'),
    step('gateway', 'whatsapp', '200'),
  ],
}

const forwarded: Stretch = {
  when: 'later',
  steps: [
    ...webhook.steps,
    step('gateway', 'client', 'the webhook as it came'),
    step('client', 'gateway', '200'),
  ],
}

const standardRequest = step('client', 'gateway', 'POST /messages: text and template')

/** A client of WhatsApp's own API, with another address and key. */
const connection: Way = {
  name: 'connection-api',
  title: 'Sending through the connection API',
  subtitle: 'A Cloud API client with another base URL: what the rules allow goes on as it is',
  description:
    'The client posts a Cloud API message to the gateway. If the rules allow it, the gateway claims it in the store, sends it to WhatsApp once, records the outcome, and answers as WhatsApp did. If the rules refuse it, the gateway answers error 131047, and nothing leaves. Webhooks are stored, acknowledged, and forwarded to the client.',
  stretches: [
    {
      when: 'window open',
      steps: [
        step('client', 'gateway', request),
        allowed,
        claim,
        step('gateway', 'whatsapp', 'the text as it came'),
        wamid,
        outcome,
        step('gateway', 'client', '200, the wamid'),
      ],
    },
    {
      when: 'window closed',
      steps: [
        step('client', 'gateway', request),
        refused,
        step('gateway', 'client', '400, error 131047: why, what to do'),
      ],
    },
    forwarded,
  ],
}

/** Text and template in one request; the window decides. */
const standard: Way = {
  name: 'standard-api',
  title: 'Sending through the standard API',
  subtitle: 'One request with a text and a template: the gateway sends the one that the rules allow',
  description:
    'The client posts a text and a template to the gateway. While the window is open, the gateway sends the text; else it sends the template. Each time it claims the message in the store, sends it to WhatsApp once, records the outcome, and answers which one it sent and what that costs. Webhooks are stored and then acknowledged.',
  stretches: [
    {
      when: 'window open',
      steps: [
        standardRequest,
        allowed,
        claim,
        step('gateway', 'whatsapp', 'the text'),
        wamid,
        outcome,
        step('gateway', 'client', '200, sentAs: service, charge'),
      ],
    },
    {
      when: 'window closed',
      steps: [
        standardRequest,
        step('gateway', 'gateway', 'the rules: template only'),
        claim,
        step('gateway', 'whatsapp', 'the template'),
        wamid,
        outcome,
        step('gateway', 'client', '200, sentAs: template, charge'),
      ],
    },
    webhook,
  ],
}

/** The two ways in which the gateway sends. */
export const ways: readonly Way[] = [connection, standard]
