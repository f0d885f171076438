import {
  engine,
  isLeft,
  isRight,
  readState,
  settings,
  writeState,
  type Engine,
  type State,
} from '@guichet/core'
import { readThread } from '@guichet/core/store'
import { describe, expect, test } from 'vitest'

/** What a caller without types does: any arguments, nothing checked before they arrive. */
const call =
  (callee: (...values: never[]) => unknown, ...values: readonly unknown[]) =>
  (): unknown =>
    Reflect.apply(callee, undefined, values)

const subject: Engine = engine()
const key = { phoneNumberId: '100', customer: '33639980001' }
const at = Date.parse('2026-10-02T09:00:00Z')
const wrote = { type: 'customer-messaged', id: 'wamid.1', at, kind: 'text', ...key } as const
const state: State = subject.evolve(subject.initial, wrote)
const template = { type: 'template-changed', id: 't1', at, name: 'sale', language: 'fr' } as const

describe('a wrong call says what is wrong with it', () => {
  test.each([
    ['settings that are not opened', call(engine, settings({})), 'pass chosen.right'],
    ['settings that were refused', call(engine, settings({ rulebook: 'x' })), 'the left side says why'],
    ['settings as written', call(engine, { timeZone: 'UTC' }), 'no rulebook, horizon, overrides'],
    ['settings null', call(engine, null), 'settings must be an object, not null'],

    ['no question', call(subject.ask, state, key), '$.kind: must be service, reaction, template, call'],
    ['a text', call(subject.ask, state, key, { kind: 'text' }, at), 'call-permission-request, not "text"'],
    ['a template without a name', call(subject.ask, state, key, { kind: 'template' }, at), '$.name'],
    ['a Date', call(subject.ask, state, key, { kind: 'service' }, new Date(at)), 'use getTime()'],
    ['no instant', call(subject.ask, state, key, { kind: 'service' }), '$.at: must be epoch milliseconds'],
    ['an instant as text', call(subject.view, state, key, '2026-10-02'), 'not "2026-10-02"'],
    [
      'no thread',
      call(subject.view, state, undefined, at),
      'a thread is named by { phoneNumberId, customer }',
    ],
    [
      'a number for an id',
      call(subject.view, state, { ...key, customer: 336 }, at),
      '$.customer: must be a text',
    ],
    ['another key', call(subject.ask, state, { phone: '1', to: '2' }), '$.phoneNumberId: is missing'],
    [
      'another key, named',
      call(subject.ask, state, { phone: '1', to: '2' }),
      'did you mean `phoneNumberId`?',
    ],
    ['a Date to settle', call(subject.settle, state, key, new Date(at)), 'settle: $.at: must be'],
    ['a Date to view', call(subject.view, state, key, new Date(at)), 'view: $.at: must be'],
    ['a thread to settle', call(subject.settle, state, 'x', at), 'settle: a thread is named by'],

    ['a webhook', call(subject.evolve, state, { entry: [] }), 'readWebhook of @guichet/cloud-api'],
    ['nothing', call(subject.evolve, state, undefined), 'an event must be an object'],
    [
      'an unknown type',
      call(subject.evolve, state, { ...wrote, type: 'text' }),
      'unknown event type: "text"',
    ],
    ['an event without id', call(subject.absorb, state, { ...wrote, id: undefined }), '$.id: is missing'],
    ['an event dated in words', call(subject.absorb, state, { ...wrote, at: '2026-10-02' }), '$.at: must be'],
    ['no customer', call(subject.absorb, state, { ...wrote, customer: undefined }), '$.customer: is missing'],
    [
      'an account by another name',
      call(subject.evolve, state, { ...template, businessAccountId: '200' }),
      'unknown key `businessAccountId`; did you mean `account`?',
    ],
    [
      'a list of templates of no account',
      call(subject.evolve, state, { type: 'templates-listed', id: 'l', at, templates: [] }),
      '$.account: is missing',
    ],
    ['a thread engine', call(subject.thread.ask, null, { kind: 'text' }, at), '$.kind'],
  ])('%s', (_, wrong, words) => {
    expect(wrong).toThrow(TypeError)
    expect(wrong).toThrow(words)
  })

  test('as data, too', () => {
    const wrong = call(subject.absorb, state, { type: 'customer-messaged' })
    expect(wrong).toThrow(
      expect.objectContaining({
        problems: ['$.id', '$.at', '$.phoneNumberId', '$.customer'].map((path) =>
          expect.objectContaining({ path }),
        ),
      }),
    )
  })
})

