import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyMap, lookUp } from '../src/persistent-map.ts'
import type { Event, Instant, State } from '../src/index.ts'
import type { Entry, Threads } from '../src/state/identity.ts'
import { partsOf } from '../src/state/parts.ts'
import { passedCounter, passedSimply, type SentAt } from '../src/state/passed.ts'
import { noTemplates } from '../src/template/known.ts'
import { recentFold } from '../src/thread/recent.ts'
import { engineOf } from './support/engine-of.ts'
import { holds, isRefuted } from './support/check.ts'
import { key, origin } from './support/names.ts'

const subject = engineOf()
const second = 1_000

/** With a fold of its own for each question. */
const sentAt: SentAt = ({ thread }, wamid, at) =>
  recentFold(subject.rulesAt).sentAt(thread, wamid, at, noTemplates)

type Step = { readonly arrives: Event } | { readonly asks: Instant }

const instants = fc.integer({ min: 0, max: 30 }).map((tenths) => origin + tenths * 100)
const message = fc.nat(3).map((nth) => `m${nth}`)
const customer = fc.constantFrom('15550100001', '15550100002', '15550100003')

const arrival: fc.Arbitrary<(index: number) => Step> = fc
  .tuple(fc.constantFrom('says', 'sends', 'sent', 'delivered', 'failed'), instants, message, customer)
  .map(([what, at, id, whom]) => (index: number) => {
    const common = { at, ...key, customer: whom }
    if (what === 'says')
      return { arrives: { type: 'customer-messaged', id: `c${index % 5}`, kind: 'text', ...common } }
    if (what === 'sends')
      return { arrives: { type: 'business-messaged', id, content: { kind: 'service' }, ...common } }
    const status = what === 'sent' || what === 'delivered' ? what : 'failed'
    return { arrives: { type: 'message-status', id: `s${index}`, message: id, status, ...common } }
  })

/** Most questions come one after the other. */
const question: fc.Arbitrary<(index: number) => Step> = fc.oneof(
  fc.nat(4).map((more) => (index: number) => ({ asks: origin + index * 100 + more * 250 })),
  instants.map((asks) => () => ({ asks })),
)

const steps = fc.array(fc.oneof(arrival, question), { minLength: 5, maxLength: 40 })

const threadsIn = (state: State): Threads =>
  lookUp(partsOf(state).phoneNumbers, key.phoneNumberId)?.threads ?? emptyMap<Entry>()

const agrees =
  (change: (at: Instant) => Instant = (same) => same) =>
  (made: readonly ((index: number) => Step)[]): boolean => {
    const passed = passedCounter()
    let state = subject.initial
    return made
      .map((make, index) => make(index))
      .every((step) => {
        if ('arrives' in step) {
          state = subject.evolve(state, step.arrives)
          return true
        }
        const threads = threadsIn(state)
        const kept = passed(key.phoneNumberId, threads, change(step.asks), sentAt)
        return kept.join() === passedSimply(threads, step.asks, sentAt).join()
      })
  }

test('what passed in a second is kept from question to question as if all threads were looked at each time', () => {
  holds([steps], agrees(), 500)
})

test('mutant: a second that ends too late is refuted', () => {
  expect(
    isRefuted(
      [steps],
      agrees((at) => at + second / 10),
    ),
  ).toBe(true)
})
