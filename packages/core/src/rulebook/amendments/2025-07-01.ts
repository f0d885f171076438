import type { Amendment } from '../rulebook.ts'

export const perMessage: Amendment = {
  effective: '2025-07-01',
  summary:
    'Each delivered message is charged; service is free, and so is utility inside the window. From 15 July 2025 calls open the window.',
  clauses: ['PMP-1', 'PMP-2', 'PMP-3', 'PMP-19', 'PMP-21', 'CSW-2', 'FEP-3', 'FEP-6'],
  changes: {
    chargedBy: 'message',
    decisionTable: 'PMP-3',
    entryPointEndsConversations: false,
    utilityIsFreeInWindow: true,
    callsOpenWindowSince: '2025-07-15',
    entryPointStartsAt: 'sent',
  },
}
