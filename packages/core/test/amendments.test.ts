import { describe, expect, test } from 'vitest'
import {
  HOUR,
  explain,
  fromIso,
  isLeft,
  isRight,
  parseAmendments,
  problemsInWords,
  readState,
  reasonsInWords,
  rulebooks,
  rulebooksWith,
  settings,
  writeState,
  type AmendmentInput,
  type Content,
  type Engine,
  type Event,
  type ThreadEvent,
} from '../src/index.ts'
import { clauseOf } from '../src/clauses.ts'
import { emptyThread } from '../src/store.ts'
import { ruleShapes } from '../src/rulebook/rule-shapes.ts'
import { invented } from './support/invented-rulebook.ts'
import { key } from './support/names.ts'
import { engineOf } from './support/engine-of.ts'

const at = (iso: string): number => fromIso(iso) ?? Number.NaN

/** The customer writes, and an hour later this is asked. */
const askedAt = (subject: Engine, iso: string, content: Content, tierUsed = 0): string => {
  const now = at(iso)
  const writes: ThreadEvent = { type: 'customer-messaged', id: 'c', at: now - HOUR, kind: 'text', ...key }
  const { thread } = subject.thread.absorb(emptyThread, writes)
  const answer = subject.thread.ask(thread, content, now, { tierUsed })
  if (!isRight(answer)) return 'refused'
  const { type, because, tier } = answer.right.charge
  return `${answer.right.rulebook} ${type} ${tier === null ? '-' : `${tier.used}/${tier.amount}`} ${because.join(' ')}`
}

const service: Content = { kind: 'service' }
const authentication: Content = { kind: 'template', name: 'code', language: 'en', category: 'authentication' }

describe('an invented rulebook', () => {
  const subject = engineOf({ amendments: [invented] })

  test.each<[string, Content, number, string]>([
    [
      '2027-03-31T23:59:59.999Z',
      service,
      0,
      '2026-10-01 free_customer_service 0/1000 OCT26-2 OCT26-3 POS-12 POS-19',
    ],
    ['2027-04-01T00:00:00Z', service, 0, '2027-04-01 free_customer_service 0/500 OCT26-2 APR27-1'],
    ['2027-04-01T00:00:00Z', service, 499, '2027-04-01 free_customer_service 499/500 OCT26-2 APR27-1'],
    ['2027-04-01T00:00:00Z', service, 500, '2027-04-01 regular 500/500 OCT26-2 APR27-1'],
    ['2027-03-31T23:59:59.999Z', authentication, 0, '2026-10-01 regular - PMP-1 OCT26-17 OCT26-5'],
    ['2027-04-01T00:00:00Z', authentication, 0, '2027-04-01 free_customer_service - OCT26-17 APR27-2 POS-15'],
  ])('at %s: %o after %i: %s', (iso, content, used, expected) => {
    expect(askedAt(subject, iso, content, used)).toBe(expected)
  })

  test('is one of the rulebooks of its engine, and of no other', () => {
    expect(subject.rulebooks.map(({ id }) => id)).toEqual(
      [...rulebooks.map(({ id }) => id), '2027-04-01'].sort(),
    )
    expect(engineOf({}).rulebooks).toBe(rulebooks)
  })

  test('makes a list of its own, and none makes the same list each time', () => {
    expect(rulebooksWith([])).toBe(rulebooks)
    expect(engineOf({}).rulebooks).toBe(rulebooks)
  })

  test('begins at midnight in the account’s time zone, and can be the one that holds always', () => {
    const there = engineOf({ amendments: [invented], timeZone: 'Asia/Kolkata' })
    expect(there.rulesAt(at('2027-03-31T18:30:00Z')).id).toBe('2027-04-01')
    expect(there.rulesAt(at('2027-03-31T18:29:59.999Z')).id).toBe('2026-10-01')
    const always = engineOf({ amendments: [invented], rulebook: '2027-04-01' })
    expect(always.rulesAt(at('2022-05-01T00:00:00Z')).rules.freeTier?.amount).toBe(500)
  })

  test('is explained by its own clauses', () => {
    const chosen = settings({ amendments: [invented] })
    const own = isRight(chosen) ? chosen.right.amendments : []
    expect(clauseOf('APR27-1', own).sentence).toBe(
      'Since April 2027 the first 500 service messages of a month are free.',
    )
    expect(clauseOf('OCT26-3', own).source).toContain('https://')
    expect(clauseOf('APR27-9', own).source).toBe('an amendment that was handed in')
  })

  test('settles what can be written and read again', () => {
    const zero = at('2027-04-01T00:00:00Z')
    const events: Event[] = [
      { type: 'customer-messaged', id: 'c', at: zero, kind: 'text', ...key },
      { type: 'business-messaged', id: 'm', at: zero + HOUR, content: service, ...key },
      { type: 'message-status', id: 'm/d', message: 'm', status: 'delivered', at: zero + HOUR, ...key },
    ]
    const state = events.reduce(subject.evolve, subject.initial)
    const read = readState(writeState(state))
    expect(isRight(read) && subject.charges(read.right)).toEqual(subject.charges(state))
    expect(subject.charges(state).map(({ rulebook, because }) => [rulebook, because.join(' ')])).toEqual([
      ['2027-04-01', 'OCT26-2 APR27-1'],
    ])
  })

  test('explains itself in words', () => {
    const zero = at('2027-04-02T00:00:00Z')
    const state = [{ type: 'customer-messaged' as const, id: 'c', at: zero, kind: 'text', ...key }].reduce(
      subject.evolve,
      subject.initial,
    )
    expect(explain(subject.ask(state, key, authentication, zero))).toContain('(OCT26-17, APR27-2, POS-15)')
  })
})

