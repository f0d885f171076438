import { expect, test } from 'vitest'
import { engine, type ThreadEvent } from '../src/index.ts'

/** Of the events of several, those of the customer who has an id now. */
const wrote = (id: string, at: number, customer: string, ...aliases: readonly string[]): ThreadEvent => ({
  type: 'customer-messaged',
  id,
  at: Date.UTC(2026, 9, 1) + at,
  kind: 'text',
  phoneNumberId: '100',
  customer,
  ...(aliases.length === 0 ? {} : { aliases }),
})

// A number that somebody had first is handed on to somebody else.
const events = [
  wrote('a', 0, 'FR.1', '33639980001'),
  wrote('b', 1, '33639980001'),
  wrote('c', 2, 'FR.2', '33639980001'),
  wrote('d', 3, '33639980001'),
  wrote('e', 4, 'FR.1'),
  wrote('f', 5, 'FR.3'),
]

test.each([
  ['FR.1', 'a b e'],
  ['FR.2', 'c d'],
  ['33639980001', 'c d'],
  ['FR.3', 'f'],
])('%s', (customer, expected) => {
  const found = engine().eventsOf(events, customer)
  expect(found.map(({ id }) => id).join(' ')).toBe(expected)
})
