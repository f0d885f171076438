import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  engine,
  explain,
  isLeft,
  isRight,
  type Answer,
  type Event,
  type Instant,
  type Question,
  type Remedy,
  type State,
  type TemplateChanged,
} from '../src/index.ts'
import { clauses } from '../src/clauses.ts'
import { emptyState } from '../src/store.ts'
import { key, origin, trace } from './support/arbitraries.ts'
import { holds, runShare } from './support/check.ts'

const subject = engine()

const names = ['hello', 'promo', 'otp'] as const
const templateChange: fc.Arbitrary<TemplateChanged> = fc
  .record({
    name: fc.constantFrom(...names),
    language: fc.constantFrom('en_US', 'en-US', 'fr'),
    status: fc.constantFrom(
      'APPROVED',
      'APPROVED',
      'PAUSED',
      'DISABLED',
      'REJECTED',
      'ARCHIVED',
      'UNARCHIVED',
      'NEW',
    ),
    category: fc.option(fc.constantFrom('utility', 'marketing'), { nil: undefined }),
    at: fc.integer({ min: 0, max: 5 * DAY }),
  })
  .map(({ category, at, ...rest }, ...index) => ({
    type: 'template-changed',
    id: `t${at}${String(index)}`,
    at: origin - 5 * DAY + at,
    ...rest,
    ...(category === undefined ? {} : { category }),
  }))

const question: fc.Arbitrary<Question> = fc.oneof(
  fc.constantFrom<Question>({ kind: 'service' }, { kind: 'reaction' }),
  fc
    .record({
      name: fc.constantFrom(...names, 'unheard-of'),
      language: fc.option(fc.constantFrom('en_US', 'fr'), { nil: undefined }),
      category: fc.option(fc.constantFrom('utility', 'marketing'), { nil: undefined }),
    })
    .map(({ name, language, category }) => ({
      kind: 'template' as const,
      name,
      ...(language === undefined ? {} : { language }),
      ...(category === undefined ? {} : { category }),
    })),
)

/** A thread, some templates, a question, and an instant near the end of what is known. */
const situation = fc
  .tuple(
    trace(10),
    fc.array(templateChange, { maxLength: 6 }),
    question,
    fc.integer({ min: -DAY, max: 3 * DAY }),
  )
  .map(([facts, templates, asked, later]) => ({
    state: [...facts, ...templates].reduce<State>(subject.evolve, emptyState),
    asked,
    at: Math.max(...facts.map(({ at }) => at)) + later,
  }))

const ask = (state: State, asked: Question, at: Instant): Answer => subject.ask(state, key, asked, at)

/** The state and the question after a remedy was followed. */
const follow = (
  remedy: Remedy,
  state: State,
  asked: Question,
  at: Instant,
): readonly (readonly [State, Question, Instant])[] => {
  switch (remedy.do) {
    case 'wait-for-customer': {
      const written: Event = { type: 'customer-messaged', id: 'remedy', at: at + HOUR, kind: 'text', ...key }
      return [[subject.evolve(state, written), asked, at + HOUR]]
    }
    case 'wait-until':
      return [[state, asked, remedy.at]]
    case 'send-template':
    case 'choose-another-template': {
      const anyOther = { kind: 'template' as const, name: 'any', language: 'en', category: 'utility' }
      return (remedy.templates ?? [anyOther]).map((template) => [state, template, at])
    }
  }
}

describe('an answer', () => {
  test('a refusal’s remedy works: asking again afterwards gets "allowed"', () => {
    let remedies = 0
    holds(
      [situation],
      ({ state, asked, at }) => {
        const answer = ask(state, asked, at)
        if (isRight(answer) || answer.left.answer !== 'refused') return true
        return answer.left.remedies
          .flatMap((remedy) => follow(remedy, state, asked, at))
          .every(([after, next, then]) => {
            remedies++
            return isRight(ask(after, next, then))
          })
      },
      600,
    )
    expect(remedies).toBeGreaterThan(300 * runShare)
  })

  test('cites at least one clause for every reason, and only clauses that exist', () => {
    holds([situation], ({ state, asked, at }) => {
      const answer = ask(state, asked, at)
      if (isRight(answer)) return answer.right.because.every((id) => clauses[id] !== undefined)
      if (answer.left.answer !== 'refused') return true
      return answer.left.reasons.every(
        ({ because }) => because.length > 0 && because.every((id) => clauses[id] !== undefined),
      )
    })
  })

  test('is put into words, whatever it is', () => {
    holds([situation], ({ state, asked, at }) => {
      const words = explain(ask(state, asked, at), { timeZone: 'Asia/Kolkata' })
      return /^(Allowed|Refused|No answer): /.test(words) && !/undefined|null|NaN|invalid/.test(words)
    })
  })

  test('names all reasons at once', () => {
    const events: Event[] = [
      {
        type: 'template-changed',
        id: 't',
        at: origin,
        name: 'promo',
        language: 'fr',
        status: 'PAUSED',
        category: 'marketing',
      },
      { type: 'marketing-preference', id: 'p', at: origin, value: 'stop', ...key },
    ]
    const state = events.reduce(subject.evolve, emptyState)
    const answer = ask(state, { kind: 'template', name: 'promo', language: 'fr' }, origin + HOUR)
    expect(answer).toMatchObject({
      left: {
        reasons: [
          { code: 'template-paused', status: 'PAUSED', since: origin },
          { code: 'marketing-stopped' },
        ],
        // Not all templates are known: an unknown one may be tried.
        remedies: [{ do: 'choose-another-template', templates: null, except: ['marketing'] }],
      },
    })
  })
})

