import type { Amendment } from '../rulebook.ts'

export const chargedService: Amendment = {
  effective: '2026-10-01',
  summary:
    'Service messages and utility templates inside the window are charged; 1,000 service messages a phone number and month are free, reactions always.',
  clauses: ['OCT26-2', 'OCT26-3', 'OCT26-4', 'OCT26-6', 'OCT26-7', 'OCT26-8', 'OCT26-17'],
  changes: {
    decisionTable: 'OCT26-17',
    serviceIsFree: false,
    utilityIsFreeInWindow: false,
    reactionsAreCharged: false,
    freeTier: { amount: 1000, counts: 'service-messages', per: 'phone-number' },
    exemptionEnds: '2028-01-01',
  },
}
