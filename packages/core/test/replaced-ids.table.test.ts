import { describe, expect, test } from 'vitest'
import { HOUR, engine, isRight, readState, writeState, type State, type ThreadEvent } from '../src/index.ts'
import { compareFacts, emptyState } from '../src/store.ts'
import { origin } from './support/names.ts'

/**
 * Whether an id is replaced (ID-5), where threads were joined after parts of them had been settled apart: then facts
 * of one thread are older than what the other has settled. When it happened decides (POS-2).
 */
interface Arriving {
  /** When it happened, in hours. */
  readonly at: number
  /** How much later it came, in hours; at once unless said. */
  readonly late?: number
  readonly event: (id: string, at: number) => ThreadEvent
}

const named = (id: string, at: number, [customer = '', ...aliases]: readonly string[]) => ({
  id,
  at: origin + at * HOUR,
  phoneNumberId: '100',
  customer,
  ...(aliases.length === 0 ? {} : { aliases }),
})
const says = (at: number, ids: readonly string[], late = 0): Arriving => ({
  at,
  late,
  event: (id) => ({ type: 'customer-messaged', kind: 'text', ...named(id, at, ids) }),
})
const sent = (at: number, ids: readonly string[], late = 0): Arriving => ({
  at,
  late,
  event: (id) => ({ type: 'business-messaged', content: { kind: 'service' }, ...named(id, at, ids) }),
})
const becomes = (at: number, previous: string, current: string): Arriving => ({
  at,
  event: (id) => ({ type: 'customer-renamed', previous, current, ...named(id, at, [previous]) }),
})

const { evolve, ask } = engine()
const written = (state: State): State => {
  const read = readState(JSON.parse(JSON.stringify(writeState(state))))
  return isRight(read) ? read.right : emptyState
}
const isReplaced = (state: State, customer: string, hour: number): boolean => {
  const key = { phoneNumberId: '100', customer }
  const asked = ask(state, key, { kind: 'template', name: 'a', language: 'en' }, origin + hour * HOUR)
  return (
    !isRight(asked) &&
    'reasons' in asked.left &&
    asked.left.reasons.some(({ code }) => code === 'customer-unknown')
  )
}

describe('an id of threads that were joined after parts of them were settled', () => {
  test.each<[string, readonly Arriving[], string, number, boolean]>([
    [
      'is in use if it replaced another after it was replaced, though the other thread settled that',
      [
        says(288, ['3']),
        says(648, ['US.b', '1']),
        becomes(696, '1', 'FR.c'),
        becomes(720, '3', '1'),
        says(959, ['3'], 72),
        says(960, ['2', 'US.b', '3']),
      ],
      '1',
      960,
      false,
    ],
    [
      'is replaced if it replaced another before it was replaced itself, and that is settled',
      [
        becomes(0, '1', '2'),
        becomes(8, '2', 'US.a'),
        says(192, ['1', 'US.b']),
        sent(576, ['US.b', '2'], 191),
        says(744, ['2']),
      ],
      '2',
      576,
      true,
    ],
    [
      'is in use if it came back, though the older replacement is not settled',
      [
        becomes(144, 'US.b', 'US.a'),
        says(168, ['US.a', '2']),
        becomes(384, 'US.a', 'US.b'),
        says(816, ['2'], 192),
        says(817, ['1', 'US.a', 'US.b']),
      ],
      'US.b',
      816,
      false,
    ],
    [
      'is replaced, whatever the customer wrote by it before',
      [
        says(0, ['1', 'US.a']),
        says(0, ['3', 'US.b']),
        says(1, ['US.b', '1']),
        becomes(3, '1', 'FR.c'),
        says(576, ['3']),
        sent(792, ['1', 'US.a', 'US.b'], 192),
        says(864, ['US.a']),
      ],
      '1',
      864,
      true,
    ],
    [
      'is in use if it was used later by another holder, who is the same customer, and that is settled',
      [
        says(120, ['US.a', '2']),
        becomes(312, '2', 'US.a'),
        says(408, ['US.b', '2']),
        says(864, ['US.b'], 192),
        says(912, ['1', 'US.a', 'US.b']),
      ],
      '2',
      912,
      false,
    ],
    [
      'is replaced if the other holder used it only before',
      [
        says(120, ['US.b', '2']),
        says(312, ['US.a', '2']),
        becomes(408, '2', 'US.a'),
        says(864, ['US.b'], 192),
        says(912, ['1', 'US.a', 'US.b']),
      ],
      '2',
      912,
      true,
    ],
  ])('%s', (_what, history, asked, hour, expected) => {
    const arriving = history.map(({ at, late = 0, event }, index) => ({
      event: event(`m${index}`, at),
      comesAt: origin + (at + late) * HOUR,
    }))
    const inOrder = arriving.map(({ event }) => event).sort(compareFacts)
    const late = arriving
      .toSorted((a, b) => a.comesAt - b.comesAt || compareFacts(a.event, b.event))
      .map(({ event }) => event)
    for (const order of [inOrder, late]) {
      expect(isReplaced(order.reduce(evolve, emptyState), asked, hour)).toBe(expected)
      const restarted = order.reduce((state, event) => written(evolve(state, event)), emptyState)
      expect(isReplaced(restarted, asked, hour)).toBe(expected)
    }
  })
})
