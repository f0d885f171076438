import { isDeepStrictEqual as same } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  isRight,
  type Engine,
  type Event,
  type Forecast,
  type Instant,
  type Plan,
  type PlanOption,
  type Question,
  type State,
} from '../src/index.ts'
import { holds, isRefuted, runShare } from './support/check.ts'
import { engineOf } from './support/engine-of.ts'
import { gridOf, key, situations, type Situation } from './support/planned.ts'

/** A plan, and beside it what may be sent at every instant of the grid. */
interface Planned {
  readonly situation: Situation
  readonly subject: Engine
  readonly state: State
  readonly plan: Plan
  /** All forms that the plan speaks of, those that are asked about first. */
  readonly forms: readonly Question[]
  readonly grid: readonly Charges[]
}

/** What each form costs at an instant; `null` where it is refused. */
interface Charges {
  readonly at: Instant
  readonly charges: readonly (Forecast | null)[]
}

const planOf = (situation: Situation): Plan => {
  const subject = engineOf(situation.settings)
  return planner(subject, situation.events.reduce(subject.evolve, subject.initial), situation)
}

type Planner = (subject: Engine, state: State, situation: Situation) => Plan

const planner: Planner = (subject, state, { forms: [message, ...orAs], from, until }) => {
  const planned = subject.plan(state, key, { message, orAs, from, until })
  if (!isRight(planned)) throw new Error('the plan is too old')
  return planned.right
}

const plannedBy = (situation: Situation, by: Planner): Planned => {
  const subject = engineOf(situation.settings)
  const state = situation.events.reduce(subject.evolve, subject.initial)
  const plan = by(subject, state, situation)
  const others = plan.options.filter(({ isAsked }) => !isAsked).map(({ answer }) => answer.message)
  const forms = [...situation.forms, ...others]
  const grid = gridOf(situation).map((at) => ({
    at,
    charges: forms.map((form) => chargeAt(subject, state, form, at)),
  }))
  return { situation, subject, state, plan, forms, grid }
}

const chargeAt = (subject: Engine, state: State, form: Question, at: Instant): Forecast | null => {
  const answer = subject.ask(state, key, form, at)
  return isRight(answer) ? answer.right.charge : null
}

/** Free before charged, then by category, as `weigh` says it. */
const rank = ({ type, category }: Pick<Forecast, 'type' | 'category'>): number =>
  type !== 'regular' ? 0 : category === 'unknown' ? 3 : category.includes('marketing') ? 2 : 1

const needless = ({ options }: Plan): readonly PlanOption[] =>
  options.filter(({ needs }) => needs.length === 0)

const written = (at: Instant): Event => ({ type: 'customer-messaged', id: '~', at, kind: 'text', ...key })

type Law = (planned: Planned) => boolean

const isAllowedAsPlanned: Law = ({ situation: { from, until }, subject, state, plan }) =>
  plan.options.every(({ at, needs, answer }) => {
    if (at < from || at >= until) return false
    if (needs.length === 0)
      return same(subject.ask(state, key, answer.message, at), { _tag: 'Right', right: answer })
    const then = subject.ask(subject.evolve(state, written(at)), key, answer.message, at)
    return (
      isRight(then) && same(then.right.charge, answer.charge) && then.right.validUntil === answer.validUntil
    )
  })

const nothingIsEarlier: Law = ({ plan, grid }) =>
  grid.every(
    ({ at, charges }) => at >= (plan.earliest?.at ?? Infinity) || charges.every((one) => one === null),
  )

const nothingIsCheaper: Law = ({ plan: { cheapest }, grid }) => {
  const least = cheapest === null ? Infinity : rank(cheapest.answer.charge)
  return grid.every(({ at, charges }) =>
    charges.every(
      (charge) =>
        charge === null ||
        rank(charge) > least ||
        (rank(charge) === least && at >= (cheapest?.at ?? Infinity)),
    ),
  )
}

/** Every form that is named has the earliest moment of its cost among the options. */
const eachFormIsThere: Law = ({ situation, plan, grid }) =>
  grid.every(({ at, charges }) =>
    situation.forms.every((form, index) => {
      const charge = charges[index] ?? null
      return (
        charge === null ||
        needless(plan).some(
          (option) =>
            option.at <= at &&
            same(option.answer.message, form) &&
            rank(option.answer.charge) <= rank(charge),
        )
      )
    }),
  )

/** Where the customer writes at any instant, each form that is named has an option that is as early and as cheap. */
const customerMayWrite: Law = ({ situation, subject, state, plan, grid }) =>
  grid
    .filter((_, index) => index % 11 === 0)
    .every(({ at }) => {
      const then = subject.evolve(state, written(at))
      return situation.forms.every((form) => {
        const charge = chargeAt(subject, then, form, at)
        return (
          charge === null ||
          plan.options.some(
            (option) =>
              option.at <= at &&
              same(option.answer.message, form) &&
              rank(option.answer.charge) <= rank(charge),
          )
        )
      })
    })

