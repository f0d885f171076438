import { shared } from './schemas/make.ts'
import type { Operation } from './types.ts'

/** A request that the gateway makes of an endpoint in `forward`. */
export type Forwarded = Readonly<Record<string, { readonly post: Operation }>>

const id = '5f2b1c0e9d8a7b6c5d4e3f2a1b0c9d8e'
const at = '2026-10-20T11:00:00.000Z'
const later = '2026-10-20T12:00:00.000Z'
const thread = { phoneNumberId: '100', customer: '33639980001' }

const forwarded = (schema: string, type: string, summary: string, says: object): Operation => ({
  operationId: `receive${schema}`,
  tags: ['Deliveries'],
  summary,
  security: [],
  parameters: [
    {
      name: 'X-Hub-Signature-256',
      in: 'header',
      required: true,
      description: "HMAC-SHA-256 of the body with the endpoint's `secret`.",
      schema: { type: 'string', pattern: '^sha256=[0-9a-f]{64}$' },
    },
  ],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: shared(schema), example: { type, id, at, ...says } } },
  },
  responses: { '200': { description: 'It was taken. After any other answer it is delivered again.' } },
})

/** The events of the gateway, by their names in `forward.events`. */
export const notices: Forwarded = {
  'window-closing': {
    post: forwarded('WindowClosing', 'window-closing', 'A customer service window closes soon.', {
      ...thread,
      closesAt: later,
    }),
  },
  'window-closed': {
    post: forwarded('WindowClosed', 'window-closed', 'A customer service window is closed.', {
      ...thread,
      closedAt: at,
    }),
  },
  refused: {
    post: forwarded('MessageRefused', 'refused', 'A message was to be sent and was refused.', {
      ...thread,
      idempotencyKey: 'order-1',
      content: 'service',
      by: 'rules',
      reasons: ['service-window-closed'],
      explanation: 'Refused: a service message may not be sent.',
    }),
  },
  'outcome-known': {
    post: forwarded(
      'OutcomeKnown',
      'outcome-known',
      'It is known what became of a message that was held, or of unknown fate.',
      {
        ...thread,
        idempotencyKey: 'order-1',
        outbox: id,
        outcome: 'accepted',
        message: 'wamid.HBgL',
        sentAs: 'service',
      },
    ),
  },
  'entry-point-waiting': {
    post: forwarded(
      'EntryPointWaiting',
      'entry-point-waiting',
      'A customer came by an ad or by the page, and an answer makes the conversation free.',
      { ...thread, replyBy: later },
    ),
  },
  restricted: {
    post: forwarded('AccountRestricted', 'restricted', 'WhatsApp restricts an account or a phone number.', {
      account: '200',
      phoneNumberId: null,
      restriction: 'business-initiated-messages',
      until: later,
    }),
  },
  'limit-near': {
    post: forwarded('LimitNear', 'limit-near', 'Four fifths of a messaging limit are used.', {
      phoneNumberId: '100',
      limit: 1000,
      used: 800,
    }),
  },
  'template-paused': {
    post: forwarded('TemplatePaused', 'template-paused', 'WhatsApp paused a template.', {
      account: '200',
      template: { name: 'autumn_sale', language: 'en' },
    }),
  },
}
