import type { Amendment } from '../rulebook.ts'

export const freeService: Amendment = {
  effective: '2024-11-01',
  summary: 'Service conversations are free and unlimited.',
  clauses: ['CONV-B13'],
  changes: { service: { isFree: true, because: ['CONV-B13'] }, freeTier: null },
}
