import { engine, isRight, type Event, type State } from '@guichet/core'
import { answered, phoneNumberId } from '../flood/traffic.ts'
import { costOf, costOfAsync } from '../table/cost-of.ts'
import type { Race, Row } from '../table/row.ts'
import { supportTraffic } from '../traffic.ts'
import { loadRules } from './rivals.ts'

const subject = engine()
const question = { kind: 'service' } as const

const asking = async (): Promise<Race> => {
  const events = supportTraffic(40_000, 2_000)
  const state = events.reduce(subject.evolve, subject.initial)
  const at = events.at(-1)?.at ?? 0
  const keys = [...new Set(events.flatMap((event) => ('customer' in event ? [event.customer] : [])))].map(
    (customer) => ({ phoneNumberId, customer }),
  )
  const latest = new Map(
    events.flatMap((event) => (event.type === 'customer-messaged' ? [[event.customer, event.at]] : [])),
  )
  const { rulesEngine } = await loadRules()
  const reasons = rulesEngine()
  let yes = 0
  return {
    ours: () =>
      costOf(10 * keys.length, () => {
        for (let time = 0; time < 10; time++)
          for (const key of keys) if (isRight(subject.ask(state, key, question, at))) yes++
      }),
    rivals: {
      'json-rules-engine, three gates': () =>
        costOfAsync(keys.length, async () => {
          for (const { customer } of keys) {
            const sinceCustomerWrote = at - (latest.get(customer) ?? 0)
            if ((await reasons({ sinceCustomerWrote, restrictions: 0, burst: 1 })).length === 0) yes++
          }
        }),
      'comparing two timestamps': () =>
        costOf(100 * keys.length, () => {
          for (let time = 0; time < 100; time++)
            for (const { customer } of keys) if (at - (latest.get(customer) ?? 0) < 86_400_000) yes++
        }),
    },
  }
}

const absorbThenAsk = (): Race => {
  const events = supportTraffic(40_000, 4_000)
  const half = events.length / 2
  const state = events.slice(0, half).reduce(subject.evolve, subject.initial)
  const more = events.slice(half)
  return {
    ours: () => costOf(more.length, () => void takeAll(state, more)),
    rivals: {
      'our own absorb alone': () => costOf(more.length, () => void more.reduce(subject.evolve, state)),
    },
  }
}

/** Takes in events, each followed by a question about its thread. */
const takeAll = (from: State, events: readonly Event[]): State => {
  let state = from
  for (const event of events) {
    state = subject.evolve(state, event)
    if ('customer' in event) subject.ask(state, event, question, event.at)
  }
  return state
}

const until = Date.UTC(2026, 10, 20)
const many = 100_000
const more = 200

const askInLongThread = (): Race => {
  const all = answered('33639980001', (many + more) / 4, until)
  const of = (count: number): (() => number) => {
    const before = takeAll(all.slice(many - count, many - 1).reduce(subject.evolve, subject.initial), [
      all[many - 1] ?? all[0],
    ] as readonly Event[])
    const next = all.slice(many)
    return () => costOf(next.length, () => void takeAll(before, next))
  }
  const short = of(10)
  return { ours: of(many), rivals: { 'the same in a thread of 10': short } }
}

export const askingRows: readonly Row[] = [
  {
    row: 'ask',
    what: 'a question about a service message, where nothing changed since the last one',
    unit: 'questions a CPU second',
    figure: 'rate',
    target: { rival: 'json-rules-engine, three gates', atLeast: 200 },
    race: asking,
  },
  {
    row: 'event-ask',
    what: 'an event and a question about its thread (an ask that costs three absorbs gives 0.25)',
    unit: 'pairs a CPU second',
    figure: 'rate',
    target: { rival: 'our own absorb alone', atLeast: 0.25 },
    race: absorbThenAsk,
  },
  {
    row: 'event-ask-long',
    what: 'an event and a question in a thread of 100,000 recent events',
    unit: 'µs',
    figure: { scale: 1e6 },
    target: { rival: 'the same in a thread of 10', atLeast: 0.33 },
    race: askInLongThread,
  },
]
