import type { Amendment } from '../rulebook.ts'

export const longerEntryPoints: Amendment = {
  effective: '2023-03-01',
  summary: 'Free entry points last 72 hours.',
  clauses: ['FEP-5', 'CONV-A7'],
  changes: { entryPointHours: 72, entryPointLongestHours: 72 },
}
