import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  engine,
  isRight,
  type Engine,
  type KnownTemplates,
  type State,
  type TemplateChanged,
  type Thread,
  type ThreadEvent,
} from '../src/index.ts'
import { emptyRegistry, emptyThread, registerChange, templatesFor } from '../src/store.ts'
import { key, origin } from './support/names.ts'

/** A thread that is kept by itself, as in a store, beside the same thread in a whole state. */
const subjectOf = (): Engine => engine({ ...engine().settings, rulebook: '2025-07-01' })

const registered: TemplateChanged = {
  type: 'template-changed',
  id: 't',
  at: origin - DAY,
  name: 'a',
  language: 'fr',
  status: 'APPROVED',
  category: 'MARKETING',
}
const templatesOf = (): KnownTemplates =>
  templatesFor(registerChange(emptyRegistry, registered) ?? emptyRegistry, [])

const facts: readonly ThreadEvent[] = [
  { type: 'customer-messaged', id: 'c', at: origin, kind: 'text', ...key },
  {
    type: 'business-messaged',
    id: 'm',
    at: origin + HOUR,
    content: { kind: 'template', name: 'a', language: 'fr' },
    ...key,
  },
  { type: 'message-status', id: 'm/d', message: 'm', status: 'delivered', at: origin + 2 * HOUR, ...key },
]

const grown = (subject: Engine, events: readonly ThreadEvent[], templates?: KnownTemplates): Thread =>
  events.reduce((thread, event) => subject.thread.absorb(thread, event, { templates }).thread, emptyThread)

describe('a thread by itself', () => {
  test('tells the charges that are not settled, by the templates that are handed in', () => {
    const subject = subjectOf()
    const thread = grown(subject, facts)
    expect(subject.thread.charges(thread).map(({ category }) => category)).toEqual(['unknown'])
    expect(
      subject.thread.charges(thread, { templates: templatesOf() }).map(({ category }) => category),
    ).toEqual(['marketing'])
    // Asked again, it tells the same, whatever was asked in between.
    expect(subject.thread.charges(thread).map(({ category }) => category)).toEqual(['unknown'])
    expect(subject.thread.conclude(thread).charges.map(({ category }) => category)).toEqual(['unknown'])
    expect(
      subject.thread.conclude(thread, { templates: templatesOf() }).charges.map(({ category }) => category),
    ).toEqual(['marketing'])
    expect(subject.history(facts).charges.map(({ category }) => category)).toEqual(['unknown'])
    expect(
      subject.history(facts, { templates: templatesOf() }).charges.map(({ category }) => category),
    ).toEqual(['marketing'])
  })

  test('settles by the templates that are handed in', () => {
    const subject = subjectOf()
    const late: ThreadEvent = {
      type: 'customer-messaged',
      id: 'd',
      at: origin + 17 * DAY,
      kind: 'text',
      ...key,
    }
    for (const [templates, category] of [
      [undefined, 'unknown'],
      [templatesOf(), 'marketing'],
    ] as const) {
      const absorbed = subject.thread.absorb(grown(subject, facts, templates), late, { templates })
      expect(absorbed.settled.charges.map((charge) => charge.category)).toEqual([category])
      expect(absorbed.outcome).toBe('absorbed')
    }
  })

  test('settles by hand by the templates that the state knows', () => {
    const subject = subjectOf()
    const settledOf = (state: State): readonly string[] =>
      subject.settle(state, key, origin + 40 * DAY).settled.charges.map(({ category }) => category)
    const state = facts.reduce(subject.evolve, subject.initial)
    expect(settledOf(state)).toEqual(['unknown'])
    expect(settledOf(subject.evolve(state, registered))).toEqual(['marketing'])
  })

  test('views and asks as a whole state does', () => {
    const subject = subjectOf()
    const state = [registered, ...facts].reduce(subject.evolve, subject.initial)
    const thread = grown(subject, facts)
    for (const at of [-1, 0, 1, 2, 24, 25, 26].map((hour) => origin + hour * HOUR)) {
      expect(subject.thread.view(thread, at)).toEqual(subject.view(state, key, at))
      expect(subject.thread.view(thread, at, { templates: templatesOf() })).toEqual(
        subject.view(state, key, at),
      )
      for (const question of [{ kind: 'service' }, { kind: 'template', name: 'a', language: 'fr' }] as const)
        expect(subject.thread.ask(thread, question, at, { templates: templatesOf() })).toEqual(
          subject.ask(state, key, question, at),
        )
    }
  })

  test('gives an answer that says what it is', () => {
    const subject = subjectOf()
    const thread = grown(subject, facts)
    expect(
      subject.thread.ask(thread, { kind: 'service' }, origin + 3 * HOUR, { templates: templatesOf() }),
    ).toMatchObject({
      right: {
        answer: 'allowed',
        message: { kind: 'service' },
        validUntil: origin + DAY,
        rulebook: '2025-07-01',
      },
    })
    expect(
      subject.thread.ask(thread, { kind: 'service' }, origin + DAY, { templates: templatesOf() }),
    ).toMatchObject({
      left: { answer: 'refused', message: { kind: 'service' }, rulebook: '2025-07-01' },
    })
  })

  test('takes how much of the tier is used from the caller', () => {
    const subject = engine({ ...engine().settings, rulebook: '2026-10-01' })
    const thread = grown(subject, facts.slice(0, 1))
    const used = (tierUsed?: number): unknown => {
      const circumstances = tierUsed === undefined ? {} : { tierUsed }
      const answer = subject.thread.ask(thread, { kind: 'service' }, origin, {
        templates: templatesOf(),
        ...circumstances,
      })
      return isRight(answer) ? [answer.right.charge.type, answer.right.charge.tier?.used] : null
    }
    expect([used(), used(0), used(999), used(1000), used(1001)]).toEqual([
      ['free_customer_service', 0],
      ['free_customer_service', 0],
      ['free_customer_service', 999],
      ['regular', 1000],
      ['regular', 1001],
    ])
  })

  test('a history in any order, with doubles, is the same history', () => {
    const subject = subjectOf()
    const expected = subject.history(facts)
    expect(subject.history([...facts.toReversed(), ...facts])).toEqual(expected)
    expect(subject.history([])).toMatchObject({ messages: [], charges: [], conversations: [], windows: [] })
  })

  test('without events may be asked at any instant, one with a past not before it', () => {
    const subject = subjectOf()
    expect(subject.thread.view(emptyThread, 0)).toMatchObject({ right: { phase: 'closed' } })
    const thread = grown(subject, facts)
    const earliest = origin + 2 * HOUR - 8 * DAY
    expect(subject.thread.view(thread, earliest - 1)).toEqual({
      _tag: 'Left',
      left: { answer: 'too-old', earliest },
    })
    expect(isRight(subject.thread.view(thread, earliest))).toBe(true)
  })

  test('takes in what is as late as the horizon allows, and nothing later', () => {
    const subject = subjectOf()
    const thread = grown(subject, facts)
    const earliest = origin + 2 * HOUR - 8 * DAY
    const outcomes = [earliest - 1, earliest].map((at) => {
      const late: ThreadEvent = { type: 'customer-called', id: 'late', at, ...key }
      return subject.thread.absorb(thread, late).outcome
    })
    expect(outcomes).toEqual(['late', 'absorbed'])
  })
})
