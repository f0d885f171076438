import { shared, words } from '../schemas/make.ts'
import { outboxQuery, timingFields } from '../../outbox/request.ts'
import { found, inPath, problemAnswer, problemOf, queryOf, usual } from './make.ts'
import type { Answer, Operation, Parameter, Paths } from '../types.ts'

const tags = ['Outbox']

const entry = {
  id: '5f2b1c0e9d8a7b6c5d4e3f2a1b0c9d8e',
  state: 'waiting',
  outcome: null,
  phoneNumberId: '106540352242922',
  to: '33639980001',
  when: 'open',
  until: '2026-10-21T11:00:00.000Z',
  atUntil: 'drop',
  madeAt: '2026-10-20T11:00:00.000Z',
  dueAt: '2026-10-21T11:00:00.000Z',
  endedAt: null,
}

/** The answer to a message that is sent later. */
export const keptOutcome = (schema: string, example?: unknown): Answer => ({
  description: 'The message is kept, and sent later; its outcome shows at `Location`.',
  headers: {
    Location: { description: 'Such as `/outbox/{id}`.', schema: { type: 'string' } },
  },
  content: {
    'application/json': { schema: shared(schema), ...(example === undefined ? {} : { example }) },
  },
})

/** The answer of the standard API. */
export const kept: Answer = keptOutcome('OutboxEntry', entry)

const header = (
  name: string,
  description: string,
  schema: Parameter['schema'],
  example: string,
): Parameter => ({
  name,
  in: 'header',
  description,
  schema,
  example,
})

/** When a message of the connection API leaves. */
export const timingParameters: readonly Parameter[] = [
  header(
    'Guichet-When',
    '`now`, `open`, `cheapest` or an instant, as `when` of `POST /messages`.',
    timingFields.when.schema,
    'open',
  ),
  header(
    'Guichet-Until',
    'Not sent from this instant on.',
    timingFields.until.schema,
    '2026-10-21T11:00:00Z',
  ),
  header(
    'Guichet-Pace',
    '`true`: what a rate refuses now is kept and sent later.',
    words('true', 'false'),
    'true',
  ),
]

const id = inPath('id', 'The id of the entry.', { type: 'string' }, entry.id)

const list: Operation = {
  operationId: 'listOutbox',
  tags,
  summary: 'Which messages are sent later, and what became of those that were?',
  description: 'The newest first. What became of a message is kept for 30 days.',
  parameters: queryOf(outboxQuery),
  responses: {
    '200': found('Outbox', 'The entries, and the address of the next page.', { outbox: [entry], next: null }),
    '400': problemAnswer('InvalidParameter'),
    ...usual,
  },
}

const read: Operation = {
  operationId: 'readOutboxEntry',
  tags,
  summary: 'What became of a message that is sent later?',
  parameters: [id],
  responses: {
    '200': found('OutboxEntry', 'The entry.', entry),
    '404': problemAnswer('NotFound'),
    ...usual,
  },
}

const cancel: Operation = {
  operationId: 'cancelOutboxEntry',
  tags,
  summary: 'Cancels a message that waits.',
  parameters: [id],
  responses: {
    '200': found('OutboxEntry', 'The entry; its outcome is `cancelled`.', {
      ...entry,
      state: 'over',
      outcome: 'cancelled',
      dueAt: null,
      endedAt: '2026-10-20T12:00:00.000Z',
    }),
    '404': problemAnswer('NotFound'),
    '409': problemOf('The message is on its way to WhatsApp, or has its outcome already.'),
    ...usual,
  },
}

/** Messages that are sent later. */
export const outboxPaths: Paths = {
  '/outbox': { get: list },
  '/outbox/{id}': { get: read, delete: cancel },
}
