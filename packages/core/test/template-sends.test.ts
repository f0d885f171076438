import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  engine,
  isLeft,
  isRight,
  readState,
  writeState,
  type Answer,
  type Event,
  type ThreadEvent,
  type State,
} from '../src/index.ts'
import { beforeSending, learnFromSends, noSends, type Sends } from '../src/store.ts'

const { initial, evolve, absorb, ask } = engine()
const origin = Date.UTC(2026, 9, 1)
const key = { phoneNumberId: '100', customer: '15550100001' }
const hello = { kind: 'template', name: 'hello', language: 'en_US' } as const

const sent = (at: number, more: Partial<Extract<Event, { type: 'business-messaged' }>> = {}): Event => ({
  type: 'business-messaged',
  id: `m${at}`,
  at,
  ...key,
  content: hello,
  ...more,
})

const changed = (at: number, status: string): Event => ({
  type: 'template-changed',
  id: `t${at}`,
  at,
  name: 'hello',
  language: 'en-US',
  status,
})

const failed = (of: number, at: number, errorCode: number): Event => ({
  type: 'message-status',
  id: `m${of}/failed`,
  at,
  ...key,
  message: `m${of}`,
  status: 'failed',
  errorCode,
})

const codeOf = (answer: Answer): string =>
  isRight(answer)
    ? ['allowed', ...answer.right.notKnown.filter((matter) => matter === 'templates')].join(' ')
    : answer.left.answer === 'refused'
      ? answer.left.reasons[0].code
      : 'too-old'

const stateOf = (events: readonly Event[]): State => events.reduce(evolve, initial)
const asked = (events: readonly Event[], at: number, of = key): string =>
  codeOf(ask(stateOf(events), of, hello, at))

describe('an accepted send', () => {
  const paused = changed(origin, 'PAUSED')

  test.each([
    ['before it', origin + HOUR - 1, 'template-paused'],
    ['at its instant', origin + HOUR, 'allowed'],
    ['after it', origin + DAY, 'allowed'],
  ])('proves its template approved: %s', (_when, at, code) => {
    expect(asked([paused, sent(origin + HOUR)], at)).toBe(code)
    expect(asked([sent(origin + HOUR), paused], at)).toBe(code)
  })

  test('of the same instant as a pause proves nothing', () => {
    expect(asked([paused, sent(origin)], origin + HOUR)).toBe('template-paused')
  })

  test.each([
    [131026, 'allowed'],
    [131999, 'allowed'],
    [132000, 'template-paused'],
    [132099, 'template-paused'],
    [132100, 'allowed'],
  ])('that fails with %i is no proof if that is the fault of its template', (errorCode, code) => {
    const at = origin + 2 * HOUR
    const story = [paused, sent(origin + HOUR), failed(origin + HOUR, at, errorCode)]
    expect([asked(story, at - 1), asked(story, at)]).toEqual(['allowed', code])
    expect(asked(story.toReversed(), at)).toBe(code)
  })

  test('tells of its template, and proves no category', () => {
    expect(asked([], origin)).toBe('allowed templates')
    const state = stateOf([sent(origin, { content: { ...hello, category: 'marketing' } })])
    const answer = ask(state, key, hello, origin)
    expect(codeOf(answer)).toBe('allowed')
    expect(isRight(answer) && answer.right.charge.category).toBe('unknown')
  })

  test('counts for all numbers of its account, and without an account for its own number alone', () => {
    const other = { phoneNumberId: '200', customer: '15550100002' }
    const says = (of: typeof key, account: string): Event => ({
      type: 'customer-messaged',
      id: `c${of.phoneNumberId}`,
      at: origin,
      ...of,
      kind: 'text',
      account,
    })
    const at = origin + DAY
    const send = sent(origin + HOUR)
    expect(asked([send, says(other, 'A')], at, other)).toBe('allowed templates')
    expect(asked([send, says(other, 'A'), says(key, 'B')], at, other)).toBe('allowed templates')
    expect(asked([send, says(other, 'A'), says(key, 'A')], at, other)).toBe('allowed')
  })
})

