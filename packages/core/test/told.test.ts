import { describe, expect, test } from 'vitest'
import {
  HOUR,
  engine,
  type Conversation,
  type Interval,
  type History,
  type ThreadEvent,
} from '../src/index.ts'
import { quiet, type Standing } from '../src/thread/standing.ts'
import { foldThread } from '../src/thread/fold.ts'
import { key, origin } from './support/names.ts'

/** The fold of events after a past that is given by hand; times are hours. */
const hour = (hours: number): number => origin + hours * HOUR
const says = (hours: number): ThreadEvent => ({
  type: 'customer-messaged',
  id: `c${hours}`,
  at: hour(hours),
  kind: 'text',
  ...key,
})
const sends = (hours: number, kind: 'service' | 'template' = 'service'): ThreadEvent => ({
  type: 'business-messaged',
  id: `m${hours}`,
  at: hour(hours),
  content: kind === 'service' ? { kind } : { kind, name: 'a', language: 'fr' },
  ...key,
})
const after = (before: Partial<Standing>, ...events: readonly ThreadEvent[]): History =>
  foldThread({ ...quiet, ...before }, events, {
    calendar: engine().rulesAt,
    categoryOf: () => null,
    remembered: [],
    until: Infinity,
  })

describe('customer service windows', () => {
  const windows = ({ windows: opened }: History): readonly (readonly number[])[] =>
    opened.map(({ opensAt, closesAt }: Interval) => [opensAt, closesAt].map((at) => (at - origin) / HOUR))

  test.each<[string, Partial<Standing>, readonly ThreadEvent[], readonly (readonly number[])[]]>([
    ['none while the customer is silent', {}, [sends(1)], []],
    ['one goes on as the customer writes again', {}, [says(0), says(23.999)], [[0, 47.999]]],
    [
      'one that closes as the customer writes is followed by another',
      {},
      [says(0), says(24)],
      [
        [0, 24],
        [24, 48],
      ],
    ],
    ['the one that stood open before is told too', { latestOpener: hour(-5) }, [], [[-5, 19]]],
    ['and goes on', { latestOpener: hour(-5) }, [says(0)], [[-5, 24]]],
    [
      'or is over',
      { latestOpener: hour(-24) },
      [says(0)],
      [
        [-24, 0],
        [0, 24],
      ],
    ],
  ])('%s', (_what, before, events, expected) => {
    expect(windows(after(before, ...events))).toEqual(expected)
  })
})

describe('where threads were joined, and one had settled what lies ahead', () => {
  const later: Conversation = { initiatedBy: 'user', openedAt: hour(10), startedAt: null, closesAt: hour(34) }
  const ahead = { latestOpener: hour(10), conversation: later }

  test('an opener that comes later is not the one that a message found', () => {
    expect(after(ahead, sends(5)).messages[0]).toMatchObject({
      opener: null,
      insideWindow: false,
      conversation: null,
    })
    expect(after(ahead, sends(10)).messages[0]).toMatchObject({ opener: hour(10), insideWindow: true })
  })

  test('the latest template stays the latest', () => {
    const latest = (before: number | null): number | null =>
      after({ latestTemplate: before }, sends(5, 'template')).standing.latestTemplate
    expect([null, hour(4), hour(6)].map(latest)).toEqual([hour(5), hour(5), hour(6)])
  })

  test('the latest word on marketing stays the latest', () => {
    const resumes: ThreadEvent = {
      type: 'marketing-preference',
      id: 'p',
      at: hour(5),
      value: 'resume',
      ...key,
    }
    const word = (at: number): string | undefined =>
      after({ preference: { value: 'stop', at } }, resumes).standing.preference?.value
    expect([hour(4), hour(5), hour(6)].map(word)).toEqual(['resume', 'resume', 'stop'])
  })

  test('nothing is told twice', () => {
    expect(after(ahead, sends(11), sends(12)).conversations).toEqual([
      { initiatedBy: 'user', openedAt: hour(10), startedAt: hour(11), closesAt: hour(35) },
    ])
  })
})

test('of two words on marketing at one instant the stop is believed (LIM-14)', () => {
  const prefers = (value: 'stop' | 'resume'): ThreadEvent => ({
    type: 'marketing-preference',
    id: value,
    at: hour(1),
    value,
    ...key,
  })
  for (const events of [
    [prefers('stop'), prefers('resume')],
    [prefers('resume'), prefers('stop')],
  ])
    expect(engine().history(events).standing.preference?.value).toBe('stop')
})

describe('an id that was replaced (ID-5)', () => {
  const becomes = (hours: number, previous: string, current: string): ThreadEvent => ({
    type: 'customer-renamed',
    id: `r${hours}`,
    at: hour(hours),
    ...key,
    previous,
    current,
  })
  const heard = (hours: number, customer: string, aliases?: readonly string[]): ThreadEvent => ({
    ...says(hours),
    customer,
    ...(aliases === undefined ? {} : { aliases }),
  })
  const stops = (hours: number, customer: string): ThreadEvent => ({
    type: 'marketing-preference',
    id: 'p',
    at: hour(hours),
    value: 'stop',
    ...key,
    customer,
  })

  test.each<[string, readonly ThreadEvent[], readonly string[]]>([
    ['is replaced until an event names it', [becomes(1, 'a', 'b')], ['a']],
    ['also where the customer writes by the new one', [becomes(1, 'a', 'b'), heard(2, 'b')], ['a']],
    ['or by one that has nothing to do with it', [becomes(1, 'a', 'b'), heard(2, 'x', ['y'])], ['a']],
    ['is in use again once the customer writes by it', [becomes(1, 'a', 'b'), heard(2, 'a')], []],
    ['also beside another', [becomes(1, 'a', 'b'), heard(2, 'x', ['a'])], []],
    ['or before another', [becomes(1, 'a', 'b'), heard(2, 'a', ['x'])], []],
    [
      'but not by a word on marketing, which Meta may send of itself',
      [becomes(1, 'a', 'b'), stops(2, 'a')],
      ['a'],
    ],
    ['is replaced with the one that replaced it', [becomes(1, 'a', 'b'), becomes(2, 'b', 'c')], ['a', 'b']],
    ['is in use again where it replaces the other', [becomes(1, 'a', 'b'), becomes(2, 'b', 'a')], ['b']],
    ['is not replaced by itself', [becomes(1, 'a', 'a')], []],
    ['and what replaces itself changes nothing', [becomes(1, 'a', 'b'), becomes(2, 'b', 'b')], ['a']],
  ])('%s', (_what, events, previous) => {
    const { renamed } = engine().history(events).standing
    expect(renamed.filter(({ replacedBy }) => replacedBy !== null).map(({ id }) => id)).toEqual(previous)
  })
})