test('a template event may name its account, and needs none', () => {
  expect(subject.absorb(state, template).outcome).toBe('absorbed')
  expect(subject.absorb(state, { ...template, account: '200' }).outcome).toBe('absorbed')
})

describe('settings', () => {
  test.each([
    [{ timezone: 'America/Los_Angeles' }, '$.timezone', 'did you mean `timeZone`?'],
    [{ time_zone: 'America/Los_Angeles' }, '$.time_zone', 'did you mean `timeZone`?'],
    [{ horizonHour: 3 }, '$.horizonHour', 'did you mean `horizonHours`?'],
    [{ rulebok: 'auto' }, '$.rulebok', 'did you mean `rulebook`?'],
    [{ colour: 'green' }, '$.colour', 'known are timeZone, rulebook, horizonHours'],
    [{ timeZone: 5 }, '$.timeZone', 'unknown time zone `5`'],
    [{ timeZone: null }, '$.timeZone', 'unknown time zone `null`'],
    [{ rulebook: null }, '$.rulebook', 'unknown rulebook `null`'],
    [{ overrides: null }, '$.overrides', 'overrides must be an object, not null'],
    [null, '$', 'settings must be an object, not null'],
    ['UTC', '$', 'settings must be an object, not "UTC"'],
  ])('%o are refused', (input, path, reason) => {
    const made = call(settings, input)()
    expect(made).toMatchObject({ left: [{ path, reason: expect.stringContaining(reason) }] })
  })

  test('without any they are the usual ones', () => {
    expect(isRight(settings())).toBe(true)
    expect(settings()).toEqual(settings({}))
  })
})

test('a snapshot that cannot be read says where', () => {
  const written = JSON.stringify(writeState(state))
  const broken: unknown = JSON.parse(written.replace('"kind":"text"', '"kind":7'))
  const read = readState(broken)
  expect(isLeft(read) && read.left).toEqual([
    { path: '$.phoneNumbers[0].threads[0].thread.facts[0].kind', reason: expect.any(String) },
  ])
  const thread = readThread({ version: 2 })
  expect(isLeft(thread) && thread.left.map(({ path }) => path)).toContain('$.version')
})

describe('a phone number as people write it', () => {
  const later = at + 3_600_000
  const ways = ['33639980001', '+33639980001', '+33 6 39 98 00 01', '+33 (6) 39-98-00-01']

  test.each(ways)('%s is the customer', (customer) => {
    const asked = { ...key, customer }
    expect(isRight(subject.ask(state, asked, { kind: 'service' }, later))).toBe(true)
    expect(subject.view(state, asked, later)).toEqual(subject.view(state, key, later))
    const settled = subject.settle(state, asked, later + 40 * 86_400_000)
    expect(settled.state).toEqual(subject.settle(state, key, later + 40 * 86_400_000).state)
  })

  test.each(ways)('%s stays replaced once it is', (customer) => {
    const renamed = {
      type: 'customer-renamed',
      id: 'r1',
      at: at + 1000,
      ...key,
      previous: key.customer,
      current: '33639980009',
    } as const
    const answer = subject.ask(
      subject.evolve(state, renamed),
      { ...key, customer },
      { kind: 'service' },
      later,
    )
    expect(isLeft(answer) && answer.left).toMatchObject({ reasons: [{ code: 'customer-unknown' }] })
  })

  test('an id with other signs is nobody', () => {
    expect(
      isRight(subject.ask(state, { ...key, customer: '+33639980001x' }, { kind: 'service' }, later)),
    ).toBe(false)
  })
})
