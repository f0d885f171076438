import type { Amendment } from '../rulebook.ts'

export const perMessage: Amendment = {
  effective: '2025-07-01',
  summary:
    'Each delivered message is charged; service is free, and so is utility inside the window. From 15 July 2025 calls open the window.',
  clauses: ['PMP-1', 'PMP-2', 'PMP-3', 'PMP-19', 'PMP-21', 'CSW-2', 'FEP-3', 'FEP-6'],
  changes: {
    charging: { by: 'message', because: ['PMP-1'] },
    service: { isFree: true, because: ['PMP-3', 'PMP-2'] },
    templates: { areFree: false, because: ['PMP-3'] },
    marketingInWindow: { isFree: false, because: ['PMP-3'] },
    utilityInWindow: { isFree: true, because: ['PMP-19', 'POS-29'] },
    authenticationInWindow: { isFree: false, because: ['PMP-3'] },
    reactions: { areCharged: true, because: ['PMP-2'] },
    carriedOver: { by: ['utility'], because: ['PMP-21', 'CONV-B15'] },
    entryPoint: { endsConversations: false, because: ['FEP-6', 'PMP-3'] },
    calls: { openWindowSince: '2025-07-15', because: ['CSW-2'] },
    entryPointStartsAt: { is: 'sent', because: ['POS-8'] },
  },
}
