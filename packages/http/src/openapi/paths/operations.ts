import { inPath, problemAnswer, problemOf, usual } from './make.ts'
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
  summary: 'Does the gateway live?',
  security: [],
  responses: {
    '200': { description: 'It does.', content: { 'application/json': { schema: status('alive') } } },
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
        skewSeconds: { type: 'number', description: 'How far it is ahead at least; negative: behind.' },
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
  description: 'It writes something small and durable to its store, at most once a second however many ask.',
  security: [],
  responses: {
    '200': { description: 'It can.', content: { 'application/json': { schema: readySchema } } },
    '503': problemOf('It is about to go, or its store takes nothing in; `detail` says why.'),
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

/** What whoever runs the gateway asks, and the page. */
export const operationPaths: Paths = {
  '/healthz': { get: alive },
  '/readyz': { get: ready },
  '/metrics': { get: metrics },
  '/openapi.json': { get: description },
  '/': { get: page },
  '/board/{file}': { get: file },
}
