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

test('one of a message to a group is told once, however many members got it (GRP-5)', async () => {
  const group = { customer: '120363025246125486' }
  const reached = ['4930100', 'BR.2'].map((participant) => ({
    ...status('a', 'delivered', day(1, '09:00:01.000'), { ...group, participant }),
    id: `a/${participant}`,
  }))
  const weeks = ['2026-10-05', '2026-10-20', '2026-11-10'].map((date) =>
    messaged(date, `${date}T09:00:00.000Z`, group),
  )
  const sending = { ...sent('a', day(1), group), ...unnamed }
  const audited = await auditLines([sending, ...reached, ...weeks, told('t', day(1, '08:00:00.000'))])
  expect(audited.report.charges.messages).toBe(2)
  expect(codes(audited)).toEqual(['category-known-late a'])
})

test('one that is known in time is no finding', async () => {
  const audited = await auditLines([told('t', day(1, '08:00:00.000')), ...first, ...later])
  expect(codes(audited)).toEqual([])
  expect(JSON.stringify(audited.report.charges)).toContain('marketing')
})

test('one that is known late is told also if the charge was settled after the message', async () => {
  // The silent message may still be delivered for 30 days, and holds back what came after it.
  const silent = [sent('silent', day(1, '09:00:00.500'))]
  const audited = await auditLines([...first, ...silent, ...later, told('t', day(1, '08:00:00.000'))])
  expect(codes(audited)).toContain('category-known-late a')
})

test('a message of known category is no finding, although it is paid with a conversation of unknown category', async () => {
  const known = (id: string): readonly object[] => [
    { ...sent(id, day(1, '10:00:00.000')), content: { kind: 'template', name: 'known', language: 'fr' } },
    status(id, 'delivered', day(1, '10:00:01.000'), { conversation: { id: 'conversation-1' } }),
  ]
  const [unknown = {}, delivery = {}] = first
  const lines = [
    { ...told('t', day(1, '08:00:00.000')), name: 'known' },
    unknown,
    { ...delivery, conversation: { id: 'conversation-1' } },
    ...known('b'),
    ...later,
  ]
  expect(codes(await auditLines(lines, '--rulebook', '2023-06-01'))).toEqual([])
})

test.each([
  ['one that became known before it was settled', [...first, told('t', day(1, '08:00:00.000')), ...later]],
  ['one that the template got after the message', [...first, ...later, told('t', day(2))]],
  ['one that is never told', [...first, ...later]],
])('%s is no finding', async (_what, lines) => {
  expect(codes(await auditLines(lines))).toEqual([])
})
