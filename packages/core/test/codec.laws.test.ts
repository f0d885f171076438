import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EventCodec, fromIso, isLeft, isRight, parseEvent, toIso, type Event } from '../src/index.ts'
import { isPlausible } from '../src/time.ts'
import { problemsOf } from '../src/problem.ts'
import { t } from '../src/prelude.ts'
import { key, trace } from './support/arbitraries.ts'
import { holds, isRefuted } from './support/check.ts'

describe('events as JSON', () => {
  test('decoding what was encoded gives it back', () => {
    holds([trace(20)], (facts) =>
      facts.every((fact) => {
        const read = parseEvent(JSON.parse(JSON.stringify(EventCodec.encode(fact))))
        return isRight(read) && JSON.stringify(sorted(read.right)) === JSON.stringify(sorted(fact))
      }),
    )
  })

  test('nothing at all makes the reader throw, and it accepts only events', () => {
    holds([fc.anything()], (value) => isLeft(parseEvent(value)) || EventCodec.is(parseEvent(value)), 2000)
  })

  const text: Event = { type: 'customer-messaged', id: 'a', at: Date.UTC(2026, 9, 1), kind: 'text', ...key }
  const written = { ...text, at: '2026-10-01T00:00:00.000Z' }

  test.each<[string, unknown, string]>([
    ['no object', null, '$: unknown event type: undefined'],
    ['an unknown type', { ...written, type: 'customer-waved' }, '$: unknown event type: "customer-waved"'],
    [
      'a type that objects inherit',
      { ...written, type: 'constructor' },
      '$: unknown event type: "constructor"',
    ],
    ['a number for the instant', { ...written, at: 1_790_000_000_000 }, '$.at: not an ISO 8601 instant'],
    ['no offset', { ...written, at: '2026-10-01T00:00:00' }, '$.at: not an ISO 8601 instant with an offset'],
    [
      'a day that does not exist',
      { ...written, at: '2026-13-01T00:00:00Z' },
      '$.at: not an ISO 8601 instant with an offset',
    ],
    [
      '31 February',
      { ...written, at: '2026-02-31T00:00:00Z' },
      '$.at: not an ISO 8601 instant with an offset',
    ],
    ['the year 9999', { ...written, at: '9999-01-01T00:00:00Z' }, '$.at: not between 2009 and 2100'],
    ['the year 1969', { ...written, at: '1969-01-01T00:00:00Z' }, '$.at: not between 2009 and 2100'],
    ['an empty customer', { ...written, customer: '' }, '$.customer: not a text of 1 to 1024 characters'],
    [
      'a customer as number',
      { ...written, customer: 15550100001 },
      '$.customer: not a text of 1 to 1024 characters',
    ],
    ['an endless kind', { ...written, kind: 'x'.repeat(513) }, '$.kind: not a text of 1 to 512 characters'],
    [
      'a broken part',
      { ...written, type: 'message-status', message: 'm', status: 'sent', pricing: { model: 'PMP' } },
      '$.pricing.category: is missing',
    ],
    [
      'content of an unknown kind',
      { ...written, type: 'business-messaged', content: { kind: 'fax' } },
      '$.content: no kind of content that is known: service, reaction, template',
    ],
    [
      'a broken part far back in a list',
      { ...written, aliases: [...'abcdefghij', 7] },
      '$.aliases[10]: not a text of 1 to 1024 characters',
    ],
    ['aliases that are no list', { ...written, aliases: 'x' }, '$.aliases: not a list but "x"'],
    [
      'pricing that is no object',
      { ...written, type: 'message-status', message: 'm', status: 'sent', pricing: 7 },
      '$.pricing: not an object but number',
    ],
    [
      'an unknown status',
      { ...written, type: 'message-status', message: 'm', status: 'lost' },
      '$.status: not one of sent, delivered, read, played, failed',
    ],
  ])('%s is refused with its path and reason', (_, value, expected) => {
    const read = parseEvent(value)
    expect(isLeft(read) && read.left.map(({ path, reason }) => `${path}: ${reason}`)).toContain(expected)
  })

  test('what a codec says nothing about is named by the codec', () => {
    const read = t.type({ kind: t.literal('service') }).decode({ kind: 7 })
    expect(isLeft(read) && problemsOf(read.left)).toEqual([
      { path: '$.kind', reason: 'not "service" but number' },
    ])
  })

  test('unknown keys are ignored, also hostile ones', () => {
    const hostile: unknown = JSON.parse(
      `{"__proto__": {"polluted": true}, ${JSON.stringify(written).slice(1)}`,
    )
    expect(parseEvent(hostile)).toEqual({ _tag: 'Right', right: text })
    expect(parseEvent({ ...written, more: 'x'.repeat(1000) })).toEqual({ _tag: 'Right', right: text })
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('instants', () => {
  test('writing and reading gives the same millisecond', () => {
    holds(
      [fc.integer({ min: Date.UTC(2009, 0, 1), max: Date.UTC(2100, 0, 1) - 1 })],
      (at) => fromIso(toIso(at)) === at,
    )
  })

  test('an offset moves the instant, whatever the machine’s zone', () => {
    expect(fromIso('2026-10-01T02:00:00+02:00')).toBe(Date.UTC(2026, 9, 1))
  })

  test('plausible ones are whole milliseconds from 2009 and before 2100', () => {
    holds(
      [fc.double()],
      (at) => !isPlausible(at) || (Number.isInteger(at) && /^20(09|[1-9]\d)-/.test(toIso(at))),
      1000,
    )
  })

  test('the harness notices a law that does not hold', () => {
    expect(isRefuted([fc.integer()], (n) => n < 1000)).toBe(true)
  })
})

const sorted = (value: object): unknown =>
  Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
