import { describe, expect, test } from 'vitest'
import {
  defaultSettings,
  engine,
  threadsOf,
  writeState,
  type Event,
  type FreeTier,
  type State,
  type ThreadCharge,
} from '../src/index.ts'
import { assembleState, registryIn, tierHolder } from '../src/store.ts'
import { key, origin } from './support/names.ts'

const subject = engine({ ...defaultSettings, rulebook: '2023-06-01' })

const charge = (category: string, more: Partial<ThreadCharge> = {}): ThreadCharge => ({
  ...key,
  message: 'm',
  sentAt: origin,
  at: origin,
  month: '2026-09',
  rulebook: '2023-06-01',
  unit: 'conversation',
  category,
  type: 'regular',
  claim: null,
  because: [],
  windowOpen: { whenSent: true, whenDelivered: true },
  reported: null,
  isContradicted: false,
  ...more,
})

describe('a message that was settled twice is charged once', () => {
  test.each([
    ['the first of two', ['marketing', 'utility'], 0],
    ['the one whose category is known', ['unknown', 'utility'], 1],
    ['the known one, whichever came first', ['utility', 'unknown'], 0],
    ['the first of two unknown ones', ['unknown', 'unknown'], 0],
    ['the first known one of three', ['unknown', 'utility', 'marketing'], 1],
  ])('%s', (_what, categories, expected) => {
    const settled = categories.map((category, index) => charge(category, { sentAt: index }))
    expect(subject.charges(subject.initial, settled).map(({ sentAt }) => sentAt)).toEqual([expected])
  })

  test('but not what has another wamid, customer or phone number', () => {
    const others = [
      charge('utility'),
      charge('utility', { message: 'n' }),
      charge('utility', { customer: 'US.1' }),
      charge('utility', { phoneNumberId: '200' }),
    ]
    expect(subject.charges(subject.initial, others)).toHaveLength(4)
  })

  test('a customer who is known by another id since is named by that', () => {
    const link: Event = {
      type: 'customer-called',
      id: 'c',
      at: origin,
      ...key,
      customer: 'US.1',
      aliases: [key.customer],
    }
    const state = subject.evolve(subject.initial, link)
    const charges = subject.charges(state, [charge('utility'), charge('utility', { customer: 'US.1' })])
    expect(charges.map(({ customer }) => customer)).toEqual(['US.1'])
  })
})

describe('whose free tier a charge uses', () => {
  const called = (phoneNumberId: string, account?: string): Event => ({
    type: 'customer-called',
    id: `c${phoneNumberId}${account ?? ''}`,
    at: origin,
    phoneNumberId,
    customer: key.customer,
    ...(account === undefined ? {} : { account }),
  })
  const stateOf = (): State =>
    [called('100', 'B'), called('100', 'A'), called('200', 'A'), called('300')].reduce<State>(
      subject.evolve,
      subject.initial,
    )
  test.each<[string, FreeTier['per'], string]>([
    ['100', 'account', 'A'],
    ['200', 'account', 'A'],
    ['300', 'account', ''],
    ['400', 'account', ''],
    ['100', 'phone-number', '100'],
    ['400', 'phone-number', '400'],
  ])('of %s, by %s: %s', (phoneNumberId, per, expected) => {
    expect(tierHolder(stateOf())(charge('service', { phoneNumberId }), per)).toBe(expected)
  })
})

test('a state is assembled of threads under all of their ids', () => {
  const link: Event = {
    type: 'customer-messaged',
    id: 'c',
    at: origin,
    kind: 'text',
    ...key,
    aliases: ['US.1'],
  }
  const state = subject.evolve(subject.initial, link)
  const threads = [...threadsOf(state)]
  const assembled = assembleState([{ id: '100', accounts: ['A'], threads }], registryIn(state))
  expect([...threadsOf(assembled)]).toEqual(threads)
  expect(writeState(assembled)).toMatchObject({ phoneNumbers: [{ id: '100', accounts: ['A'], tierUse: [] }] })
  for (const customer of [key.customer, 'US.1'])
    expect(subject.view(assembled, { ...key, customer }, origin)).toMatchObject({ right: { phase: 'open' } })
  expect(subject.ask(assembled, key, { kind: 'service' }, origin)).toMatchObject({
    right: { charge: { tier: { used: 0, amount: 1000 } } },
  })
})
