import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, defaultSettings, type Event, type Instant, type State } from '../src/index.ts'
import { isGroup } from '../src/account/groups.ts'
import { noAccountFacts } from '../src/account/facts.ts'
import { entriesOf } from '../src/persistent-map.ts'
import { countsFrom, limitCounter, type Sharers, type StandingAt } from '../src/state/counted.ts'
import { customerName, type NumberThreads } from '../src/state/customers.ts'
import { partsOf } from '../src/state/parts.ts'
import { accountFacts } from '../src/template/registry.ts'
import { noTemplates } from '../src/template/known.ts'
import { foldRecent } from '../src/thread/recent.ts'
import {
  changingInstants,
  sortedInstants,
  withLatest,
  type SortedInstants,
} from '../src/time/sorted-instants.ts'
import { engineOf } from './support/engine-of.ts'
import { holds, isRefuted } from './support/check.ts'
import { origin } from './support/names.ts'

const subject = engineOf()
const { positions } = defaultSettings

/** Every fold from the beginning, and nothing kept. */
const standingAt: StandingAt = ({ thread }, at) =>
  foldRecent(thread, at, subject.rulesAt, noTemplates.categoryOf).standing

const instantsIn = (sorted: SortedInstants): readonly (Instant | null)[] =>
  Array.from({ length: sorted.count() }, (_, index) => sorted.fromEnd(sorted.count() - index))

/** The simple form: all threads are looked at, all customers named, and all instants sorted. */
const leavingSimply = ({ numbers, facts }: Sharers, at: Instant): readonly Instant[] => {
  const latest = new Map<string, Instant>()
  for (const [, threads] of numbers)
    for (const [, own] of entriesOf(threads)) {
      if ('sameAs' in own || isGroup(facts, own.phoneNumberId, own.customer, at)) continue
      const from = countsFrom(standingAt(own, at), positions)
      if (from === null || from + DAY <= at) continue
      const name = customerName(numbers, own)
      latest.set(name, Math.max(from + DAY, latest.get(name) ?? -Infinity))
    }
  return [...latest.values()].sort((a, b) => a - b)
}

const ids = fc.constantFrom('1', '2', '3', 'US.a', 'US.b')
const names = fc.oneof(
  { weight: 3, arbitrary: ids.map((customer) => ({ customer })) },
  fc
    .tuple(fc.constantFrom('US.a', 'US.b'), fc.constantFrom('1', '2', '3'))
    .map(([customer, number]) => ({ customer, aliases: [number] })),
)
const places = fc.record({ phoneNumberId: fc.constantFrom('100', '200'), named: names })
const instants = fc.integer({ min: -6, max: 60 }).map((hours) => origin + (hours * DAY) / 24)

/** `asks` is an instant, or so long after the newest event. */
type Step = { readonly arrives: Event } | { readonly asks: Instant } | { readonly asksAfter: number }

const arrivals: fc.Arbitrary<(index: number) => Step> = fc
  .tuple(fc.nat(9), places, instants, ids)
  .map(([what, { phoneNumberId, named }, at, other]) => (index: number) => {
    const common = { id: `m${index}`, at, phoneNumberId, ...named }
    const template = { kind: 'template', name: 'hi', language: 'en' } as const
    if (what < 4) return { arrives: { type: 'business-messaged', ...common, content: template } }
    const message = `m${Math.max(0, index - (what - 3))}`
    if (what < 6) return { arrives: { type: 'message-status', ...common, message, status: 'delivered' } }
    if (what === 6) return { arrives: { type: 'message-status', ...common, message, status: 'failed' } }
    if (what === 7)
      return { arrives: { type: 'customer-renamed', ...common, previous: named.customer, current: other } }
    if (what === 8)
      return {
        arrives: { type: 'group-changed', id: `g${index}`, at, phoneNumberId, group: other, state: 'active' },
      }
    return { arrives: { type: 'customer-messaged', ...common, kind: 'text' } }
  })

const question: fc.Arbitrary<() => Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(0, 1, DAY / 2, DAY - 1, DAY).map((asksAfter) => () => ({ asksAfter })),
  },
  instants.map((asks) => () => ({ asks })),
)

const steps = fc.array(fc.oneof({ weight: 2, arbitrary: arrivals }, question), {
  minLength: 6,
  maxLength: 40,
})

const sharersIn = (state: State): Sharers => {
  const { phoneNumbers, registry } = partsOf(state)
  const numbers = [...entriesOf(phoneNumbers)].map(([id, { threads }]): NumberThreads => [id, threads])
  return { numbers, facts: accountFacts(registry), standingAt }
}

