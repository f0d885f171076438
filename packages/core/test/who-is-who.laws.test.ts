import fc from 'fast-check'
import { describe, test } from 'vitest'
import {
  DAY,
  HOUR,
  defaultSettings,
  engine,
  isRight,
  readState,
  writeState,
  type Engine,
  type Instant,
  type State,
  type ThreadEvent,
} from '../src/index.ts'
import { compareFacts, emptyState } from '../src/store.ts'
import { origin } from './support/names.ts'
import { holds } from './support/check.ts'
import { same } from './support/folds.ts'

const phoneNumberId = '100'
const users = ['US.a', 'US.b', 'FR.c'] as const
const numbers = ['1', '2', '3'] as const
const everybody: readonly string[] = [...users, ...numbers]
const horizon = defaultSettings.horizon

/** Under which ids an event comes: one of either kind, both in either order, two numbers, seldom two user ids. */
const names = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...numbers).map((customer) => ({ customer })) },
  { weight: 2, arbitrary: fc.constantFrom(...users).map((customer) => ({ customer })) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...users), fc.constantFrom(...numbers))
      .map(([customer, number]) => ({ customer, aliases: [number] })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...numbers), fc.subarray(everybody.slice(), { minLength: 1, maxLength: 2 }))
      .map(([customer, aliases]) => ({ customer, aliases })),
  },
)

type Names = { readonly customer: string; readonly aliases?: readonly string[] }

const happening = (id: string, at: Instant, what: number, { ...ids }: Names, other: string): ThreadEvent => {
  const named = { id, at, phoneNumberId, ...ids }
  switch (what) {
    case 0:
      return { type: 'business-messaged', ...named, content: { kind: 'service' } }
    case 1:
      return {
        type: 'business-messaged',
        ...named,
        content: { kind: 'template', name: 'a', language: 'en', category: 'utility' },
      }
    case 2:
      return {
        type: 'message-status',
        ...named,
        message: `m${Number(id.slice(1)) % 3}`,
        status: 'delivered',
        pricing: { model: 'PMP', category: 'utility' },
      }
    case 3:
      return { type: 'customer-renamed', ...named, previous: ids.customer, current: other }
    case 4:
      return { type: 'marketing-preference', ...named, value: Number(id.slice(1)) % 2 ? 'stop' : 'resume' }
    case 5:
      return { type: 'customer-messaged', ...named, kind: 'text', entryPoint: { source: 'ad' } }
    default:
      return { type: 'customer-messaged', ...named, kind: 'text' }
  }
}

/** What happens within a span, in the order in which it happens; many things at one instant. */
const historyOf = (span: number, maxLength: number, apart = 0): fc.Arbitrary<readonly ThreadEvent[]> =>
  fc
    .array(fc.tuple(fc.nat({ max: span / HOUR }), fc.nat({ max: 9 }), names, fc.constantFrom(...everybody)), {
      minLength: 2,
      maxLength,
      size: 'max',
    })
    .map((steps) =>
      steps
        .map(([hour, what, ids, other], index) =>
          happening(`m${index}`, origin + hour * HOUR + index * apart, what, ids, other),
        )
        .sort(compareFacts),
    )

const recent = historyOf(horizon - HOUR, 9)

/** An order in which they come, some of them again. */
const arrivals = fc.array(fc.nat(), { minLength: 4, maxLength: 14 })

const arriving = (facts: readonly ThreadEvent[], dice: readonly number[]): readonly ThreadEvent[] => {
  const left = [...facts]
  const out: ThreadEvent[] = []
  for (let i = 0; left.length > 0; i++) {
    const die = dice[i % dice.length] ?? 0
    const [next] = left.splice((die + i) % left.length, 1)
    if (next !== undefined) out.push(next)
    const again = out[die % out.length]
    if (die % 3 === 0 && again !== undefined) out.push(again)
  }
  return out
}

const promo = { kind: 'template', name: 'p', language: 'en', category: 'marketing' } as const

const answers = (subject: Engine, state: State, facts: readonly ThreadEvent[]): unknown => {
  const newest = Math.max(...facts.map(({ at }) => at))
  const instants = facts
    .flatMap(({ at }) => [at - 1, at, at + DAY - 1, at + DAY])
    .filter((at) => at >= newest - horizon)
  return everybody.map((customer) =>
    [...new Set(instants)].map((at) => {
      const key = { phoneNumberId, customer }
      return [
        subject.view(state, key, at),
        subject.ask(state, key, { kind: 'service' }, at),
        subject.ask(state, key, promo, at),
      ]
    }),
  )
}

const fold = (subject: Engine, facts: readonly ThreadEvent[]): State =>
  facts.reduce<State>(subject.evolve, emptyState)

