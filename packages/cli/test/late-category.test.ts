import { expect, test } from 'vitest'
import { day, messaged, sent, status } from './support/events.ts'
import { auditLines, codes } from './support/report.ts'

const unnamed = { content: { kind: 'template', name: 'promo', language: 'fr' } }
const told = (id: string, at: string): object => ({
  type: 'template-changed',
  id,
  at,
  name: 'promo',
  language: 'fr',
  category: 'MARKETING',
})

/** A message of the first day, and the customer's, weeks later, by which it settles. */
const first = [sent('a', day(1)), status('a', 'delivered', day(1, '09:00:01.000'))].map((event, index) =>
  index === 0 ? { ...event, ...unnamed } : event,
)
const later = [messaged('b', day(20)), messaged('c', day(30))]

test('a category that becomes known after the charge was settled is told, and changes no charge', async () => {
  const audited = await auditLines([...first, ...later, told('t', day(1, '08:00:00.000'))])
  expect(codes(audited)).toEqual(['category-known-late a'])
  expect(audited.report.findings[0]?.explanation).toContain('Its category, marketing, became known')
  expect(JSON.stringify(audited.report.charges)).not.toContain('marketing')
})

test('one that is known in time is no finding', async () => {
  const audited = await auditLines([told('t', day(1, '08:00:00.000')), ...first, ...later])
  expect(codes(audited)).toEqual([])
  expect(JSON.stringify(audited.report.charges)).toContain('marketing')
})

test.each([
  ['one that became known before it was settled', [...first, told('t', day(1, '08:00:00.000')), ...later]],
  ['one that the template got after the message', [...first, ...later, told('t', day(2))]],
  ['one that is never told', [...first, ...later]],
])('%s is no finding', async (_what, lines) => {
  expect(codes(await auditLines(lines))).toEqual([])
})
