import type { Amendment } from '../rulebook.ts'

export const chargedService: Amendment = {
  effective: '2026-10-01',
  summary: 'Service messages and utility templates inside the window are charged; windows stay as they were.',
  clauses: ['OCT26-2', 'OCT26-4'],
  changes: {},
}
