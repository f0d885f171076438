import { describe, expect, test } from 'vitest'
import { EventCodec, engine, isRight, readState, writeState, type Event } from '../src/index.ts'
import { expectEvent } from '../src/door/expect.ts'
import { isReadable, unreadableIn } from '../src/event/readable.ts'
import { malformed } from './golden/malformed.ts'
import { oneOfEach } from './support/one-of-each.ts'

/** What a caller without types may put in place of any part of an event. */
const mistakes = [
  undefined,
  null,
  0,
  1.5,
  NaN,
  -1,
  '',
  'x',
  'x'.repeat(2000),
  true,
  [],
  [null],
  {},
  { id: 1 },
]

const subject = engine()

const isMisuse = (event: Event): boolean => {
  try {
    expectEvent(event)
    return false
  } catch (error) {
    return error instanceof TypeError
  }
}

/** Each event of a type, with each of its parts replaced by each mistake. */
const spoilt = (type: Event['type']): readonly (readonly [string, Event])[] =>
  malformed(oneOfEach[type], mistakes).map(([what, event]) => [what, event as Event] as const)

describe.each(Object.keys(oneOfEach) as readonly Event['type'][])('a spoilt %s', (type) => {
  test('is a misuse, refused, or written and read again', () => {
    const wrong = spoilt(type).flatMap(([what, event]) => {
      if (isMisuse(event)) return []
      const { state, outcome, problems } = subject.absorb(subject.initial, event)
      if (outcome === 'refused') return problems.length > 0 && state === subject.initial ? [] : [what]
      return isRight(readState(JSON.parse(JSON.stringify(writeState(state))))) &&
        isRight(EventCodec.decode(EventCodec.encode(event)))
        ? []
        : [what]
    })
    expect(wrong).toEqual([])
  })

  test('is refused with problems at the spoilt part, and nowhere else', () => {
    const wrong = spoilt(type).flatMap(([what, event]) => {
      if (isMisuse(event) || isReadable(event)) return []
      const [path = ''] = what.split(' ')
      const place = `$.${path}`.replaceAll(/\.(\d+)/g, '[$1]')
      const paths = unreadableIn(event).map((problem) => problem.path)
      return paths.length > 0 && paths.every((one) => one.startsWith(place) || place.startsWith(one))
        ? []
        : [`${what}: ${paths.join(' ')}`]
    })
    expect(wrong).toEqual([])
  })

  test('and a whole one is taken in', () => {
    expect(isReadable(oneOfEach[type])).toBe(true)
    expect(subject.absorb(subject.initial, oneOfEach[type]).outcome).toBe('absorbed')
  })
})
