import { deliveriesQuery } from '../../deliveries/request.ts'
import { found, inPath, problemAnswer, problemOf, queryOf, usual } from './make.ts'
import type { Operation, Paths } from '../types.ts'

const delivery = {
  id: '5f2b1c0e9d8a7b6c5d4e3f2a1b0c9d8e',
  url: 'https://bot.example/webhook',
  events: '*',
  state: 'dead',
  attempts: 211,
  lastError: 'it answered 500',
  madeAt: '2026-10-20T11:00:00.000Z',
  retryAt: null,
  endedAt: '2026-10-23T11:00:00.000Z',
}

const list: Operation = {
  operationId: 'listDeliveries',
  tags: ['Deliveries'],
  summary: 'Which webhooks and events were handed on, and which wait or are dead?',
  description: 'The newest first. What was delivered is listed for three days.',
  parameters: queryOf(deliveriesQuery),
  responses: {
    '200': found('Deliveries', 'The deliveries.', { deliveries: [delivery] }),
    '400': problemAnswer('InvalidParameter'),
    ...usual,
  },
}

const resend: Operation = {
  operationId: 'resendDelivery',
  tags: ['Deliveries'],
  summary: 'Sends a dead delivery again.',
  parameters: [inPath('id', 'The id of the delivery.', { type: 'string' }, delivery.id)],
  responses: {
    '200': found('Resent', 'It waits again.', { id: delivery.id, state: 'waiting' }),
    '404': problemAnswer('NotFound'),
    '409': problemOf('It is not dead.'),
    ...usual,
  },
}

/** Webhooks that are handed on. */
export const deliveryPaths: Paths = {
  '/deliveries': { get: list },
  '/deliveries/{id}/resend': { post: resend },
}