describe('an amendment between two of Meta’s', () => {
  test('holds on where the later one says nothing', () => {
    const subject = engineOf({
      amendments: [
        {
          effective: '2026-01-01',
          changes: {
            utilityInWindow: { isFree: false, because: ['X'] },
            marketingInWindow: { isFree: true, because: ['Y'] },
            serviceWindow: { hours: 12, because: ['Z'] },
          },
        },
      ],
    })
    const rulesOf = (iso: string): unknown => {
      const { utilityInWindow, marketingInWindow, serviceWindow } = subject.rulesAt(at(iso)).rules
      return [utilityInWindow.isFree, marketingInWindow.isFree, serviceWindow.hours]
    }
    expect(rulesOf('2025-12-31T00:00:00Z')).toEqual([true, false, 24])
    expect(rulesOf('2026-01-01T00:00:00Z')).toEqual([false, true, 12])
    expect(rulesOf('2026-10-01T00:00:00Z')).toEqual([false, false, 12])
  })

  test('comes in any order, and no tier may be left', () => {
    const none: AmendmentInput = { effective: '2027-01-01', changes: { freeTier: null } }
    const read = parseAmendments([invented, none])
    expect(isRight(read) && read.right.map(({ effective }) => effective)).toEqual([
      '2027-01-01',
      '2027-04-01',
    ])
    const subject = engineOf({ amendments: [invented, none] })
    const own = subject.rulebooks.filter(({ id }) => !rulebooks.some((known) => known.id === id))
    expect(own.map(({ id }) => id)).toEqual(['2027-01-01', '2027-04-01'])
    expect(askedAt(subject, '2027-02-01T00:00:00Z', service)).toBe('2027-01-01 regular - OCT26-2')
  })
})

