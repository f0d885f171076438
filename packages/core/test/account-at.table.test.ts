import { describe, expect, test } from 'vitest'
import { engine, isRight, writeState, type Event } from '../src/index.ts'
import {
  accountOfNumber,
  assembleState,
  emptyRegistry,
  newestAccountFact,
  ownThread,
  registryIn,
  sharedLimits,
  sharesAccount,
  threadsOfOne,
} from '../src/store.ts'

/** What is known of an account and a phone number, as a caller reads it who keeps threads one by one. */

const noon = Date.UTC(2026, 9, 10, 12)
const subject = engine()
const number = { phoneNumberId: '100', accounts: ['A'], ids: ['33639980001'] }

const restricted = (at: number, until: number, account = 'A'): Event => ({
  type: 'account-restricted',
  id: `r${at}`,
  at,
  account,
  restriction: 'replies',
  until,
})
const limited = (at: number, limit = 250, account = 'A'): Event => ({
  type: 'messaging-limit-changed',
  id: `l${at}`,
  at,
  account,
  limit,
})
const listed = (at: number): Event => ({
  type: 'templates-listed',
  id: `t${at}`,
  at,
  account: 'A',
  templates: [],
})

const stateOf = (events: readonly Event[]) => events.reduce(subject.evolve, subject.initial)

describe('the restrictions in force (LIM-29)', () => {
  test.each<[string, readonly Event[], unknown]>([
    ['are not known where nothing was said of them', [limited(noon - 5)], null],
    ['are none before one begins, and that is not known either', [restricted(noon + 1, noon + 5)], null],
    ['are those that hold', [restricted(noon - 5, noon + 1)], [{ restriction: 'replies', until: noon + 1 }]],
    ['are none, and known to be none, once one has ended', [restricted(noon - 5, noon)], []],
    ["are not another account's", [restricted(noon - 5, noon + 1, 'B')], null],
  ])('%s', (_, events, expected) => {
    const account = accountOfNumber(registryIn(stateOf(events)), subject.settings, number, noon)
    expect(account.restrictions).toEqual(expected)
  })
})

describe('the newest event about an account', () => {
  test.each<[string, readonly Event[], number]>([
    ['is none where there is none', [], -Infinity],
    ['is the latest of several', [limited(noon - 5), restricted(noon - 3, noon), listed(noon - 4)], noon - 3],
    ['may happen at the latest instant itself', [limited(noon - 5), limited(noon)], noon],
    ['is never later', [limited(noon - 5), limited(noon + 1)], noon - 5],
    ['may be a list of templates', [limited(noon - 5), listed(noon - 2)], noon - 2],
    ['is about no other account', [limited(noon - 5), restricted(noon - 2, noon, 'B')], noon - 5],
  ])('%s', (_, events, expected) => {
    expect(newestAccountFact(registryIn(stateOf(events)), subject.settings, number, noon)).toBe(expected)
  })
})

describe('a fact about an account', () => {
  test('is kept among more than are kept of what each replaced', () => {
    const hour = 3_600_000
    // Long ago the replies were forbidden without an end; what came since was about something else.
    const endless: Event = {
      type: 'account-restricted',
      id: 'endless',
      at: noon - 3_000 * hour,
      account: 'A',
      restriction: 'replies',
    }
    const others = Array.from({ length: 90 }, (_each, index): Event => ({
      type: 'account-restricted',
      id: `o${index}`,
      at: noon - (2_900 - 30 * index) * hour,
      account: 'A',
      restriction: 'business-initiated-calls',
      until: noon - (2_890 - 30 * index) * hour,
    }))
    const known = registryIn(stateOf([endless, ...others]))
    expect(accountOfNumber(known, subject.settings, number, noon).restrictions).toEqual([
      { restriction: 'replies', until: null },
    ])
  })

  test('is the same in whatever order its keys stand', () => {
    const fact = limited(noon)
    const turned = Object.fromEntries(Object.entries(fact).toReversed()) as Event
    const state = stateOf([fact])
    expect(subject.absorb(state, turned).outcome).toBe('duplicate')
  })

  test('stands among contrary ones of its instant in one order, whichever came first', () => {
    const facts = [
      limited(noon, 250),
      { ...limited(noon, 1_000), id: 'a' },
      { ...limited(noon, 2_000), id: 'z' },
    ]
    const written = [facts, facts.toReversed()].map((each) => JSON.stringify(writeState(stateOf(each))))
    expect(written[0]).toBe(written[1])
  })
})

test('an event about an account makes no phone number known', () => {
  const known = JSON.stringify(writeState(stateOf([restricted(noon, noon + 1), limited(noon), listed(noon)])))
  expect(JSON.parse(known)).toMatchObject({ phoneNumbers: {} })
  expect(Object.keys(JSON.parse(known).phoneNumbers)).toEqual([])
})

