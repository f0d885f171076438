import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  defaultSettings,
  engine,
  type Engine,
  type Event,
  type Instant,
  type KnownTemplates,
  type Thread,
  type ThreadEvent,
} from '../src/index.ts'
import { emptyThread, registryOf, templatesFor } from '../src/store.ts'
import type { Fact } from '../src/thread/facts.ts'
import { recentFold, foldRecent, type RecentFold } from '../src/thread/recent.ts'
import { noTemplates } from '../src/template/known.ts'
import type { Stage } from './support/billing-messages.ts'
import { billingTrace, threadNames, turns, zones } from './support/billing-traces.ts'
import { holds, isRefuted } from './support/check.ts'
import { same } from './support/folds.ts'

/** Traces of one customer in all eras; some are long enough to settle in between. */
const traces = (maxLength: number): fc.Arbitrary<readonly [Stage, readonly Event[]]> =>
  fc
    .record({ timeZone: fc.constantFrom(...zones), turn: fc.constantFrom(...turns) })
    .chain((stage) => billingTrace(stage, maxLength).map((trace) => [stage, trace] as const))

const [first = { phoneNumberId: '', customer: '' }] = threadNames

const factsOf = (trace: readonly Event[]): readonly ThreadEvent[] =>
  trace
    .filter((event) => event.type !== 'template-changed')
    .filter(
      ({ phoneNumberId, customer }) => phoneNumberId === first.phoneNumberId && customer === first.customer,
    )

/** Nothing is known of templates, then one of them, then all. */
const knowledgeOf = (trace: readonly Event[]): readonly KnownTemplates[] => {
  const changes = trace.filter((event) => event.type === 'template-changed')
  return [
    noTemplates,
    ...changes.map((_, index) => templatesFor(registryOf(changes.slice(0, index + 1)), [])),
  ]
}

const instantsOf = ({ facts }: Thread): readonly Instant[] => {
  const instants: Instant[] = [Infinity]
  for (let rest: Fact | null = facts; rest !== null; rest = rest.earlier)
    instants.push(rest.event.at, rest.event.at - 1)
  return instants
}

/** Tells as was told, and as is told from the beginning, at these instants. */
const agrees = (
  { rulesAt }: Engine,
  teller: RecentFold,
  thread: Thread,
  templates: KnownTemplates,
  instants: readonly Instant[],
): boolean => {
  const fromTheBeginning = (at: Instant): ReturnType<typeof foldRecent> =>
    foldRecent(thread, at, rulesAt, templates.categoryOf)
  return (
    same(teller.charges(thread, templates), fromTheBeginning(Infinity).charges) &&
    instants.every((at) => same(teller.standing(thread, at, templates), fromTheBeginning(at).standing))
  )
}

interface Course {
  readonly stage: Stage
  readonly templates: readonly KnownTemplates[]
  readonly arrivals: readonly ThreadEvent[]
}

/** Arrivals each up to so late, and not all of them in order. */
const late = (most: number, maxLength: number): fc.Arbitrary<Course> =>
  fc
    .tuple(traces(maxLength), fc.array(fc.nat(most), { minLength: 5, maxLength: 20 }))
    .map(([[stage, trace], delays]) => ({
      stage,
      templates: knowledgeOf(trace),
      arrivals: factsOf(trace)
        .map((event, index) => ({ event, comes: event.at + (delays[index % delays.length] ?? 0) }))
        .sort((one, other) => one.comes - other.comes)
        .map(({ event }) => event),
    }))

type Each = (subject: Engine, teller: RecentFold, thread: Thread, index: number, course: Course) => boolean

const throughout =
  (check: Each, tellerOf = (subject: Engine) => recentFold(subject.rulesAt)) =>
  (course: Course): boolean => {
    const subject = engine({ ...defaultSettings, timeZone: course.stage.timeZone })
    const teller = tellerOf(subject)
    let thread = emptyThread
    return course.arrivals.every((event, index) => {
      thread = subject.thread.absorb(thread, event, {
        templates: course.templates.at(-1) ?? noTemplates,
      }).thread
      return check(subject, teller, thread, index, course)
    })
  }

const latest: Each = (subject, teller, thread, _index, { templates }) =>
  agrees(subject, teller, thread, templates.at(-1) ?? noTemplates, [Infinity])

describe('what is told by going on is what is told from the beginning', () => {
  test('after each event that comes in order', () => {
    holds([late(0, 40)], throughout(latest), 150)
  })

  test('after each event that comes up to three days late', () => {
    holds([late(3 * DAY, 30)], throughout(latest), 150)
  })

  test('after every third event, and at every instant of the past', () => {
    const past: Each = (subject, teller, thread, index, { templates }) =>
      index % 3 !== 2 || agrees(subject, teller, thread, templates.at(-1) ?? noTemplates, instantsOf(thread))
    holds([late(HOUR, 12)], throughout(past), 100)
  })

  test('while templates become known and are forgotten again', () => {
    const known: Each = (subject, teller, thread, index, { templates }) =>
      agrees(subject, teller, thread, templates[index % templates.length] ?? noTemplates, [Infinity])
    holds([late(HOUR, 20)], throughout(known), 100)
  })

  test('for threads that part after a common beginning, asked in turn', () => {
    holds([late(DAY, 16), fc.nat()], (course, seed) => {
      const subject = engine({ ...defaultSettings, timeZone: course.stage.timeZone })
      const teller = recentFold(subject.rulesAt)
      let [one, other] = [emptyThread, emptyThread]
      return course.arrivals.every((event, index) => {
        if (((seed >> (index % 30)) & 1) === 0) one = subject.thread.absorb(one, event).thread
        else if (index % 5 === 4) other = one
        else other = subject.thread.absorb(other, event).thread
        return [one, other].every((thread) => agrees(subject, teller, thread, noTemplates, [Infinity]))
      })
    })
  })

  test('mutant: one that goes by how a message stood when it was told first is refuted', () => {
    const stubborn = (subject: Engine): RecentFold => {
      const honest = recentFold(subject.rulesAt)
      const sticky = new Map<string, unknown>()
      return {
        ...honest,
        charges: (thread, templates) =>
          honest.charges(thread, templates).map((charge) => {
            const name = charge.message
            if (!sticky.has(name)) sticky.set(name, charge.reported)
            return sticky.get(name) === charge.reported ? charge : { ...charge, reported: null }
          }),
      }
    }
    expect(isRefuted([late(0, 20)], throughout(latest, stubborn))).toBe(true)
  })
})