describe('a bad amendment is refused with its path and reason', () => {
  const tier = { amount: 500, counts: 'service-messages', per: 'phone-number', because: ['A'] }
  const changed = (changes: unknown): unknown => [{ effective: '2027-04-01', changes }]

  test.each<[unknown, string, string]>([
    ['x', 'amendments', 'must be a list, not "x"'],
    [[7], 'amendments[0]', 'must be an object, not number'],
    [[{ effective: '2027-02-29', changes: {} }], 'amendments[0].effective', 'must be a date that exists'],
    [[{ effective: '2100-02-29', changes: {} }], 'amendments[0].effective', 'must be a date that exists'],
    [[{ effective: '2027-4-1', changes: {} }], 'amendments[0].effective', 'must be a date that exists'],
    [[{ changes: {} }], 'amendments[0].effective', 'must be a date that exists'],
    [[{ effective: '2021-12-31', changes: {} }], 'amendments[0].effective', 'is before the first rulebook'],
    [[{ effective: '2026-10-01', changes: {} }], 'amendments[0].effective', 'the date of a rulebook'],
    [
      [
        { effective: '2027-04-01', changes: {} },
        { effective: '2027-04-01', changes: {} },
      ],
      'amendments[1].effective',
      'the date of another amendment',
    ],
    [[{ effective: '2027-04-01' }], 'amendments[0].changes', 'must be an object of rules'],
    [
      [{ effective: '2027-04-01', changes: {}, summery: '' }],
      'amendments[0].summery',
      'did you mean `summary`?',
    ],
    [[{ effective: '2027-04-01', changes: {}, summary: 7 }], 'amendments[0].summary', 'must be a text'],
    [
      [{ effective: '2027-04-01', changes: {}, clauses: [{ id: 'A' }] }],
      'amendments[0].clauses',
      'must be a list',
    ],
    [changed({ freeTeir: tier }), 'amendments[0].changes.freeTeir', 'did you mean `freeTier`?'],
    [changed({ freeTier: 500 }), 'amendments[0].changes.freeTier', 'must be an object'],
    [
      changed({ freeTier: { ...tier, amount: '500' } }),
      'amendments[0].changes.freeTier.amount',
      'must be a whole number',
    ],
    [
      changed({ freeTier: { ...tier, amount: -1 } }),
      'amendments[0].changes.freeTier.amount',
      'must be a whole number',
    ],
    [changed({ freeTier: { ...tier, until: 1 } }), 'amendments[0].changes.freeTier.until', 'unknown key'],
    [
      changed({ freeTier: { ...tier, because: undefined } }),
      'amendments[0].changes.freeTier.because',
      'must be a list',
    ],
    [changed({ service: null }), 'amendments[0].changes.service', 'must be an object, not null'],
    [
      changed({ calls: { openWindowSince: '2027-13-01', because: [] } }),
      'amendments[0].changes.calls.openWindowSince',
      'must be a date',
    ],
    [
      changed({ serviceWindow: { hours: 0, because: [] } }),
      'amendments[0].changes.serviceWindow.hours',
      'must be a whole',
    ],
  ])('%o at %s: %s', (input, path, reason) => {
    const read = parseAmendments(input)
    const problems = isLeft(read) ? read.left : []
    expect(problems.map((one) => one.path)).toEqual([`$.${path}`])
    expect(reasonsInWords(problems)).toContain(`${path}: `)
    expect(problemsInWords(problems)).toContain(reason)
  })

  test('in settings, too, and a rulebook that they do not make is unknown', () => {
    const wrong = settings({ amendments: JSON.parse('[{"effective":"2027-02-30","changes":{}}]') })
    expect(isLeft(wrong) && wrong.left[0]?.path).toBe('$.amendments[0].effective')
    expect(isLeft(settings({ amendments: [invented], rulebook: '2027-04-02' }))).toBe(true)
  })
})

describe('every rule', () => {
  test('has a shape that its own value fits, and rests on clauses', () => {
    for (const { rules, id } of rulebooks) {
      expect(Object.keys(rules).sort()).toEqual(Object.keys(ruleShapes).sort())
      const again = parseAmendments([{ effective: '2027-04-01', changes: rules }])
      expect(isLeft(again) ? again.left : []).toEqual([])
      for (const [name, rule] of Object.entries(rules))
        expect(rule === null || rule.because.length > 0, `${name} of ${id}`).toBe(true)
    }
  })
})
