import type { AmendmentInput } from '../../src/index.ts'

/** A rulebook that nobody announced: a smaller free tier, and authentication free in the window. */
export const invented: AmendmentInput = {
  effective: '2027-04-01',
  summary: '500 service messages a phone number and month are free, and authentication in the window.',
  clauses: [
    {
      id: 'APR27-1',
      says: 'Since April 2027 the first 500 service messages of a month are free.',
      source: 'invented',
    },
    { id: 'APR27-2', says: 'Since April 2027 authentication inside the window is free.', source: 'invented' },
  ],
  changes: {
    freeTier: { amount: 500, counts: 'service-messages', per: 'phone-number', because: ['APR27-1'] },
    authenticationInWindow: { isFree: true, because: ['APR27-2'] },
  },
}
