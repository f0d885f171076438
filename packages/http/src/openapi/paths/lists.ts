import { examples } from '../examples.ts'
import { limitsExample } from '../limits-example.ts'
import { listQuery } from '../../questions/queries.ts'
import { intentKey } from '../../questions/requests.ts'
import { found, problemAnswer, problemOf, queryOf, usual, usualOfBodies } from './make.ts'
import type { Operation, Paths } from '../types.ts'

const intents: Operation = {
  operationId: 'listIntents',
  tags: ['Sends'],
  summary: 'Which messages are on their way, or of unknown fate?',
  description: 'The oldest first.',
  parameters: queryOf(listQuery),
  responses: {
    '200': found('Intents', 'The intents to send.', examples.intents),
    '400': problemAnswer('InvalidParameter'),
    ...usual,
  },
}

const giveUp: Operation = {
  operationId: 'giveUpIntent',
  tags: ['Sends'],
  summary: 'Gives up waiting for the outcome of a message whose fate is unknown.',
  description: 'The message may have been sent. Its idempotency key can send nothing from then on.',
  requestBody: {
    required: true,
    content: { 'application/json': { schema: intentKey.schema, example: examples.giveUp } },
  },
  responses: {
    '200': found('GaveUp', 'Whether there was such a message.', { gaveUp: true }),
    '422': problemOf('The body lacks a field or has an invalid one.'),
    ...usualOfBodies,
  },
}

const templates: Operation = {
  operationId: 'listTemplates',
  tags: ['Templates'],
  summary: 'Which templates are there, and may they be sent?',
  description:
    'The gateway reads the whole list of each account when it first meets it, after webhooks about templates, before ' +
    'it refuses a template that is not in it, and every three hours.',
  responses: {
    '200': found(
      'Templates',
      "Every known template, and the state of each account's list.",
      examples.templates,
    ),
    ...usual,
  },
}

const phoneNumbers: Operation = {
  operationId: 'listPhoneNumbers',
  tags: ['Templates'],
  summary: 'How far are the limits of the phone numbers used, and what does WhatsApp forbid them?',
  responses: {
    '200': found('PhoneNumbers', 'Every phone number that anything is known of.', limitsExample),
    ...usual,
  },
}

const findings: Operation = {
  operationId: 'listFindings',
  tags: ['Findings'],
  summary: 'Where does WhatsApp differ from what the rules say?',
  description:
    'Also the charges whose category became known after they were settled, among the newest 10,000 of unknown category.',
  parameters: queryOf(listQuery),
  responses: {
    '200': found('Findings', 'The findings.', examples.findings),
    '400': problemAnswer('InvalidParameter'),
    ...usual,
  },
}

const unread: Operation = {
  operationId: 'listUnread',
  tags: ['Findings'],
  summary: 'Which parts of webhooks gave no event?',
  parameters: queryOf(listQuery),
  responses: {
    '200': found('Unread', 'The parts that were not read.', examples.unread),
    '400': problemAnswer('InvalidParameter'),
    ...usual,
  },
}

/** Messages under way, templates, findings. */
export const listPaths: Paths = {
  '/intents': { get: intents },
  '/intents/give-up': { post: giveUp },
  '/templates': { get: templates },
  '/phone-numbers': { get: phoneNumbers },
  '/findings': { get: findings },
  '/unread': { get: unread },
}
