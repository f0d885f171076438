import type { Amendment } from '../rulebook.ts'

export const categories: Amendment = {
  effective: '2023-06-01',
  summary: 'Conversations have categories and may overlap for billing; windows stay as they were.',
  clauses: ['CONV-B1', 'CONV-B6'],
  changes: { entryPointStartsAt: 'delivered' },
}