describe('templates', () => {
  const changed = (
    hour: number,
    status: string | undefined,
    extra: Partial<TemplateChanged> = {},
  ): TemplateChanged => ({
    type: 'template-changed',
    id: `${hour}${status ?? ''}`,
    at: origin + hour * HOUR,
    name: 'hello',
    language: 'en_US',
    ...(status === undefined ? {} : { status }),
    ...extra,
  })
  const codeFor = (events: readonly Event[], asked: Question, hour: number): string => {
    const answer = ask(events.reduce(subject.evolve, emptyState), asked, origin + hour * HOUR)
    if (isRight(answer)) return 'allowed'
    return answer.left.answer === 'refused' ? answer.left.reasons.map(({ code }) => code).join() : 'too old'
  }
  const hello: Question = { kind: 'template', name: 'hello', language: 'en_US' }

  test.each([
    ['APPROVED', 'allowed'],
    ['REINSTATED', 'allowed'],
    ['FLAGGED', 'allowed'],
    ['LOCKED', 'allowed'],
    ['PENDING', 'template-not-approved'],
    ['IN_APPEAL', 'template-not-approved'],
    ['REJECTED', 'template-not-approved'],
    ['LIMIT_EXCEEDED', 'template-not-approved'],
    ['ARCHIVED', 'template-not-approved'],
    ['PENDING_DELETION', 'template-not-approved'],
    ['DELETED', 'template-not-approved'],
    ['A_WORD_OF_TOMORROW', 'template-not-approved'],
    ['PAUSED', 'template-paused'],
    ['DISABLED', 'template-disabled'],
  ])('%s: %s', (status, code) => {
    expect(codeFor([changed(0, status)], hello, 1)).toBe(code)
  })

  test('are judged as they were at the instant, in whatever order their changes came', () => {
    const events = [changed(5, 'PAUSED'), changed(0, 'APPROVED'), changed(9, 'APPROVED')]
    const at = (hour: number): string => codeFor(events, hello, hour)
    expect([0, 4.9, 5, 8.9, 9].map(at)).toEqual([
      'allowed',
      'allowed',
      'template-paused',
      'template-paused',
      'allowed',
    ])
  })

  test('an unarchived one returns to the status that it had before (TPL-2)', () => {
    const events = [changed(0, 'PAUSED'), changed(1, 'ARCHIVED'), changed(2, 'UNARCHIVED')]
    expect([codeFor(events, hello, 1.5), codeFor(events, hello, 3)]).toEqual([
      'template-not-approved',
      'template-paused',
    ])
  })

  test('that are not known may be tried, and the answer says so', () => {
    const answer = ask(emptyState, hello, origin)
    expect(isRight(answer) && answer.right.because).toContain('nothing-known-of-templates')
    expect(isRight(answer) && answer.right.notKnown).toContain('templates')
  })

  test('a name or language that is not registered is unknown only once all templates are known', () => {
    const list: Event = {
      type: 'templates-listed',
      id: 'l',
      at: origin,
      account: 'A',
      templates: [{ name: 'hello', language: 'en_US' }],
    }
    const asked: Question[] = [
      { kind: 'template', name: 'other', language: 'en_US' },
      { kind: 'template', name: 'hello', language: 'fr' },
      { kind: 'template', name: 'hello', language: 'en-us' },
      { kind: 'template', name: 'hello' },
    ]
    expect(asked.map((question_) => codeFor([changed(0, 'APPROVED')], question_, 1))).toEqual([
      'allowed',
      'allowed',
      'allowed',
      'allowed',
    ])
    expect(asked.map((question_) => codeFor([list], question_, 1))).toEqual([
      'template-unknown',
      'template-unknown',
      'allowed',
      'allowed',
    ])
  })

  test('of another account do not speak for a phone number whose account is known', () => {
    const says: Event = { type: 'customer-messaged', id: 'c', at: origin, kind: 'text', account: 'A', ...key }
    const theirs = changed(0, 'PAUSED', { account: 'B' })
    const ours = changed(0, 'APPROVED', { account: 'A' })
    expect([
      codeFor([theirs], hello, 1),
      codeFor([says, theirs], hello, 1),
      codeFor([says, theirs, ours], hello, 1),
      codeFor([says, changed(0, 'PAUSED')], hello, 1),
    ]).toEqual(['template-paused', 'allowed', 'allowed', 'template-paused'])
  })

  test('what is said without an account counts beside what is said of one, in the order of time', () => {
    const says: Event = { type: 'customer-messaged', id: 'c', at: origin, kind: 'text', account: 'A', ...key }
    const ours = (hour: number, status: string): TemplateChanged => changed(hour, status, { account: 'A' })
    expect([
      codeFor([says, ours(0, 'APPROVED'), changed(1, 'DISABLED')], hello, 2),
      codeFor([says, changed(0, 'APPROVED'), ours(1, 'PAUSED')], hello, 2),
      codeFor([says, changed(0, 'PAUSED'), ours(1, 'APPROVED')], hello, 2),
    ]).toEqual(['template-disabled', 'template-paused', 'allowed'])
  })

  test('with the language left open pass when one language does', () => {
    const stop: Event = { type: 'marketing-preference', id: 'p', at: origin, value: 'stop', ...key }
    const paused = changed(0, 'PAUSED', { category: 'marketing' })
    const approved = changed(0, 'APPROVED', { language: 'fr', category: 'utility' })
    const asked: Question = { kind: 'template', name: 'hello' }
    expect(codeFor([stop, paused, approved], asked, 1)).toBe('allowed')
    expect(codeFor([stop, paused], asked, 1)).toBe('template-paused,marketing-stopped')
  })

  test('are spelled as Meta spelled them last, whatever came first', () => {
    const changes = [
      changed(0, 'APPROVED', { language: 'en-US' }),
      changed(1, undefined, { category: 'utility' }),
    ]
    for (const arrived of [changes, changes.toReversed()]) {
      const answer = ask(arrived.reduce(subject.evolve, emptyState), { kind: 'service' }, origin + 2 * HOUR)
      expect(answer).toMatchObject({ left: { remedies: [{ templates: [{ language: 'en_US' }] }, {}] } })
    }
  })

  test('the registered category decides whether one is marketing (TPL-8)', () => {
    const stop: Event = { type: 'marketing-preference', id: 'p', at: origin, value: 'stop', ...key }
    const resume: Event = { ...stop, id: 'q', at: origin + 3 * HOUR, value: 'resume' }
    const moved = [
      changed(0, 'APPROVED', { category: 'utility' }),
      changed(1, undefined, { category: 'marketing' }),
    ]
    const events = [stop, resume, ...moved]
    expect([0.5, 1, 2.9, 3].map((hour) => codeFor(events, hello, hour))).toEqual([
      'allowed',
      'marketing-stopped',
      'marketing-stopped',
      'allowed',
    ])
    const asMarketing: Question = { ...hello, category: 'marketing' }
    expect([codeFor([stop], asMarketing, 1), codeFor([stop], hello, 1)]).toEqual([
      'marketing-stopped',
      'allowed',
    ])
  })
})