describe('the account of a number that sends', () => {
  const other = { phoneNumberId: '200', customer: '15550100002' }
  const ofAllAccounts: Event = {
    type: 'template-changed',
    id: 't',
    at: origin,
    name: 'hello',
    language: 'en_US',
    status: 'APPROVED',
    category: 'marketing',
  }
  const listsNone: Event = {
    type: 'templates-listed',
    id: 'l',
    at: origin + DAY,
    account: 'B',
    templates: [],
  }
  const at = origin + 2 * DAY
  const costOf = (events: readonly Event[]): string | null => {
    const answer = ask(stateOf(events), other, hello, at)
    return isRight(answer) ? answer.right.charge.category : codeOf(answer)
  }

  // The list of B speaks for B alone: what speaks for all accounts still counts for A.
  test('keeps a category that another account’s list forgets', () => {
    const sentForA = sent(origin + HOUR, { account: 'A' })
    expect(costOf([ofAllAccounts, sentForA, listsNone])).toBe('marketing')
    expect(costOf([sentForA, listsNone, ofAllAccounts])).toBe('marketing')
  })

  test('keeps it for what settles, too', () => {
    const before = stateOf([ofAllAccounts, sent(origin + HOUR, { account: 'A' }), listsNone])
    const delivered: Event = {
      type: 'message-status',
      id: 'delivered',
      at: at + 1,
      ...other,
      message: 'm-other',
      status: 'delivered',
    }
    const wrote: Event = { type: 'customer-messaged', id: 'c', at: at + 60 * DAY, ...other, kind: 'text' }
    let state = before
    const settled = [sent(at, { ...other, id: 'm-other' }), delivered, wrote].flatMap((event) => {
      const absorbed = absorb(state, event)
      state = absorbed.state
      return absorbed.settled.charges
    })
    expect(settled.map(({ message, category }) => [message, category])).toEqual([['m-other', 'marketing']])
  })
})

describe('what sends prove', () => {
  const weeksLater = Array.from({ length: 8 }, (_, week): Event => ({
    type: 'customer-messaged',
    id: `w${week}`,
    at: origin + (week + 1) * 7 * DAY,
    ...key,
    kind: 'text',
  }))

  test('stays when the thread has settled', () => {
    const state = stateOf([sent(origin), ...weeksLater])
    expect(codeOf(ask(state, key, hello, origin + 60 * DAY))).toBe('allowed')
  })

  test('comes back from a snapshot', () => {
    const state = stateOf([
      sent(origin),
      sent(origin + 1),
      failed(origin + 1, origin + 2, 132001),
      ...weeksLater,
    ])
    const read = readState(JSON.parse(JSON.stringify(writeState(state))))
    if (isLeft(read)) return expect.unreachable(read.left)
    expect(writeState(read.right)).toEqual(writeState(state))
    expect(codeOf(ask(read.right, key, hello, origin + 60 * DAY))).toBe('allowed')
  })

  test('is read off the facts of a snapshot that was written before sends were kept', () => {
    const { sends: _, ...older } = { sends: [], ...(writeState(stateOf([sent(origin)])) as object) }
    const read = readState(JSON.parse(JSON.stringify(older)))
    if (isLeft(read)) return expect.unreachable(read.left)
    expect(codeOf(ask(read.right, key, hello, origin + HOUR))).toBe('allowed')
  })

  test('stays small, and is the same in any order, and if each event arrives twice', () => {
    const events = Array.from({ length: 500 }, (_, index) => sent(origin + index * 4 * HOUR)) as ThreadEvent[]
    const kept = (all: readonly ThreadEvent[]): Sends => all.reduce(learnFromSends, noSends)
    const shuffled = events.toSorted(
      (a, b) => (((a.at / HOUR) * 7919) % 6553) - (((b.at / HOUR) * 7919) % 6553),
    )
    expect(kept([...shuffled, ...events.slice(-20)])).toEqual(kept(events))
    expect(JSON.stringify(kept(events)).length).toBeLessThan(12_000)
  })
})

test('before it was sent, a message proves nothing of its template, and those before it still do', () => {
  const listed: Event = { type: 'templates-listed', id: 'l', at: origin, account: 'A', templates: [] }
  const first = sent(origin + HOUR, { account: 'A' })
  const second = sent(origin + 2 * HOUR, { account: 'A' })
  const state = [listed, first, second].reduce(evolve, initial)
  const before = (one: Event): string =>
    codeOf(ask(beforeSending(state, key, one.id, one.at), key, hello, one.at))
  expect([before(first), before(second)]).toEqual(['template-unknown', 'allowed'])
})
