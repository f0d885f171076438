import { found, usual } from './make.ts'
import type { Operation, Paths } from '../types.ts'

const part = (from: string, count: number) => ({
  from,
  amount: 60_000 * count,
  messages: count + 4,
  paid: count,
  unknown: { withoutRate: 0, withoutCategory: 0 },
  lines: [
    { phoneNumberId: '100', category: 'service', market: 'France', amount: 0, messages: 4, paid: 0 },
    {
      phoneNumberId: '100',
      category: 'marketing',
      market: 'France',
      amount: 60_000 * count,
      messages: count,
      paid: count,
    },
  ],
})

const spend: Operation = {
  operationId: 'readSpend',
  tags: ['Spend'],
  summary: 'What did today and this month cost?',
  description:
    'By phone number, category and market, of what was delivered, with volume tiers over the phone numbers of the ' +
    'tenant. The first request of a month reads every thread of it; later ones read those that changed.',
  responses: {
    '200': found('Spend', 'The amounts.', {
      now: '2026-10-20T12:00:00.000Z',
      tenant: 'bakery',
      timeZone: 'Europe/Paris',
      currency: 'EUR',
      today: part('2026-10-19T22:00:00.000Z', 2),
      month: part('2026-09-30T22:00:00.000Z', 40),
    }),
    ...usual,
  },
}

/** What messages cost. */
export const spendPaths: Paths = { '/spend': { get: spend } }
