import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, EventCodec, fromIso, isRight, toIso, isThreadEvent, type Event } from '../src/index.ts'
import { PartwiseEventCodec } from '../src/event/codec.ts'
import { readPlainly, writePlainly } from '../src/event/plain-codec.ts'
import { problemsOf } from '../src/problem.ts'
import { EARLIEST, LATEST } from '../src/time.ts'
import { malformed } from './golden/malformed.ts'
import { trace } from './support/arbitraries.ts'
import { holds } from './support/check.ts'
import { oneOfEach } from './support/one-of-each.ts'

/** What is read and written by comparisons alone is what the codec reads and writes that goes part by part. */

const types = Object.keys(oneOfEach) as readonly Event['type'][]
const mistakes = [
  undefined,
  null,
  0,
  1.5,
  -1,
  '',
  'x',
  'x'.repeat(2000),
  true,
  [],
  [null],
  ['x'],
  {},
  { id: 1 },
]

/** With the order of keys: a store keeps the text. */
const readBy = (codec: typeof EventCodec, value: unknown): string => {
  const read = codec.decode(value)
  return JSON.stringify(isRight(read) ? read.right : problemsOf(read.left))
}

describe.each(types)('%s', (type) => {
  const event = oneOfEach[type]
  const written: unknown = JSON.parse(JSON.stringify(PartwiseEventCodec.encode(event)))

  test('is written the same', () =>
    expect(JSON.stringify(EventCodec.encode(event))).toBe(JSON.stringify(PartwiseEventCodec.encode(event))))

  test('takes the short way where it is of a thread', () => {
    const [read, text] = [readPlainly(written), isThreadEvent(event) ? writePlainly(event) : null]
    expect([read, text]).toEqual(isThreadEvent(event) ? [event, written] : [null, null])
  })

  test('is read the same, also with any part spoilt, or with more to it', () => {
    const more = { ...Object(written), more: 1, at: Object(written).at }
    const spoilt = malformed(written, mistakes).map(([, value]) => value)
    for (const value of [written, more, ...spoilt])
      expect(readBy(EventCodec, value)).toBe(readBy(PartwiseEventCodec, value))
  })
})

test('events of threads take the short way, in and out', () => {
  holds([trace(20)], (facts) =>
    facts.every((fact) => {
      const written = writePlainly(fact)
      const text = JSON.stringify(written)
      const read = readPlainly(JSON.parse(text))
      return (
        written !== null &&
        text === JSON.stringify(PartwiseEventCodec.encode(fact)) &&
        JSON.stringify(read) === readBy(PartwiseEventCodec, JSON.parse(text))
      )
    }),
  )
})

describe('the instant of a text', () => {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/
  /** By the calendar of the language alone. */
  const byCalendar = (text: string): number | null => {
    const day = text.slice(0, 10)
    const midnight = Date.parse(`${day}T00:00:00Z`)
    const at = Date.parse(text)
    return form.test(text) && toIso(midnight).startsWith(day) && !Number.isNaN(at) ? at : null
  }
  const anyInstant = fc.integer({ min: EARLIEST - 4000 * DAY, max: LATEST + 4000 * DAY })

  test('is the one that was written', () => holds([anyInstant], (at) => fromIso(toIso(at)) === at, 2000))

  test('is that of the calendar, whatever one of its signs becomes', () => {
    const spot = fc.integer({ min: 0, max: 23 })
    const sign = fc.constantFrom(...'0123456789:TZ-+. x')
    const isTheSame = (at: number, place: number, by: string): boolean => {
      const text = toIso(at)
      const changed = text.slice(0, place) + by + text.slice(place + 1)
      return fromIso(changed) === byCalendar(changed)
    }
    holds([anyInstant, spot, sign], isTheSame, 5000)
  })
})