describe('two phone numbers', () => {
  const under = (phoneNumberId: string, ...accounts: readonly string[]) => ({ phoneNumberId, accounts })

  test.each([
    ['share an account that both were seen under', under('1', 'A', 'B'), under('2', 'C', 'B'), true],
    ['share none where each has its own', under('1', 'A'), under('2', 'B'), false],
    ['share none where nothing is known of one', under('1', 'A'), under('2'), false],
    ['share one that the settings name', under('1', 'A'), under('9'), true],
  ])('%s', (_, one, other, expected) => {
    const { settings } = engine({ ...subject.settings, phoneNumbers: { '9': { account: 'A' } } })
    expect(sharesAccount(settings, one, other)).toBe(expected)
    expect(sharesAccount(settings, other, one)).toBe(expected)
  })

  test.each([
    ['of the portfolio', under('1', 'A'), 'B', true],
    ['of the portfolio, one of whose accounts is in it', under('1', 'Z', 'A'), 'B', true],
    ['that no portfolio names, by themselves', under('1', 'Z'), 'B', false],
    ['of the portfolio, but not with another account', under('1', 'A'), 'Z', false],
  ])('share a limit %s', (_, one, account, expected) => {
    const settings = { ...subject.settings, portfolio: ['A', 'B'] }
    const { isShared, limit } = sharedLimits(
      registryIn(stateOf([limited(noon - 1, 250, account)])),
      settings,
      one,
      noon,
    )
    expect([isShared([account]), limit === 250]).toEqual([expected, expected])
  })
})

describe('the threads of one customer', () => {
  const wrote = (
    id: string,
    phoneNumberId: string,
    customer: string,
    ...aliases: readonly string[]
  ): Event => ({
    type: 'customer-messaged',
    id,
    at: noon,
    kind: 'text',
    phoneNumberId,
    customer,
    ...(aliases.length === 0 ? {} : { aliases }),
  })
  const state = stateOf([
    wrote('a', '100', '33639980001', 'FR.1'),
    wrote('b', '200', 'FR.1'),
    wrote('c', '300', '33639980002'),
    wrote('d', '300', 'FR.9', '33639980001'),
  ])
  const threads = (
    [
      ['100', '33639980001'],
      ['200', 'FR.1'],
      ['300', '33639980002'],
      ['300', 'FR.9'],
    ] as const
  ).flatMap(([phoneNumberId, customer]) => ownThread(state, { phoneNumberId, customer }) ?? [])

  test.each([
    ['are those under all ids that any of the numbers knows', ['33639980001', 'FR.1'], ['100', '200']],
    ['are found by one of the ids, too', ['FR.1'], ['100', '200']],
    ['are not those of another, who has one of the ids elsewhere', ['FR.9'], ['300']],
    ['are none where nobody knows the id', ['33639980007'], []],
  ])('%s', (_, ids, expected) => {
    const found = threadsOfOne(threads, ids).map(({ phoneNumberId }) => phoneNumberId)
    expect([...found].sort()).toEqual(expected)
  })

  test('are none among none', () => {
    expect(threadsOfOne([], ['FR.1'])).toEqual([])
    expect(ownThread(assembleState([], emptyRegistry), { phoneNumberId: '1', customer: '2' })).toBeNull()
  })
})

test('two lists of one instant both count, whichever came first, and each once', () => {
  const [one, other] = ['hello', 'bye'].map((name): Event => ({
    type: 'templates-listed',
    id: name,
    at: noon,
    account: 'A',
    templates: [{ name, language: 'en', status: 'PAUSED' }],
  }))
  if (one === undefined || other === undefined) throw new Error('there are two')
  const states = [
    [one, other],
    [other, one],
  ].map(stateOf)
  expect(JSON.stringify(writeState(states[0] ?? subject.initial))).toBe(
    JSON.stringify(writeState(states[1] ?? subject.initial)),
  )
  for (const state of states)
    for (const again of [one, other]) expect(subject.absorb(state, again).outcome).toBe('duplicate')
})

test('a customer who turns out to be a group leaves the messaging limit', () => {
  const sent = (customer: string): readonly Event[] => [
    {
      type: 'business-messaged',
      id: `to ${customer}`,
      at: noon - 5_000,
      content: { kind: 'template', name: 'hello', language: 'en' },
      phoneNumberId: '100',
      account: 'A',
      customer,
    },
  ]
  const group: Event = {
    type: 'group-changed',
    id: 'g',
    at: noon - 6_000,
    phoneNumberId: '100',
    account: 'A',
    group: '120363025246125486',
    state: 'active',
  }
  const before = stateOf([limited(noon - 9_000, 1), ...sent('120363025246125486')])
  const question = { kind: 'template', name: 'hello', language: 'en' } as const
  const key = { phoneNumberId: '100', customer: '33639980001' }
  const isAllowedIn = (state: typeof before): boolean => isRight(subject.ask(state, key, question, noon))
  expect(isAllowedIn(before)).toBe(false)
  const after = subject.evolve(before, group)
  expect([after, before, after].map(isAllowedIn)).toEqual([true, false, true])
})
