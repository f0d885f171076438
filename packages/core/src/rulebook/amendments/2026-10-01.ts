import type { Amendment } from '../rulebook.ts'

export const chargedService: Amendment = {
  effective: '2026-10-01',
  summary:
    'Service messages and utility templates inside the window are charged; 1,000 service messages a phone number and month are free, reactions always.',
  clauses: ['OCT26-2', 'OCT26-3', 'OCT26-4', 'OCT26-6', 'OCT26-7', 'OCT26-8', 'OCT26-17'],
  changes: {
    service: { isFree: false, because: ['OCT26-2'] },
    freeTier: {
      amount: 1000,
      counts: 'service-messages',
      per: 'phone-number',
      because: ['OCT26-3', 'POS-12', 'POS-19'],
    },
    templates: { areFree: false, because: ['OCT26-17'] },
    marketingInWindow: { isFree: false, because: ['OCT26-5'] },
    utilityInWindow: { isFree: false, because: ['OCT26-4', 'POS-18'] },
    authenticationInWindow: { isFree: false, because: ['OCT26-5'] },
    reactions: { areCharged: false, because: ['OCT26-7'] },
    exemption: { endsOn: '2028-01-01', because: ['OCT26-8'] },
    entryPoint: { endsConversations: false, because: ['FEP-6', 'OCT26-17', 'OCT26-6'] },
  },
}
