import type { Amendment } from '../rulebook.ts'

export const categories: Amendment = {
  effective: '2023-06-01',
  summary:
    'Conversations have categories, several may be open at once, and an entry point ends the others; 1,000 service conversations a month are free.',
  clauses: ['CONV-B1', 'CONV-B2', 'CONV-B3', 'CONV-B4', 'CONV-B5', 'CONV-B6', 'CONV-B10', 'FEP-8'],
  changes: {
    chargedBy: 'conversation-by-category',
    decisionTable: 'CONV-B2',
    entryPointEndsConversations: true,
    freeTier: { amount: 1000, counts: 'service-conversations', per: 'account' },
  },
}
