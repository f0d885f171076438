import { askPaths } from './paths/ask.ts'
import { withRights } from './security.ts'
import { deliveryPaths } from './paths/deliveries.ts'
import { changePaths } from './paths/changes.ts'
import { connectionPaths } from './paths/connection.ts'
import { notices, type Forwarded } from './notices.ts'
import { listPaths } from './paths/lists.ts'
import { operationPaths } from './paths/operations.ts'
import { outboxPaths } from './paths/outbox.ts'
import { spendPaths } from './paths/spend.ts'
import { standardPaths } from './paths/standard.ts'
import { threadPaths } from './paths/threads.ts'
import { webhookPaths } from './paths/webhooks.ts'
import { sharedAnswers } from './responses.ts'
import { answerSchemas } from './schemas/answers.ts'
import { deliverySchemas } from './schemas/deliveries.ts'
import { eventSchemas } from './schemas/events.ts'
import { listSchemas } from './schemas/lists.ts'
import { nameSchemas } from './schemas/names.ts'
import { noticeSchemas } from './schemas/notices.ts'
import { outboxSchemas } from './schemas/outbox.ts'
import { spendSchemas } from './schemas/spend.ts'
import { sendSchemas } from './schemas/sends.ts'
import { threadSchemas } from './schemas/threads.ts'
import type { Answer, Paths, Schemas } from './types.ts'

/** The part of OpenAPI 3.1 that this document needs. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1'
  readonly info: Readonly<Record<string, unknown>>
  readonly servers: readonly { readonly url: string }[]
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Paths
  /** What it asks of others. */
  readonly webhooks: Forwarded
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>
    readonly schemas: Schemas
    readonly responses: Readonly<Record<string, Answer>>
  }
}

const tags: OpenApiDocument['tags'] = [
  { name: 'Ask', description: 'What may be sent.' },
  { name: 'Send', description: 'The standard API.' },
  { name: 'Outbox', description: 'Messages that are sent later.' },
  { name: 'Deliveries', description: 'Webhooks that are handed on.' },
  { name: 'Connection', description: "WhatsApp's Graph API under the gateway's address." },
  {
    name: 'Threads',
    description: 'One phone number and one customer: what holds, happened and was charged.',
  },
  { name: 'Spend', description: 'What messages cost.' },
  { name: 'Sends', description: 'Messages under way or of unknown fate.' },
  { name: 'Templates', description: 'Templates, as lists and webhooks report them.' },
  { name: 'Findings', description: 'Where WhatsApp differs from the rules.' },
  { name: 'Changes', description: 'Changes as they happen.' },
  { name: 'Webhooks', description: "The endpoint for Meta's webhooks." },
  { name: 'Operations', description: 'For operators of the gateway.' },
  { name: 'Page', description: 'The board.' },
]

/** Every request that the gateway answers. */
export const document: OpenApiDocument = {
  openapi: '3.1.1',
  info: {
    title: 'Guichet',
    version: '1',
    summary: 'What may be sent on WhatsApp now, until when, why not, and what to do instead.',
    description:
      'Instants are ISO 8601 in UTC. Unknown keys and parameters in requests are ignored; answers may gain ' +
      'members. Errors are RFC 9457 problems, and on the paths of the connection API errors in the shape of the ' +
      'Graph API.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  security: [{ apiKey: [] }],
  tags,
  paths: withRights({
    ...askPaths,
    ...standardPaths,
    ...outboxPaths,
    ...deliveryPaths,
    ...threadPaths,
    ...spendPaths,
    ...listPaths,
    ...changePaths,
    ...webhookPaths,
    ...operationPaths,
    ...connectionPaths,
  }),
  webhooks: notices,
  components: {
    securitySchemes: {
      apiKey: {
        type: 'http',
        scheme: 'bearer',
        description:
          'One of the API keys of the gateway. The roles of an operation are rights: a key needs one of them.',
      },
    },
    schemas: {
      ...nameSchemas,
      ...answerSchemas,
      ...threadSchemas,
      ...eventSchemas,
      ...listSchemas,
      ...sendSchemas,
      ...outboxSchemas,
      ...deliverySchemas,
      ...noticeSchemas,
      ...spendSchemas,
    },
    responses: sharedAnswers,
  },
}
