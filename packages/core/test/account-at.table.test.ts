import { describe, expect, test } from 'vitest'
import { engine, writeState, type Event } from '../src/index.ts'
import { accountOfNumber, newestAccountFact, registryIn } from '../src/store.ts'

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
