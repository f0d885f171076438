import type { Amendment } from '../rulebook.ts'

export const categories: Amendment = {
  effective: '2023-06-01',
  summary:
    'Conversations have categories, several may be open at once, and an entry point ends the others; 1,000 service conversations a month are free.',
  clauses: ['CONV-B1', 'CONV-B2', 'CONV-B3', 'CONV-B4', 'CONV-B5', 'CONV-B6', 'CONV-B10', 'FEP-8'],
  changes: {
    charging: { by: 'conversation-by-category', because: ['CONV-B1'] },
    freeTier: { amount: 1000, counts: 'service-conversations', per: 'account', because: ['CONV-B10'] },
    billedConversation: { hours: 24, because: ['CONV-A13', 'CONV-B7'] },
    templateRides: { conversation: 'own-category', because: ['CONV-B2'] },
    serviceRides: { conversation: 'any', because: ['CONV-B3'] },
    templateBesideService: { opens: true, because: ['CONV-B4'] },
    severalOpen: { joins: 'latest', because: ['POS-25', 'CONV-B8'] },
    carriedOver: { by: ['service'], because: ['conversation-carries-over'] },
    entryPoint: { endsConversations: true, because: ['CONV-B5', 'CONV-B6', 'FEP-8'] },
  },
}
