import { describe, expect, test } from 'vitest'
import {
  engine,
  explain,
  isLeft,
  isRight,
  parseEvent,
  readState,
  writeState,
  EventCodec,
  type Event,
  type Instant,
} from '../src/index.ts'
import { emptyThread } from '../src/store.ts'
import { fullEvents } from './golden/malformed.ts'
import { key, origin } from './support/names.ts'

const subject = engine()
const said: Event = { type: 'customer-messaged', id: 'm', at: origin, kind: 'text', ...key }
const state = subject.evolve(subject.initial, said)
const long = 'x'.repeat(1025)

const noEvents: readonly (readonly [string, Event, string])[] = [
  ...[0, -1, NaN, Infinity, -Infinity, 8.64e15, 8.64e15 + 1, 1e300, origin + 0.5].map(
    (at) => [`at ${at}`, { ...said, id: 'n', at }, '$.at'] as const,
  ),
  ['an empty id', { ...said, id: '' }, '$.id'],
  ['a long id', { ...said, id: long }, '$.id'],
  ['an empty customer', { ...said, customer: '' }, '$.customer'],
  ['an empty phone number', { ...said, phoneNumberId: '' }, '$.phoneNumberId'],
  ['an empty alias', { ...said, aliases: ['1', ''] }, '$.aliases[1]'],
  ['a long account', { ...said, account: long }, '$.account'],
  ['an empty kind', { ...said, kind: '' }, '$.kind'],
  [
    'a template with an endless name',
    {
      type: 'business-messaged',
      id: 'b',
      at: origin,
      ...key,
      content: { kind: 'template', name: long, language: 'en' },
    },
    '$.content.name',
  ],
  [
    'a conversation without end',
    {
      type: 'message-status',
      id: 's',
      at: origin,
      ...key,
      message: 'b',
      status: 'sent',
      conversation: { id: 'c', expiresAt: Infinity },
    },
    '$.conversation.expiresAt',
  ],
  [
    'nobody who was renamed',
    { type: 'customer-renamed', id: 'r', at: origin, ...key, previous: '', current: '1' },
    '$.previous',
  ],
  [
    'a template of no language',
    { type: 'template-changed', id: 't', at: origin, name: 'a', language: '' },
    '$.language',
  ],
]

describe('an event that could not be read again', () => {
  test.each(noEvents)('is refused, and changes nothing: %s', (_what, event, path) => {
    const { state: after, outcome, thread, problems } = subject.absorb(state, event)
    expect({ outcome, thread, paths: problems.map((problem) => problem.path) }).toEqual({
      outcome: 'refused',
      thread: null,
      paths: [path],
    })
    expect(after).toBe(state)
    expect(isRight(readState(JSON.parse(JSON.stringify(writeState(after)))))).toBe(true)
    if (event.type === 'template-changed' || event.type === 'templates-listed') return
    expect(subject.thread.absorb(emptyThread, event)).toMatchObject({
      thread: emptyThread,
      outcome: 'refused',
    })
    expect(subject.history([event])).toEqual(subject.history([]))
  })

  test('is no other than one that the codec refuses', () => {
    for (const value of fullEvents) {
      const read = parseEvent(value)
      if (isLeft(read)) continue
      expect(subject.absorb(subject.initial, read.right)).toMatchObject({ outcome: 'absorbed', problems: [] })
      expect(isRight(parseEvent(EventCodec.encode(read.right)))).toBe(true)
    }
  })
})

describe('what is no instant', () => {
  const template = { kind: 'template', name: 'a', language: 'en' } as const
  test.each<Instant>([
    NaN,
    Infinity,
    -Infinity,
    1e300,
    Number.MAX_SAFE_INTEGER,
    8.64e15,
    8.64e15 + 1,
    -8.64e15,
  ])('%s is answered as such', (at) => {
    for (const known of [state, subject.initial]) {
      const answer = subject.ask(known, key, template, at)
      expect(answer).toMatchObject({ left: { answer: 'no-instant' } })
      expect(explain(answer)).toBe(
        'No answer: what was asked about is no instant between the years 1000 and 9000.',
      )
      expect(subject.view(known, key, at)).toMatchObject({ left: { answer: 'no-instant' } })
      expect(subject.settle(known, key, at).state).toBe(known)
    }
  })

  test.each<Instant>([Date.UTC(1000, 0, 1), -1, 0, Date.UTC(8999, 11, 31)])('%s is one', (at) => {
    expect(isRight(subject.view(subject.initial, key, at))).toBe(true)
    expect(isRight(subject.ask(subject.initial, key, template, at))).toBe(true)
  })
})