const restarted = (subject: Engine, facts: readonly ThreadEvent[]): State =>
  facts.reduce<State>((state, event) => {
    const read = readState(JSON.parse(JSON.stringify(writeState(subject.evolve(state, event)))))
    return isRight(read) ? read.right : emptyState
  }, emptyState)

const charges = (subject: Engine, state: State): unknown =>
  subject.charges(state).map(({ message, at, category, type }) => [message, at, category, type])

const plain = engine()
const carrying = engine({ ...defaultSettings, overrides: { carryWindowOnIdentityChange: true } })

describe.each([
  ['numbers are handed on', plain],
  ['a window moves along with a change of identity', carrying],
])('where %s', (_where, subject) => {
  test('any order and any number of times give the answers of the order in which it happened', () => {
    holds(
      [recent, arrivals],
      (facts, dice) => {
        const sorted = fold(subject, facts)
        const mixed = fold(subject, arriving(facts, dice))
        return (
          same(answers(subject, sorted, facts), answers(subject, mixed, facts)) &&
          same(charges(subject, sorted), charges(subject, mixed))
        )
      },
      1000,
    )
  })

  test('nothing changes when the state is written and read back after each event', () => {
    holds(
      [recent, arrivals],
      (facts, dice) => {
        const mixed = arriving(facts, dice)
        return same(
          answers(subject, fold(subject, mixed), facts),
          answers(subject, restarted(subject, mixed), facts),
        )
      },
      300,
    )
  })

  test('an event that comes again changes nothing at all', () => {
    holds(
      [recent, arrivals, fc.nat()],
      (facts, dice, which) => {
        const state = fold(subject, arriving(facts, dice))
        const again = facts[which % facts.length]
        if (again === undefined) return true
        const absorbed = subject.absorb(state, again)
        return absorbed.outcome === 'duplicate' && absorbed.state === state
      },
      1000,
    )
  })
})

describe('over weeks', () => {
  const weeks = historyOf(40 * DAY, 40, 1)
  /** Each comes as late as can be, or at once, and then again. */
  const delays = fc.array(fc.constantFrom(0, 0, 0, HOUR, 3 * DAY, horizon - HOUR, horizon), {
    minLength: 5,
    maxLength: 9,
  })
  const delayed = (facts: readonly ThreadEvent[], late: readonly number[]): readonly ThreadEvent[] =>
    facts
      .map((event, index) => ({ event, comesAt: event.at + (late[index % late.length] ?? 0) }))
      .sort((a, b) => a.comesAt - b.comesAt || compareFacts(a.event, b.event))
      .map(({ event }) => event)
  /**
   * WhatsApp gives no wamid twice, and here all that is known of one lies within its life. The life begins with the
   * first that is known: where two threads settled parts of it apart, neither knows which of them had that, so it is
   * not certain whether the wamid stands for another message a life later.
   */
  const inOneLife = (event: ThreadEvent): ThreadEvent => {
    const half = event.at < origin + 20 * DAY ? 'a' : 'b'
    return event.type === 'business-messaged'
      ? { ...event, id: `${event.id}${half}` }
      : event.type === 'message-status'
        ? { ...event, message: `${event.message}${half}` }
        : event
  }
  const livesOfMessages = weeks.map((facts) => facts.map(inOneLife))
  /** Whether the window is open and marketing welcome. Of conversations that were settled apart the rest is not certain. */
  const gist = (state: State, facts: readonly ThreadEvent[]): unknown => {
    const newest = Math.max(...facts.map(({ at }) => at))
    const instants = facts.map(({ at }) => at).filter((at) => at >= newest - horizon)
    return everybody.map((customer) =>
      [...new Set(instants)].map((at) => {
        const key = { phoneNumberId, customer }
        const view = plain.view(state, key, at)
        return isRight(view)
          ? [view.right.phase, view.right.serviceWindow, reasons(state, key, at)]
          : 'too old'
      }),
    )
  }
  const reasons = (state: State, key: { phoneNumberId: string; customer: string }, at: Instant): unknown => {
    const answer = plain.ask(state, key, promo, at)
    return isRight(answer)
      ? 'allowed'
      : 'reasons' in answer.left
        ? answer.left.reasons.map(({ code }) => code)
        : ''
  }

  test('what comes late is where it belongs, also when parts of it were settled', () => {
    holds(
      [livesOfMessages, delays],
      (facts, late) => same(gist(fold(plain, facts), facts), gist(fold(plain, delayed(facts, late)), facts)),
      500,
    )
  })

  test('and so it is when the state is written and read back after each event', () => {
    holds(
      [weeks, delays],
      (facts, late) => {
        const mixed = delayed(facts, late)
        return same(answers(plain, fold(plain, mixed), facts), answers(plain, restarted(plain, mixed), facts))
      },
      100,
    )
  })
})
