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
  '/openapi.json': { get: description },
  '/': { get: page },
  '/board/{file}': { get: file },
}
