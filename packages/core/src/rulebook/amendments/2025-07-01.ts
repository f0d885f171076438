import type { Amendment } from '../rulebook.ts'

export const perMessage: Amendment = {
  effective: '2025-07-01',
  summary: 'Each delivered message is charged; from 15 July 2025 calls open the window.',
  clauses: ['PMP-1', 'CSW-2', 'FEP-3'],
  changes: { callsOpenWindowSince: '2025-07-15', entryPointStartsAt: 'sent' },
}
