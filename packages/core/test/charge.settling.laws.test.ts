import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  defaultSettings,
  engine,
  isRight,
  type Engine,
  type Event,
  type Instant,
  type State,
  type ThreadCharge,
} from '../src/index.ts'
import { emptyState } from '../src/store.ts'
import { billWith, booksOf, keysOf, type Books } from './support/bills.ts'
import { type Stage } from './support/billing-messages.ts'
import { billingTrace, threadNames, turns, zones } from './support/billing-traces.ts'
import { holds, isRefuted } from './support/check.ts'
import { same } from './support/folds.ts'

/** Long enough that threads settle by themselves, some of it more than once. */
const longTraces = fc
  .record({ timeZone: fc.constantFrom(...zones), turn: fc.constantFrom(...turns) })
  .chain((stage) => billingTrace(stage, 40).map((trace) => [stage, trace] as const))

type Given = readonly [Stage, readonly Event[]]

const engineIn = ({ timeZone }: Stage): Engine => engine({ ...defaultSettings, timeZone })
/** The same with a horizon so wide that nothing is ever settled. */
const unsettled = ({ timeZone }: Stage): Engine =>
  engine({ ...defaultSettings, timeZone, horizon: 360 * DAY })

/** What was settled and what is left are all charges, each once. */
const isTheWhole = (charges: readonly ThreadCharge[], stage: Stage, events: readonly Event[]): boolean =>
  same(charges, billWith(unsettled(stage))(events)) &&
  new Set(charges.map(({ message }) => message)).size === charges.length

describe('settling', () => {
  const changesNothing =
    (handle: (books: Books, event: Event, index: number) => void) =>
    ([stage, events]: Given): boolean => {
      const books = booksOf(engineIn(stage))
      events.forEach((event, index) => {
        handle(books, event, index)
      })
      return isTheWhole(books.charges(), stage, events)
    }

  test('changes no charge and tells each once', () => {
    holds(
      [longTraces],
      changesNothing((books, event) => books.absorb(event)),
    )
  })

  test('reaches the traces: in some of them charges were settled', () => {
    const isSettledNever = ([stage, events]: Given): boolean => {
      const books = booksOf(engineIn(stage))
      for (const event of events) books.absorb(event)
      return books.settled().length < 5
    }
    expect(isRefuted([fc.noShrink(longTraces)], isSettledNever, 100)).toBe(true)
  })

  test('from time to time in between changes none of that', () => {
    holds(
      [longTraces, fc.nat(6)],
      (given, odd) =>
        changesNothing((books, event, index) => {
          books.absorb(event)
          if ((index + odd) % 3 === 0) for (const key of keysOf(books.state())) books.settle(key, event.at)
        })(given),
      100,
    )
  })

  test('far ahead of the facts makes later ones late, and the charges are those of what came in time', () => {
    holds(
      [longTraces, fc.array(fc.integer({ min: 0, max: 40 * DAY }), { minLength: 1 })],
      ([stage, events], aheads) => {
        const books = booksOf(engineIn(stage))
        const accepted = events.filter((event, index) => {
          const { outcome } = books.absorb(event)
          const ahead = aheads[index % aheads.length] ?? 0
          if (index % 5 === 0) for (const key of keysOf(books.state())) books.settle(key, event.at + ahead)
          return outcome === 'absorbed'
        })
        return isTheWhole(books.charges(), stage, accepted)
      },
    )
  })

  test('changes no charge where events arrive up to seven days late', () => {
    holds(
      [longTraces, fc.array(fc.integer({ min: 0, max: 7 * DAY }), { minLength: 5, maxLength: 20 })],
      ([stage, events], delays) => {
        const books = booksOf(engineIn(stage))
        const arrivals = events.map((event, index) => {
          const delay = event.type === 'template-changed' ? 0 : (delays[index % delays.length] ?? 0)
          return { event, at: event.at + delay }
        })
        for (const { event } of arrivals.toSorted((a, b) => a.at - b.at)) books.absorb(event)
        return isTheWhole(books.charges(), stage, events)
      },
      100,
    )
  })

  const restarting = (forget?: (key: string, value: unknown) => unknown): ((given: Given) => boolean) =>
    changesNothing((books, event, index) => {
      books.absorb(event)
      for (const key of keysOf(books.state())) books.settle(key, event.at)
      if (index % 3 === 0) books.restart(forget)
    })

  test('and a snapshot in the middle changes no charge either', () => {
    holds([longTraces], restarting(), 60)
  })

  test.each(['conversations', 'awaiting'])(
    'mutant: a snapshot without the billing’s %s is refuted',
    (part) => {
      const forget = (key: string, value: unknown): unknown => (key === part ? [] : value)
      expect(isRefuted([fc.noShrink(longTraces)], restarting(forget))).toBe(true)
    },
  )
})

describe('how much of a free tier is used', () => {
  const settings = { ...defaultSettings, rulebook: '2022-02-01' as const }
  const wide = engine({ ...settings, horizon: 360 * DAY })

  /** Templates to two customers in the course of a month, each delivered within the hour. */
  const sendings = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 20 * HOUR }), fc.integer({ min: 0, max: HOUR }), fc.nat(1)), {
      minLength: 20,
      maxLength: 60,
    })
    .map((drawn) => {
      let at = Date.UTC(2023, 0, 25)
      return drawn.flatMap(([pause, delay, index], number): readonly Event[] => {
        at += pause
        const id = `m${number}`
        const name = threadNames[index] ?? { phoneNumberId: '100', customer: '1' }
        const content = { kind: 'template' as const, name: 'a', language: 'en', category: 'utility' }
        return [
          { type: 'business-messaged', id, at, content, ...name },
          {
            type: 'message-status',
            id: `${id}/d`,
            message: id,
            status: 'delivered',
            at: at + delay,
            ...name,
          },
        ]
      })
    })
    .map((events) => events.toSorted((a, b) => a.at - b.at))

  const usedAt = (subject: Engine, state: State, at: Instant): unknown =>
    threadNames.slice(0, 2).map((key) => {
      const answer = subject.ask(state, key, { kind: 'template', name: 'b' }, at)
      return isRight(answer) ? answer.right.charge.tier : null
    })

  const isTheSame =
    (forget?: (key: string, value: unknown) => unknown) =>
    (events: readonly Event[], odd: number): boolean => {
      const subject = engine(settings)
      const books = booksOf(subject)
      return events.every((event, index) => {
        books.absorb(event)
        for (const key of keysOf(books.state())) books.settle(key, event.at)
        if (index % 5 === odd % 5) books.restart(forget)
        if (index % 10 !== odd) return true
        const whole = events.slice(0, index + 1).reduce(wide.evolve, emptyState)
        return same(usedAt(subject, books.state(), event.at), usedAt(wide, whole, event.at))
      })
    }

  test('is the same however much is settled, and after a restart', () => {
    holds([sendings, fc.nat(9)], isTheSame(), 30)
  })

  test('mutant: a snapshot without it is refuted', () => {
    const forget = (key: string, value: unknown): unknown => (key === 'tierUse' ? [] : value)
    expect(isRefuted([fc.noShrink(sendings), fc.noShrink(fc.nat(9))], isTheSame(forget), 100)).toBe(true)
  })
})
