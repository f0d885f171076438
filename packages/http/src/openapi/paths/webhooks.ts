import { problemOf, query } from './make.ts'
import type { Operation, Paths } from '../types.ts'

const tags = ['Webhooks']
const text = { type: 'string' }

const handshake: Operation = {
  operationId: 'answerHandshake',
  tags,
  summary: "Answers Meta's handshake.",
  security: [],
  parameters: [
    query('hub.mode', 'Always `subscribe`.', { const: 'subscribe' }, 'subscribe'),
    query('hub.verify_token', 'The verify token.', text),
    query('hub.challenge', 'What to answer.', text, '1158201444'),
  ].map((one) => ({ ...one, required: true })),
  responses: {
    '200': {
      description: 'The challenge.',
      content: { 'text/plain': { schema: text, example: '1158201444' } },
    },
    '400': { description: 'The request is not a handshake.', content: { 'text/plain': { schema: text } } },
    '403': { description: 'The verify token is wrong.', content: { 'text/plain': { schema: text } } },
  },
}

const receive: Operation = {
  operationId: 'receiveWebhook',
  tags,
  summary: 'Receives a webhook.',
  description: 'Answers once everything in it is durable; Meta delivers again what is not acknowledged.',
  security: [],
  parameters: [
    {
      name: 'X-Hub-Signature-256',
      in: 'header',
      required: true,
      description: 'HMAC-SHA-256 of the body with the app secret.',
      schema: { type: 'string', pattern: '^sha256=[0-9a-f]{64}$' },
    },
  ],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { type: 'object', description: "Meta's webhook, as it is." } } },
  },
  responses: {
    '200': { description: 'Everything in it is durable.', content: { 'text/plain': { schema: text } } },
    '400': problemOf('The body ended too early.'),
    '401': problemOf('The signature is missing, or matches none of the configured app secrets.'),
    '413': problemOf('The body is too large.'),
    '500': problemOf('It was not kept. Meta sends it again.'),
    '503': problemOf('It was not kept: the store is unavailable.'),
  },
}

/** Where Meta sends its webhooks. */
export const webhookPaths: Paths = { '/webhooks/whatsapp': { get: handshake, post: receive } }
