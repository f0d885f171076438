import { DAY, MINUTE, type TemplatesListed } from '@guichet/core'
import type { OwnedTemplate } from '@guichet/core/store'
import { expect, test } from 'vitest'
import { isNews } from '../src/record-list.ts'

const listedAt = Date.UTC(2026, 9, 20, 12)
const list = (at: number, ...templates: TemplatesListed['templates']): TemplatesListed => ({
  type: 'templates-listed',
  id: 'list',
  at,
  account: '7',
  templates,
})
const ready = { name: 'ready', language: 'en_US', status: 'APPROVED', category: 'utility' }
const known: OwnedTemplate = { ...ready, account: '7', since: listedAt }

test.each<readonly [string, TemplatesListed, readonly OwnedTemplate[], boolean]>([
  ['the same', list(listedAt + MINUTE, ready), [known], false],
  ['the same, of a day later', list(listedAt + DAY, ready), [known], true],
  [
    'the same in the other spelling',
    list(listedAt + MINUTE, { ...ready, language: 'en-us' }),
    [known],
    false,
  ],
  ['the same twice', list(listedAt + MINUTE, ready, ready), [known], false],
  [
    'the same without a category',
    list(listedAt + MINUTE, { name: 'ready', language: 'en_US', status: 'APPROVED' }),
    [known],
    false,
  ],
  ['another status', list(listedAt + MINUTE, { ...ready, status: 'PAUSED' }), [known], true],
  ['another category', list(listedAt + MINUTE, { ...ready, category: 'marketing' }), [known], true],
  ['one more', list(listedAt + MINUTE, ready, { ...ready, name: 'sale' }), [known], true],
  ['one less', list(listedAt + MINUTE), [known], true],
  ['another one', list(listedAt + MINUTE, { ...ready, name: 'sale' }), [known], true],
  [
    'what a webhook has told since',
    list(listedAt + MINUTE, { ...ready, status: 'PAUSED' }),
    [{ ...known, status: 'PAUSED' }],
    false,
  ],
  ['an older one', list(listedAt - 1), [known], false],
  ['one of the same instant', list(listedAt), [known], false],
])('%s', (_, one, templates, expected) => {
  expect(isNews(one, { listedAt, templates })).toBe(expected)
})

test('the first list of an account, also an empty one', () => {
  expect(isNews(list(listedAt), { listedAt: null, templates: [] })).toBe(true)
})
