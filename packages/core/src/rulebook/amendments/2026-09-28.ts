import type { Amendment } from '../rulebook.ts'

export const weekLongEntryPoints: Amendment = {
  effective: '2026-09-28',
  summary: 'Free entry points may stay open for up to seven days.',
  clauses: ['FEP-5', 'OCT26-11'],
  changes: { entryPointLength: { hours: 72, longestHours: 168, because: ['FEP-5', 'POS-9'] } },
}
