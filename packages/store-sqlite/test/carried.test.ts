import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storeFailure } from '@guichet/runtime'
import { holdsLater } from '../../core/test/support/check.ts'
import { arrived, carry } from '../src/thread/carried.ts'
import { told } from './support/told.ts'

const sent = (thrown: unknown): unknown => arrived(structuredClone(carry(thrown)))

const kinds = ['unavailable', 'full', 'read-only', 'locked', 'corrupt', 'unsuitable'] as const
const texts = fc.string({ unit: 'binary' })
const sqliteErrors = fc
  .record({ message: texts, code: texts, rawCode: fc.integer() })
  .map(({ message, ...rest }) => Object.assign(new Error(message), rest))
const causes = fc.oneof(
  sqliteErrors,
  fc.constant(undefined),
  texts.map((message) => new RangeError(message)),
)
const failures = fc
  .record({ kind: fc.constantFrom(...kinds), message: texts, isCertain: fc.boolean(), cause: causes })
  .map(({ kind, message, ...rest }) => storeFailure(kind, message, rest))

describe('an error that goes from thread to thread', () => {
  it('tells the same when it has arrived', () =>
    holdsLater(
      fc.oneof(
        failures,
        causes.filter((cause) => cause !== undefined),
      ),
      async (error) => {
        const copy = sent(error)
        expect(told(copy)).toEqual(told(error))
        expect(copy).toHaveProperty('stack', error?.stack)
        return true
      },
    ))

  it.each([
    ['a text', 'stop', 'stop'],
    ['nothing', undefined, 'undefined'],
    ['a symbol', Symbol('stop'), 'Symbol(stop)'],
  ])('is made of %s where that was thrown', (_, thrown, message) =>
    expect(sent(thrown)).toMatchObject({ name: 'Error', message }),
  )

  it('leaves behind what cannot be sent', () =>
    expect(sent(Object.assign(new Error('stop'), { how: () => {}, code: 7 }))).toEqual(
      Object.assign(new Error('stop'), { code: 7 }),
    ))
})
