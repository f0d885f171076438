import fc from 'fast-check'
import { describe, test } from 'vitest'
import { DAY, HOUR, engine, writeState, type Event, type Instant, type State } from '../src/index.ts'
import { holds } from './support/check.ts'
import { origin } from './support/names.ts'

const ids = ['1', '2', 'US.a', 'US.b'] as const
const subject = engine()

/** Few customers under ids that are seen together and handed on, two phone numbers, and what concerns their account. */
const step = fc.tuple(
  fc.nat({ max: 90 * 24 }),
  fc.nat({ max: 8 }),
  fc.constantFrom(...ids),
  fc.constantFrom(undefined, ...ids),
  fc.constantFrom('100', '200'),
)

const eventOf = (
  [hour, what, customer, other, phoneNumberId]: typeof step extends fc.Arbitrary<infer Step> ? Step : never,
  index: number,
): Event => {
  const at: Instant = origin + hour * HOUR
  const own = { id: `m${index}`, at, phoneNumberId }
  const named = { ...own, customer, ...(other === undefined ? {} : { aliases: [other] }) }
  switch (what) {
    case 0:
      return { type: 'business-messaged', ...named, content: { kind: 'template', name: 'a', language: 'en' } }
    case 1:
      return { type: 'message-status', ...named, message: `m${index - 1}`, status: 'delivered' }
    case 2:
      return {
        type: 'message-status',
        ...named,
        message: `m${index - 1}`,
        status: 'failed',
        errorCode: 132001,
      }
    case 3:
      return { type: 'customer-renamed', ...named, previous: customer, current: other ?? '2' }
    case 4:
      return { type: 'messaging-limit-changed', id: own.id, at, account: 'A', limit: 250 }
    case 5:
      return { type: 'customer-messaged', ...named, account: 'A', kind: 'text' }
    case 6:
      return { type: 'customer-messaged', ...named, at: NaN, kind: 'text' }
    default:
      return { type: 'customer-messaged', ...named, kind: 'text' }
  }
}

const stories = fc
  .array(step, { maxLength: 24, size: 'max' })
  .map((steps) => steps.map(eventOf))
  .chain((events) => fc.nat({ max: events.length }).map((cut) => ({ events, cut })))

const text = (state: State): string => JSON.stringify(writeState(state))
const oneByOne = (state: State, events: readonly Event[]): State => events.reduce(subject.evolve, state)

describe('taking in events at once', () => {
  test('makes the state that they make one by one', () => {
    holds([stories], ({ events, cut }) => {
      const begun = subject.absorbAll(subject.initial, events.slice(0, cut))
      const all = subject.absorbAll(begun, events.slice(cut))
      const { settled } = subject.settle(all, { phoneNumberId: '100', customer: '1' }, origin + 200 * DAY)
      const expected = oneByOne(subject.initial, events)
      return (
        text(all) === text(expected) &&
        JSON.stringify(subject.charges(all)) === JSON.stringify(subject.charges(expected)) &&
        JSON.stringify(settled) ===
          JSON.stringify(
            subject.settle(expected, { phoneNumberId: '100', customer: '1' }, origin + 200 * DAY).settled,
          )
      )
    })
  })

  test('leaves every state as it was that somebody has', () => {
    holds([stories], ({ events, cut }) => {
      const begun = oneByOne(subject.initial, events.slice(0, cut))
      const before = text(begun)
      const all = subject.absorbAll(begun, events.slice(cut))
      const after = text(all)
      const more = events.map((event) => ({ ...event, id: `${event.id}/again`, at: event.at + HOUR }))
      subject.absorbAll(begun, more)
      subject.absorbAll(all, more)
      oneByOne(all, more)
      return text(begun) === before && text(all) === after
    })
  })

  test('gives the state itself where there is nothing new', () => {
    holds([stories], ({ events }) => {
      const all = subject.absorbAll(subject.initial, events)
      const again = oneByOne(all, events)
      return again !== all || subject.absorbAll(all, events) === all
    })
  })
})
