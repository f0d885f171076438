import { expect, test } from 'vitest'
import { engine, isLeft, type ThreadEvent } from '../src/index.ts'

const noon = Date.UTC(2026, 10, 10, 12)
const key = { phoneNumberId: '100', customer: '4915550100001' }
const { evolve, initial, ask } = engine()

const renamed: ThreadEvent = {
  type: 'customer-renamed',
  id: 'r',
  at: noon,
  ...key,
  previous: key.customer,
  current: '4915550100002',
}

const isUnknownAfter = (event: ThreadEvent): boolean => {
  const answer = ask([renamed, event].reduce(evolve, initial), key, { kind: 'service' }, noon + 2)
  return (
    isLeft(answer) &&
    answer.left.answer === 'refused' &&
    answer.left.reasons.some(({ code }) => code === 'customer-unknown')
  )
}

const later = { id: 'e', at: noon + 1, ...key }

test.each<[string, boolean, ThreadEvent]>([
  ['a message', false, { type: 'customer-messaged', kind: 'text', ...later }],
  ['a call', false, { type: 'customer-called', ...later }],
  ['an accepted call', false, { type: 'business-call-accepted', ...later }],
  [
    'an answer to a request',
    false,
    { type: 'call-permission-changed', permission: 'none', source: 'customer', ...later },
  ],
  [
    'a permission that ends by itself',
    true,
    { type: 'call-permission-changed', permission: 'none', source: 'automatic', ...later },
  ],
  [
    'a call that nobody picked up',
    true,
    { type: 'call-ended', direction: 'business', connected: false, ...later },
  ],
  ['a wish about marketing', true, { type: 'marketing-preference', value: 'stop', ...later }],
  ['a request', true, { type: 'call-permission-requested', by: 'template', ...later }],
])('a replaced id is unknown after %s: %s', (_, isUnknown, event) => {
  expect(isUnknownAfter(event)).toBe(isUnknown)
})
