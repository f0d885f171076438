import { erasureRequest, pruningRequest } from '../../operations/requests.ts'
import type { Shape } from '../../shape/shape.ts'
import { trailQuery } from '../../trail/request.ts'
import { found, inPath, problemAnswer, problemOf, queryOf, usual, usualOfBodies } from './make.ts'
import type { Operation, Paths, Schema } from '../types.ts'

const tags = ['Operations']

const status = (word: string): Schema => ({
  type: 'object',
  properties: { status: { const: word } },
  required: ['status'],
})

const alive: Operation = {
  operationId: 'readHealth',
  tags,
  summary: 'Is the gateway alive?',
  security: [],
  responses: {
    '200': { description: 'It is alive.', content: { 'application/json': { schema: status('alive') } } },
  },
}

const readySchema: Schema = {
  type: 'object',
  properties: {
    status: { const: 'ready' },
    clock: {
      type: 'object',
      description: "There only where this machine's clock differs from WhatsApp's by 2 seconds or more.",
      properties: {
        skewSeconds: {
          type: 'number',
          description: 'How far it is ahead at least, in seconds; negative: behind.',
        },
        detail: { type: 'string' },
      },
      required: ['skewSeconds', 'detail'],
    },
  },
  required: ['status'],
}

const ready: Operation = {
  operationId: 'readReadiness',
  tags,
  summary: 'Can the gateway do its work?',
  description:
    'The gateway writes a small durable entry to its store, at most once a second for all callers together.',
  security: [],
  responses: {
    '200': { description: 'It can do its work.', content: { 'application/json': { schema: readySchema } } },
    '503': problemOf('The gateway is shutting down, or its store does not accept writes; `detail` says why.'),
  },
}

const metrics: Operation = {
  operationId: 'readMetrics',
  tags,
  summary: 'What the gateway has counted.',
  responses: {
    '200': {
      description: "Prometheus's text format.",
      content: { 'text/plain': { schema: { type: 'string' } } },
    },
    ...usual,
    '404': problemAnswer('NotFound'),
  },
}

const trail: Operation = {
  operationId: 'readAuditTrail',
  tags,
  summary: 'Who did what?',
  description:
    'The newest first: every request that sent, changed or tried to change something, and every one that a key had no ' +
    'right to. No texts, no customers. Not every gateway keeps one.',
  parameters: queryOf(trailQuery),
  responses: {
    '200': found('AuditTrail', 'The entries.', {
      entries: [
        {
          place: 42,
          at: '2026-10-20T12:00:00.000Z',
          key: 'bot',
          action: 'POST /messages',
          status: 200,
          outcome: 'accepted',
          reasons: null,
          code: null,
          phoneNumberId: '106540352242922',
          requestId: '6f3c8f0e-6c0b-4b0b-9a2f-7d0a2c3c7b11',
        },
      ],
      next: null,
    }),
    '400': problemAnswer('InvalidParameter'),
    '404': problemAnswer('NotFound'),
    ...usual,
  },
}

const bodyOf = ({ schema }: Shape<unknown>, example: unknown): NonNullable<Operation['requestBody']> => ({
  required: true,
  content: { 'application/json': { schema, example } },
})

const erase: Operation = {
  operationId: 'eraseCustomer',
  tags,
  summary: 'Forgets a customer, under every id and at every phone number.',
  description:
    'What happened until now does not come back with a late webhook. On a gateway of several tenants only what the tenant of the key has of the customer is forgotten.',
  requestBody: bodyOf(erasureRequest, { customer: '33639980001' }),
  responses: {
    '200': found('Erased', 'What was forgotten.', { threads: 1, ids: 2 }),
    '422': problemOf('The body lacks a field or has an invalid one.'),
    ...usualOfBodies,
  },
}

const prune: Operation = {
  operationId: 'pruneJournal',
  tags,
  summary: 'Forgets webhooks as they came before an instant; no answer changes.',
  description: 'On a gateway of several tenants those that name a phone number of the tenant.',
  requestBody: bodyOf(pruningRequest, { before: '2026-10-01T00:00:00.000Z' }),
  responses: {
    '200': found('Pruned', 'How many were forgotten.', { webhooks: 90 }),
    '422': problemOf('The body lacks a field or has an invalid one.'),
    ...usualOfBodies,
  },
}

const description: Operation = {
  operationId: 'readDescription',
  tags,
  summary: 'This document.',
  responses: {
    '200': { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: { type: 'object' } } } },
    ...usual,
  },
}

const page: Operation = {
  operationId: 'readPage',
  tags: ['Page'],
  summary: 'The board: which windows close next.',
  description:
    'It holds no data; it asks for the API key and then for everything else. Not every gateway has one.',
  security: [],
  responses: {
    '200': { description: 'The page.', content: { 'text/html': { schema: { type: 'string' } } } },
    '404': problemAnswer('NotFound'),
  },
}

const file: Operation = {
  operationId: 'readPageFile',
  tags: ['Page'],
  summary: 'A file of the board.',
  security: [],
  parameters: [inPath('file', 'Its name.', { type: 'string' }, 'board.css')],
  responses: {
    '200': { description: 'The file.', content: { '*/*': { schema: { type: 'string' } } } },
    '404': problemAnswer('NotFound'),
  },
}

/** The paths for operators, and the board. */
export const operationPaths: Paths = {
  '/healthz': { get: alive },
  '/readyz': { get: ready },
  '/metrics': { get: metrics },
  '/audit-trail': { get: trail },
  '/erasures': { post: erase },
  '/prunings': { post: prune },
  '/openapi.json': { get: description },
  '/': { get: page },
  '/board/{file}': { get: file },
}