/** What a count that is kept says at each question, and what the simple form says. */
const agrees =
  (change: (sharers: Sharers) => Sharers = (same) => same) =>
  (made: readonly ((index: number) => Step)[], forksAt: number): boolean => {
    const counter = limitCounter(positions)
    let state = subject.initial
    let fork = state
    let newest = origin
    return made
      .map((make, index) => make(index))
      .every((step, index) => {
        // Other values of the state are asked about in between.
        if (index === forksAt) fork = state
        if (index % 7 === 6) [state, fork] = [fork, state]
        if ('arrives' in step) {
          state = subject.evolve(state, step.arrives)
          if ('customer' in step.arrives) newest = Math.max(newest, step.arrives.at)
          return true
        }
        const at = 'asks' in step ? step.asks : newest + step.asksAfter
        const sharers = sharersIn(state)
        const kept = counter.leaving(change(sharers), at)
        const counting = instantsIn(kept).slice(kept.countUntil(at))
        return JSON.stringify(counting) === JSON.stringify(leavingSimply(sharers, at))
      })
  }

describe('who counts towards a limit', () => {
  test('is kept from question to question as if all threads were looked at each time', () => {
    holds([steps, fc.nat(20)], agrees(), 300)
  })

  test('mutant: a count that knows no groups is refuted', () => {
    expect(
      isRefuted(
        [steps, fc.nat(20)],
        agrees((sharers) => ({ ...sharers, facts: noAccountFacts })),
      ),
    ).toBe(true)
  })

  test('mutant: a count that knows a customer of two numbers as two is refuted', () => {
    const first = (sharers: Sharers): Sharers => ({ ...sharers, numbers: sharers.numbers.slice(0, 1) })
    expect(isRefuted([steps, fc.nat(20)], agrees(first))).toBe(true)
  })

  test('is kept for many who change at once, and given up once a day is over', () => {
    const counter = limitCounter(positions)
    const written = (from: number, count: number, at: Instant): readonly Event[] =>
      Array.from({ length: count }, (_, index) => ({
        type: 'business-messaged',
        id: `w${from + index}`,
        at: at + index,
        phoneNumberId: '100',
        customer: `1555${String(from + index).padStart(7, '0')}`,
        content: { kind: 'template', name: 'hi', language: 'en' },
      }))
    const many = written(0, 1_000, origin).reduce(subject.evolve, subject.initial)
    const counted = counter.leaving(sharersIn(many), origin + 1_000)
    expect(instantsIn(counted)).toEqual(leavingSimply(sharersIn(many), origin + 1_000))
    const later = written(1_000, 10, origin + 2 * DAY).reduce(subject.evolve, many)
    const left = instantsIn(counter.leaving(sharersIn(later), origin + 2 * DAY + 10))
    expect(left).toEqual(leavingSimply(sharersIn(later), origin + 2 * DAY + 10))
    expect(left.length).toBe(10)
  })
})

const agree = (sorted: SortedInstants, simple: readonly Instant[]): boolean =>
  instantsIn(sorted).join() === simple.join() &&
  [0, 1, 500, 1_000, 2_000].every(
    (at) => sorted.countUntil(at) === simple.filter((one) => one <= at).length,
  ) &&
  sorted.fromEnd(simple.length + 1) === null

test('instants that are put in and taken out stand in order, however many they are', () => {
  const changes = fc.array(fc.tuple(fc.boolean(), fc.nat(1_000)), { maxLength: 40 })
  holds(
    [fc.array(fc.nat(1_000), { maxLength: 3_000 }), changes],
    (filled, changed) => {
      const sorted = changingInstants()
      sorted.fill(filled)
      let simple: readonly Instant[] = filled.toSorted((a, b) => a - b)
      return changed.every(([comes, at]) => {
        const gone = simple.indexOf(at)
        if (!comes && gone === -1) return true
        if (comes) sorted.insert(at)
        else sorted.remove(at)
        simple = comes ? [...simple, at].sort((a, b) => a - b) : simple.toSpliced(gone, 1)
        const later = [...simple, 1_500]
        return (
          agree(sorted, simple) &&
          agree(sortedInstants(simple), simple) &&
          agree(withLatest(sorted, 1_500), later)
        )
      })
    },
    30,
  )
})

test('a chunk of instants that is full is parted', () => {
  const sorted = changingInstants()
  const all = Array.from({ length: 2_000 }, (_, index) => (index * 7_919) % 2_000)
  for (const at of all) sorted.insert(at)
  expect(instantsIn(sorted)).toEqual(all.toSorted((a, b) => a - b))
  for (const at of all) sorted.remove(at)
  expect(sorted.count()).toBe(0)
})