test('a remedy lists the first twenty-five templates and counts the rest', () => {
  const registered = Array.from({ length: 30 }, (_, i): Event => ({
    type: 'template-changed',
    id: `t${i}`,
    at: origin,
    name: `n${String(i).padStart(2, '0')}`,
    language: 'fr',
    status: 'APPROVED',
  }))
  const state = registered.reduce(subject.evolve, emptyState)
  const answer = ask(state, { kind: 'service' }, origin)
  expect(answer).toMatchObject({
    left: { remedies: [{ do: 'send-template', more: 5 }, { do: 'wait-for-customer' }] },
  })
  expect(explain(answer)).toContain('send the template n00 (fr) or n01 (fr) or n02 (fr) or one of 27 more')
})

describe('the safety margin (POS-1)', () => {
  test('closes the window early for sending, and only for sending', () => {
    const careful = engine({ ...subject.settings, overrides: { safetyMarginSeconds: 300 } })
    const state = careful.evolve(emptyState, { type: 'customer-called', id: 'c', at: origin, ...key })
    const closes = origin + DAY - 300_000
    const answers = [closes - 1, closes].map((at) => careful.ask(state, key, { kind: 'service' }, at))
    expect(answers.map(isLeft)).toEqual([false, true])
    expect(careful.view(state, key, closes)).toMatchObject({ right: { phase: 'open' } })
  })
})
