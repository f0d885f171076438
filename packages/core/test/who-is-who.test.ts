import { describe, expect, test } from 'vitest'
import {
  HOUR,
  defaultSettings,
  engine,
  isRight,
  readState,
  writeState,
  type Event,
  type State,
} from '../src/index.ts'
import { emptyState } from '../src/store.ts'
import { origin } from './support/names.ts'

describe('who held a number decides, and when things happened', () => {
  const says = (id: string, hour: number, customer: string, aliases?: readonly string[]): Event => ({
    type: 'customer-messaged',
    id,
    at: origin + hour * HOUR,
    kind: 'text',
    phoneNumberId: '100',
    customer,
    ...(aliases === undefined ? {} : { aliases }),
  })
  const renamed = (hour: number, previous: string, current: string): Event => ({
    type: 'customer-renamed',
    id: `r${hour}`,
    at: origin + hour * HOUR,
    phoneNumberId: '100',
    customer: previous,
    previous,
    current,
  })
  const carrying = engine({ ...defaultSettings, overrides: { carryWindowOnIdentityChange: true } })
  const answer = (state: State, customer: string, hour: number, subject = engine()): string => {
    const asked = subject.ask(
      state,
      { phoneNumberId: '100', customer },
      { kind: 'service' },
      origin + hour * HOUR,
    )
    if (isRight(asked)) return 'allowed'
    return 'reasons' in asked.left ? asked.left.reasons.map(({ code }) => code).join(' ') : asked.left.answer
  }
  /** Every order, and every order with each event a second time at the end. */
  const orders = (events: readonly Event[]): readonly (readonly Event[])[] =>
    events.length < 2
      ? [events]
      : events.flatMap((event, index) =>
          orders(events.toSpliced(index, 1)).map((rest): readonly Event[] => [event, ...rest]),
        )
  const always = (
    events: readonly Event[],
    asked: string,
    hour: number,
    subject = engine(),
  ): readonly string[] => {
    const told = orders(events).flatMap((order) => [order, ...events.map((again) => [...order, again])])
    return [
      ...new Set(told.map((order) => answer(order.reduce(subject.evolve, emptyState), asked, hour, subject))),
    ]
  }
  const closed = 'service-window-closed'
  const bobThenAlice = [says('m0', 0, '1', ['US.b']), says('m1', 24, '1', ['US.a'])]
  const onThenBack = [...bobThenAlice, says('m2', 48, '1', ['US.b'])]
  const replaced = [says('e1', 0, '111', ['US.a']), renamed(1, '111', '222'), says('e3', 2, '222', ['US.a'])]

  test.each<[string, readonly Event[], string, number, string]>([
    ["a number is the one's who was seen with it last", bobThenAlice, '1', 25, 'allowed'],
    ["and was the other's before", bobThenAlice, '1', 23, 'allowed'],
    [
      'whose window does not pass on with it',
      [says('m0', 0, '1', ['US.b']), says('m1', -30, '1', ['US.a'])],
      'US.a',
      1,
      closed,
    ],
    [
      'nor the other way round',
      [says('m0', 0, '1', ['US.b']), says('m1', 40, '1', ['US.a'])],
      'US.b',
      41,
      closed,
    ],
    [
      "what names the number alone is the holder's",
      [...bobThenAlice, says('n', 23, '1')],
      'US.b',
      30,
      'allowed',
    ],
    [
      "and no more the one's who holds it later",
      [...bobThenAlice.slice(0, 1), says('n', 23, '1'), says('m1', 50, '1', ['US.a'])],
      'US.a',
      49,
      closed,
    ],
    [
      "before anybody claimed it, it is the first one's",
      [says('n', -5, '1'), ...bobThenAlice],
      'US.b',
      -4,
      'allowed',
    ],
    ['a number may come back', onThenBack, '1', 49, 'allowed'],
    [
      'and then its holder of between has it no more',
      [...onThenBack, says('n', 50, '1')],
      'US.a',
      51,
      closed,
    ],
    [
      'an id that was replaced is unknown, though the customer writes under the new one',
      replaced,
      '111',
      3,
      'customer-unknown',
    ],
    ['the new one is not', replaced, '222', 3, 'allowed'],
    ['nor the user id', replaced, 'US.a', 3, 'allowed'],
    [
      'until the customer writes under it again',
      [...replaced, says('e4', 4, '111', ['US.a'])],
      '111',
      5,
      'allowed',
    ],
  ])('%s', (_what, events, asked, hour, expected) => {
    expect(always(events, asked, hour)).toEqual([expected])
  })

  test('an id that was replaced is unknown also where the window moves along', () => {
    const events = [renamed(0, '3', '2'), says('m1', 48, '2', ['1'])]
    expect(always(events, '3', 49, carrying)).toEqual(['customer-unknown'])
  })

  test('what comes too late does not hand a number back', () => {
    const long = [
      says('a', 0, 'US.b', ['1']),
      says('b', 24, 'US.a', ['1']),
      says('c', 24 * 30, 'US.a', ['1']),
    ]
    const state = long.reduce(engine().evolve, emptyState)
    for (const old of [long[0], says('x', 1, 'US.b', ['1']), says('y', 1, '1', ['FR.c'])]) {
      const absorbed = old === undefined ? null : engine().absorb(state, old)
      expect(answer(absorbed?.state ?? emptyState, '1', 24 * 30 + 1)).toBe('allowed')
      expect(answer(absorbed?.state ?? emptyState, 'US.a', 24 * 30 + 1)).toBe('allowed')
    }
  })

  test('a state with two user ids in one event answers the same after it was written and read', () => {
    const events = [
      says('a', 0, 'US.a', ['1']),
      says('b', 30, 'US.b', ['US.c', '1']),
      says('c', 31, 'US.a', ['1', 'US.c']),
    ]
    const state = events.reduce(engine().evolve, emptyState)
    const read = readState(JSON.parse(JSON.stringify(writeState(state))))
    for (const customer of ['US.a', 'US.b', 'US.c', '1'])
      expect(isRight(read) && answer(read.right, customer, 32)).toBe(answer(state, customer, 32))
  })
})
