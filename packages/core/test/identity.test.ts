import { describe, expect, test } from 'vitest'
import {
  HOUR,
  customerId,
  engine,
  isRight,
  threadsOf,
  defaultSettings,
  settings,
  type Event,
  type State,
} from '../src/index.ts'
import { emptyState, templatesOf } from '../src/store.ts'
import { origin } from './support/names.ts'

describe('the id of a customer, as somebody writes it', () => {
  test.each([
    ['15550100001', '15550100001'],
    ['+15550100001', '15550100001'],
    ['+1 (555) 010-0001', '15550100001'],
    ['(0)1', '01'],
    [' 7 ', '7'],
    ['+ 1', '1'],
    ['7', '7'],
    ['FR.12345', 'FR.12345'],
    ['FR.1 2', 'FR.1 2'],
    ['a15550100001', 'a15550100001'],
    ['15550100001a', '15550100001a'],
    ['1 a 2', '1 a 2'],
    ['++1', '++1'],
    ['1+1', '1+1'],
    ['+', '+'],
    ['( )-', '( )-'],
    ['1203630@g.us', '1203630@g.us'],
    ['', ''],
  ])('%s is %s', (written, id) => {
    expect(customerId(written)).toBe(id)
  })
})

describe('a number that is handed on (ID-11)', () => {
  const [first, second, number, other] = ['US.1', 'US.3', '15550100001', '15550100002'] as const
  const says = (id: string, hour: number, customer: string, aliases?: readonly string[]): Event => ({
    type: 'customer-messaged',
    id,
    at: origin + hour * HOUR,
    kind: 'text',
    phoneNumberId: '100',
    customer,
    ...(aliases === undefined ? {} : { aliases }),
  })
  const idsIn = (state: State): unknown =>
    Object.fromEntries([...threadsOf(state)].map(({ customer, aliases }) => [customer, aliases.toSorted()]))
  const phaseOf = (state: State, customer: string, hour: number): string => {
    const view = engine().view(state, { phoneNumberId: '100', customer }, origin + hour * HOUR)
    return isRight(view) ? view.right.phase : 'too old'
  }

  test('is not one that comes beside another id of the same customer', () => {
    for (const aliases of [[number, other], [other, number], [other]]) {
      const state = [says('a', 0, first, [number]), says('b', 30, first, aliases)].reduce(
        engine().evolve,
        emptyState,
      )
      expect(idsIn(state)).toEqual({ [first]: [number, other] })
      expect(phaseOf(state, other, 31)).toBe('open')
    }
  })

  test('has a new owner also where it is named first', () => {
    for (const known of [[], [says('b', 1, second, [other])]]) {
      const state = [says('a', 0, first, [number]), ...known, says('c', 30, number, [second])].reduce(
        engine().evolve,
        emptyState,
      )
      expect(idsIn(state)).toEqual({
        [first]: [],
        [second]: [...(known.length > 0 ? [other] : []), number].toSorted(),
      })
      expect([first, second, number].map((id) => phaseOf(state, id, 31))).toEqual(['closed', 'open', 'open'])
    }
  })

  test('leaves the old owner under the name by which that one was known', () => {
    const handedOn = (...ids: readonly [string, ...string[]]): unknown => {
      const [known, ...aliases] = ids
      return idsIn(
        [says('a', 0, known, aliases), says('b', 1, second, [number])].reduce(engine().evolve, emptyState),
      )
    }
    expect(handedOn(other, first, number)).toEqual({ [other]: [first], [second]: [number] })
    expect(handedOn(number, first, other)).toEqual({ [first]: [other], [second]: [number] })
    expect(handedOn(number, other, first)).toEqual({ [first]: [other], [second]: [number] })
  })

  test('is not handed on to a customer who is named together with the user id of its owner', () => {
    const state = [says('a', 0, number, [first]), says('b', 1, second, [first, number])].reduce(
      engine().evolve,
      emptyState,
    )
    expect(idsIn(state)).toEqual({ [number]: [first, second] })
  })

  test('names its new owner, who was known before, and no more the old one', () => {
    const state = [
      says('a', 0, first, [number]),
      says('b', 1, second, [other]),
      says('c', 30, second, [number]),
    ].reduce(engine().evolve, emptyState)
    expect(idsIn(state)).toEqual({ [first]: [], [second]: [number, other] })
    expect([first, second, number, other].map((id) => phaseOf(state, id, 31))).toEqual([
      'closed',
      'open',
      'open',
      'open',
    ])
  })
})

test('a change of identity is the last event of the previous one, from either id (ID-5)', () => {
  const [previous, current] = ['15550100001', '15550100009']
  for (const customer of [previous, current]) {
    const renamed: Event = {
      type: 'customer-renamed',
      id: 'r',
      at: origin,
      phoneNumberId: '100',
      customer,
      previous,
      current,
    }
    expect(engine().absorb(emptyState, renamed).thread).toEqual({ phoneNumberId: '100', customer: previous })
  }
})

test('a change of identity that carries the window on joins two customers, also if the new number had an owner (POS-26)', () => {
  const made = settings({ overrides: { carryWindowOnIdentityChange: true } })
  const subject = engine(isRight(made) ? made.right : defaultSettings)
  const says = (customer: string, aliases: readonly string[]): Event => ({
    type: 'customer-messaged',
    id: customer,
    at: origin,
    kind: 'text',
    phoneNumberId: '100',
    customer,
    aliases,
  })
  const renamed: Event = {
    type: 'customer-renamed',
    id: 'r',
    at: origin + HOUR,
    phoneNumberId: '100',
    customer: 'US.1',
    previous: 'US.1',
    current: '15550100009',
  }
  const state = [says('US.1', []), says('US.3', ['15550100009']), renamed].reduce(subject.evolve, emptyState)
  expect([...threadsOf(state)].map(({ customer, aliases }) => [customer, ...aliases].toSorted())).toEqual([
    ['15550100009', 'US.1', 'US.3'],
  ])
})

test('an unknown number may use the templates of all accounts', () => {
  const change: Event = {
    type: 'template-changed',
    id: 't',
    at: origin,
    account: 'A',
    name: 'hello',
    language: 'en',
  }
  const state = engine().evolve(emptyState, change)
  expect(templatesOf(state, '900').all(origin)).toHaveLength(1)
})
