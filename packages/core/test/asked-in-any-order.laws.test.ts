import fc from 'fast-check'
import { test } from 'vitest'
import { answerToJson, DAY, type Event, type Instant, type Question, type State } from '../src/index.ts'
import { engineOf } from './support/engine-of.ts'
import { holds } from './support/check.ts'
import { origin } from './support/names.ts'

const second = 1000
/** Around the ends of what counts for a second and for a day. */
const offsets = fc.constantFrom(
  0,
  1,
  500,
  second - 1,
  second,
  second + 1,
  DAY - 1,
  DAY,
  DAY + second,
  3 * DAY,
)
const threads = fc.record({
  phoneNumberId: fc.constantFrom('100', '200'),
  customer: fc.constantFrom('15550100001', '15550100002', '15550100003'),
})

const happening: fc.Arbitrary<(id: string, at: Instant) => Event> = fc.oneof(
  {
    weight: 3,
    arbitrary: threads.map((key) => (id, at) => ({
      type: 'business-messaged',
      id,
      at,
      ...key,
      content: { kind: 'template', name: 'hi', language: 'en' },
    })),
  },
  threads.map((key) => (id, at) => ({ type: 'customer-messaged', id, at, ...key, kind: 'text' })),
  threads.map((key) => (id, at) => ({
    type: 'message-status',
    id: `${id}/failed`,
    message: id,
    status: 'failed',
    at,
    ...key,
  })),
  fc
    .constantFrom(1, 2)
    .map((limit) => (id, at) => ({ type: 'messaging-limit-changed', id, at, account: 'A', limit })),
  fc.constantFrom(1, 2).map((perSecond) => (id, at) => ({
    type: 'throughput-changed',
    id,
    at,
    phoneNumberId: '100',
    perSecond,
  })),
)

type Step =
  | { readonly arrives: Event }
  | { readonly asks: { readonly phoneNumberId: string; readonly customer: string }; readonly at: Instant }

const step: fc.Arbitrary<(index: number) => Step> = fc.oneof(
  fc
    .tuple(happening, offsets)
    .map(([happens, after]) => (index: number) => ({ arrives: happens(`m${index}`, origin + after) })),
  fc.tuple(threads, offsets).map(([asks, after]) => () => ({ asks, at: origin + after })),
)

const begun: readonly Event[] = [
  { type: 'messaging-limit-changed', id: 'l', at: origin - DAY, account: 'A', limit: 1 },
  { type: 'throughput-changed', id: 't', at: origin - DAY, phoneNumberId: '100', perSecond: 1 },
]
const question: Question = { kind: 'template', name: 'hi', language: 'en', category: 'utility' }

test('an engine answers as a new one does, whatever it was asked before and whatever has arrived since', () => {
  holds([fc.array(step, { minLength: 4, maxLength: 20 })], (steps) => {
    const used = engineOf()
    let state: State = begun.reduce(used.evolve, used.initial)
    return steps
      .map((make, index) => make(index))
      .every((one) => {
        if ('arrives' in one) {
          state = used.evolve(state, one.arrives)
          return true
        }
        const [mine, fresh] = [used, engineOf()].map(({ ask }) =>
          JSON.stringify(answerToJson(ask(state, one.asks, question, one.at))),
        )
        return mine === fresh
      })
  })
})