const staysUntilItsEnd: Law = ({ subject, state, plan, forms, grid }) =>
  needless(plan).every(({ at, until, answer: { message, charge } }) => {
    const isAsPlanned = (now: Forecast | null): boolean =>
      now !== null && now.type === charge.type && now.category === charge.category && now.unit === charge.unit
    const index = forms.findIndex((form) => same(form, message))
    return (
      grid
        .filter((one) => one.at >= at && one.at < (until ?? Infinity))
        .every(({ charges }) => isAsPlanned(charges[index] ?? null)) &&
      (until === null || !isAsPlanned(chargeAt(subject, state, message, until)))
    )
  })

const laws: Readonly<Record<string, Law>> = {
  'each option is allowed at its moment, at its cost': isAllowedAsPlanned,
  'nothing is allowed before the earliest': nothingIsEarlier,
  'nothing is cheaper than the cheapest, and nothing as cheap is earlier': nothingIsCheaper,
  'each form that is named has its earliest moment of each cost': eachFormIsThere,
  'where the customer writes, each form has its option': customerMayWrite,
  'what an option costs holds until its end, and not at it': staysUntilItsEnd,
}

/** Does a form cost less later on? */
const hasCheaperLater = (plan: Plan): boolean =>
  needless(plan).some((one) =>
    needless(plan).some((other) => one.at < other.at && same(one.answer.message, other.answer.message)),
  )

describe('a plan', () => {
  test(`keeps its laws: ${Object.keys(laws).join('; ')}`, () => {
    holds(
      [situations],
      (situation) => {
        const planned = plannedBy(situation, planner)
        const broken = Object.entries(laws).flatMap(([name, law]) => (law(planned) ? [] : [name]))
        if (broken.length > 0) throw new Error(`broken: ${broken.join('; ')}`)
        return true
      },
      100,
    )
  })

  test('is the same in whatever order the facts came, and again', () => {
    holds([situations], (situation) => {
      const reversed = { ...situation, events: situation.events.toReversed() }
      const [once, again, late] = [situation, situation, reversed].map(planOf)
      return same(once, again) && same(once, late)
    })
  })

  test('leaves out what is no earlier, no cheaper and of the same form', () => {
    holds([situations], (situation) => {
      const options = needless(planOf(situation))
      return options.every((one) =>
        options.every(
          (other) =>
            one === other ||
            !same(one.answer.message, other.answer.message) ||
            one.at < other.at !== rank(one.answer.charge) < rank(other.answer.charge),
        ),
      )
    })
  })

  test('meets moments later than its beginning, both ways to wait', () => {
    let waits = 0
    let savings = 0
    let customers = 0
    holds(
      [situations],
      (situation) => {
        const plan = planOf(situation)
        if ((plan.earliest?.at ?? plan.from) > plan.from) waits++
        if (hasCheaperLater(plan)) savings++
        if (plan.options.some(({ needs }) => needs.length > 0)) customers++
        return true
      },
      // Few runs are of small situations, in which nothing waits.
      400 / Math.min(1, runShare),
    )
    expect(waits).toBeGreaterThan(25)
    expect(savings).toBeGreaterThan(5)
    expect(customers).toBeGreaterThan(40)
  })
})

describe('mutants are refuted', () => {
  const first = (plan: Plan): Plan => ({ ...plan, cheapest: plan.earliest })
  const mutants: readonly (readonly [string, Law, Planner])[] = [
    [
      'one that takes the earliest for the cheapest',
      nothingIsCheaper,
      (...given) => first(planner(...given)),
    ],
    [
      'one that plans by the first day alone',
      nothingIsEarlier,
      (subject, state, situation) =>
        planner(subject, state, {
          ...situation,
          until: Math.min(situation.until, situation.from + 3_600_000),
        }),
    ],
    [
      'one that moves its options a millisecond ahead',
      isAllowedAsPlanned,
      (...given) => {
        const plan = planner(...given)
        const ahead = (option: PlanOption): PlanOption => ({
          ...option,
          at: Math.max(plan.from, option.at - 1),
        })
        return { ...plan, options: plan.options.map(ahead) }
      },
    ],
    [
      'one that does not think of the customer',
      customerMayWrite,
      (...given) => {
        const plan = planner(...given)
        return { ...plan, options: needless(plan) }
      },
    ],
    [
      'one whose ends come late',
      staysUntilItsEnd,
      (...given) => {
        const plan = planner(...given)
        const late = (option: PlanOption): PlanOption => ({
          ...option,
          until: option.until === null ? null : option.until + 1,
        })
        return { ...plan, options: plan.options.map(late) }
      },
    ],
  ]
  test.each(mutants)('%s', (_, law, by) => {
    expect(isRefuted([situations], (situation) => law(plannedBy(situation, by)))).toBe(true)
  })
})
