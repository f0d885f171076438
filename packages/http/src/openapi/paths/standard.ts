import { examples } from '../examples.ts'
import { standardRequest } from '../../standard/request.ts'
import { shared } from '../schemas/make.ts'
import { kept } from './outbox.ts'
import { found, idempotencyKey, problemOf, usualOfBodies } from './make.ts'
import type { Operation, Paths } from '../types.ts'

const send: Operation = {
  operationId: 'sendMessage',
  tags: ['Send'],
  summary: 'Sends a text while the window is open, else a template.',
  description:
    'The rules decide first; a refused message is not sent. With the same `Idempotency-Key` nothing is ' +
    'sent twice, also where another id names the same customer: the gateway returns the answer of the ' +
    'first request again. A second request that arrives while the first is under way waits for it, or ' +
    'gets a 409 where another process has it. With `when` or `pace` a message is kept and sent later.',
  parameters: [idempotencyKey],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: standardRequest.schema, example: examples.standard } },
  },
  responses: {
    '200': found('StandardSent', 'WhatsApp accepted the message.', examples.standardSent),
    '202': kept,
    ...usualOfBodies,
    '409': problemOf(
      'The Idempotency-Key was used for another message, its request is under way, or it was given up.',
    ),
    '422': {
      description:
        'The body lacks a field or has an invalid one, or the rules or WhatsApp refuse the message.',
      content: {
        'application/problem+json': {
          schema: { anyOf: [shared('RefusedProblem'), shared('Problem')] },
          example: examples.refusedProblem,
        },
      },
    },
    '424': problemOf(
      'It is not known whether it was sent. Repeat the request later with the same key; do not send it ' +
        'under another key.',
    ),
    '429': problemOf('WhatsApp asks to wait; nothing was sent. See Retry-After.'),
    '503': problemOf(
      "Nothing was sent: WhatsApp or the store cannot be reached, or WhatsApp refuses the gateway's own access " +
        'token (`access-refused`). The key is free; see Retry-After.',
    ),
  },
}

/** The standard API. */
export const standardPaths: Paths = { '/messages': { post: send } }
