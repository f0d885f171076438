import { expect, test } from 'vitest'
import { engine, isRight, parseEvent, readState, writeState, type TemplatesListed } from '../src/index.ts'

const at = Date.parse('2026-10-01T07:00:00.000Z')
const list: TemplatesListed = {
  type: 'templates-listed',
  id: 'list 1',
  at,
  account: 'A',
  templates: [
    { name: 'hello', language: 'en_US', category: 'utility', status: 'APPROVED' },
    { name: 'promo', language: 'fr' },
  ],
}

test('a list of templates is an event without phone number and customer', () => {
  const json = { ...list, at: '2026-10-01T07:00:00.000Z', phoneNumberId: '1', customer: '2' }
  expect(parseEvent(json)).toMatchObject({ right: list })
  expect(Object.keys(isRight(parseEvent(json)) ? list : {})).not.toContain('customer')
})

test.each([
  ['account', { account: undefined }, '$.account'],
  ['templates', { templates: undefined }, '$.templates'],
  ['a language', { templates: [{ name: 'hello' }] }, '$.templates[0].language'],
  [
    'a status that is a word',
    { templates: [{ name: 'a', language: 'b', status: 1 }] },
    '$.templates[0].status',
  ],
])('a list needs %s', (_what, other, path) => {
  const read = parseEvent({ ...list, at: '2026-10-01T07:00:00.000Z', ...other })
  expect(isRight(read) ? [] : read.left.map((problem) => problem.path)).toEqual([path])
})

const { absorb, initial, evolve } = engine()

test('a list is absorbed once, whatever the order of its entries', () => {
  const first = absorb(initial, list)
  expect(first).toMatchObject({ outcome: 'absorbed', thread: null })
  const again = absorb(first.state, { ...list, templates: list.templates.toReversed() })
  expect(again.outcome).toBe('duplicate')
  expect(again.state).toBe(first.state)
})

test('lists survive being written and read', () => {
  const state = [list, { ...list, id: 'list 2', at: at - 1, templates: [] }].reduce(evolve, initial)
  const read = readState(JSON.parse(JSON.stringify(writeState(state))))
  expect(isRight(read) && writeState(read.right)).toEqual(writeState(state))
  if (isRight(read)) expect(absorb(read.right, list).outcome).toBe('duplicate')
})
