import { examples } from '../examples.ts'
import { planExamples } from '../plan-examples.ts'
import { askRequest, planRequest } from '../../questions/requests.ts'
import { shared } from '../schemas/make.ts'
import { found, problemOf, usualOfBodies } from './make.ts'
import type { Operation, Paths } from '../types.ts'

const ask: Operation = {
  operationId: 'ask',
  tags: ['Ask'],
  summary: 'May this be sent to the customer, until when, and what would it cost?',
  description:
    'Nothing is sent. With `messages` instead of `message` each of them is answered, in the same order; with ' +
    '`together` they go out one after another, and `joined` says what joining their service messages into one saves. ' +
    'Where nothing is known of the customer, no window is open.',
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: askRequest.schema,
        examples: {
          one: { summary: 'One message', value: examples.ask },
          several: { summary: 'Several messages', value: examples.askSeveral },
        },
      },
    },
  },
  responses: {
    '200': {
      description: 'The answer, or the answers; a refusal by the rules is one of them.',
      content: {
        'application/json': {
          schema: { anyOf: [shared('Answer'), shared('Answers')] },
          examples: {
            allowed: { summary: 'It may be sent', value: examples.allowed },
            refused: { summary: 'It may not be sent, and what to do instead', value: examples.refused },
            several: { summary: 'Answers to several messages', value: examples.answers },
          },
        },
      },
    },
    '422': problemOf(
      'The body lacks a field or has an invalid one, or the instant lies before the facts that are kept.',
    ),
    ...usualOfBodies,
  },
}

const plan: Operation = {
  operationId: 'plan',
  tags: ['Ask'],
  summary: 'When and in which form may a message go out, and what would that cost?',
  description:
    'Nothing is sent. With `messages` instead of `message` each of them is a form in which the message may go. A ' +
    'service message is also planned as an approved template of each category, a template also as a service message. ' +
    'The plan goes by what has happened up to `from`; ask again once more has happened.',
  requestBody: {
    required: true,
    content: { 'application/json': { schema: planRequest.schema, example: planExamples.planRequest } },
  },
  responses: {
    '200': found('Plan', 'The plan, also where nothing is allowed in that time.', planExamples.plan),
    '422': problemOf(
      'The body lacks a field or has an invalid one, or the instant lies before the facts that are kept.',
    ),
    ...usualOfBodies,
  },
}

/** What may be sent. */
export const askPaths: Paths = { '/ask': { post: ask }, '/plan': { post: plan } }
