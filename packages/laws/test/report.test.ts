import { expect, test } from 'vitest'
import type { Event } from '@guichet/core'
import { laws, lawsPage, lawsToJson, runLaws, sinceInWords, storyInWords, type Story } from '../src/index.ts'
import { rightSubject } from './support/judge.ts'

const HOUR = 3_600_000
const start = Date.UTC(2026, 9, 1)
const thread = { phoneNumberId: '100', customer: '15550100001' }
const wrote: Event = { type: 'customer-messaged', id: 'a', at: start, ...thread, kind: 'image' }
const sent: Event = {
  type: 'business-messaged',
  id: 'b',
  at: start + 24 * HOUR - 1,
  ...thread,
  content: { kind: 'template', name: 'promo', language: 'en_US', category: 'marketing' },
}
const story: Story = {
  timeZone: 'UTC',
  rulebook: 'auto',
  events: [wrote, sent],
  arrivals: [sent, wrote, sent],
  asked: [],
  dice: 0,
}

test('a story is told line by line', () => {
  expect(storyInWords(story)).toEqual([
    'from 2026-10-01T00:00:00.000Z, account in UTC, rulebook auto',
    '1. +0 h          the customer sends an image',
    '2. +24 h - 1 ms  the business sends the marketing template promo (en_US): b',
    'the events arrived in this order: 2, 1, 2',
  ])
})

test.each([
  [0, '+0 h'],
  [24 * HOUR, '+24 h'],
  [24 * HOUR + 1, '+24 h + 1 ms'],
  [1.5 * HOUR + 2000, '+1 h 30 min 2 s'],
  [5, '+5 ms'],
])('%d milliseconds are %s', (milliseconds, words) => {
  expect(sinceInWords(milliseconds)).toBe(words)
})

test('the page has every law with its defects', () => {
  const page = lawsPage(laws)
  for (const { id, sentence, mutants } of laws)
    for (const text of [`## ${id}`, sentence, ...mutants.map(({ defect }) => defect)])
      expect(page).toContain(text)
})

test('the report survives JSON', async () => {
  const json = lawsToJson(await runLaws(laws.slice(0, 2), rightSubject, { runs: 5, seed: 1, depth: 1 }))
  expect(JSON.parse(JSON.stringify(json))).toEqual(json)
  expect(json.laws.map(({ id }) => id)).toEqual(laws.slice(0, 2).map(({ id }) => id))
  expect(json.compared.map(({ rulebook }) => rulebook)).toEqual(['2026-10-01'])
})
