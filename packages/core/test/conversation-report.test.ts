import { expect, test } from 'vitest'
import { withReport } from '../src/charge/conversation-report.ts'

/** What a conversation is after Meta's word on it; an end that was not believed stays known (POS-46). */
const conversation = { category: 'utility', opensAt: 0, closesAt: 9 }
const report = { id: 'c', category: 'utility', closesAt: null }

test.each([
  [conversation, report, { ...conversation, id: 'c' }],
  [{ ...conversation, isEndIgnored: true }, report, { ...conversation, id: 'c', isEndIgnored: true }],
  [conversation, { ...report, isEndIgnored: true }, { ...conversation, id: 'c', isEndIgnored: true }],
  [
    { ...conversation, isEndIgnored: true },
    { ...report, closesAt: 12 },
    { ...conversation, id: 'c', closesAt: 12, isEndReported: true },
  ],
  [{ ...conversation, id: 'other' }, report, { ...conversation, id: 'other' }],
  [conversation, { ...report, category: 'marketing' }, conversation],
  [conversation, { ...report, category: null }, { ...conversation, id: 'c' }],
])('%j with %j', (before, said, after) => expect(withReport(before, said)).toStrictEqual(after))
