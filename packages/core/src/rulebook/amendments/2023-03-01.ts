import type { Amendment } from '../rulebook.ts'

export const longerEntryPoints: Amendment = {
  effective: '2023-03-01',
  summary: 'Free entry points last 72 hours.',
  clauses: ['FEP-5', 'CONV-A7'],
  changes: { entryPointLength: { hours: 72, longestHours: 72, because: ['FEP-5', 'POS-9'] } },
}
