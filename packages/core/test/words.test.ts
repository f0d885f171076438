import { describe, expect, test } from 'vitest'
import {
  DAY,
  answerToJson,
  engine,
  explain,
  explainView,
  isRight,
  messageInWords,
  viewToJson,
  type Allowed,
  type Answer,
  type Forecast,
  type Reason,
  type Refusal,
  type Remedy,
} from '../src/index.ts'
import { left, right } from '../src/adapter.ts'
import { emptyState } from '../src/store.ts'
import { key, origin } from './support/names.ts'

/** Answers made by hand, such as a foreign engine may give: every shape that the types allow. */
const refusal = (reason: Reason, ...remedies: readonly Remedy[]): Answer => {
  const made: Refusal = {
    answer: 'refused',
    message: { kind: 'template', name: 'promo' },
    reasons: [reason],
    remedies,
    notKnown: [],
    rulebook: '2026-10-01',
  }
  return left(made)
}

const charge: Forecast = {
  unit: 'message',
  category: 'service',
  type: 'regular',
  because: ['PMP-1', 'PMP-1'],
  month: '2026-10',
  tier: null,
  opens: [],
}

const allowed = (more: Partial<Forecast>): Answer => {
  const made: Allowed = {
    answer: 'allowed',
    message: { kind: 'service' },
    validUntil: null,
    conversation: null,
    charge: { ...charge, ...more },
    notKnown: [],
    rulebook: '2026-10-01',
    because: ['G6', 'G6'],
  }
  return right(made)
}

const unknown: Reason = { code: 'template-unknown', because: ['G7'], name: 'promo', language: null }
const offer = (name: string): { kind: 'template'; name: string; language: string } => ({
  kind: 'template',
  name,
  language: 'fr',
})

describe('what a message costs, in words', () => {
  test.each<[Partial<Forecast>, string]>([
    [{}, 'It is charged as a service message (PMP-1).'],
    [{ tier: { used: 5, amount: 1000 } }, 'It is charged as a service message (PMP-1).'],
    [
      { tier: { used: 1000, amount: 1000 } },
      "It is charged as a service message: the month's 1000 free ones are used up (PMP-1).",
    ],
    [
      { tier: { used: 999, amount: 999 }, unit: 'conversation', category: 'authentication_international' },
      "It is charged as an authentication-international conversation: the month's 999 free ones are used up (PMP-1).",
    ],
    [
      { type: 'free_tier', unit: 'conversation' },
      'It opens a service conversation, free as one of the first of the month (PMP-1).',
    ],
    [
      { type: 'free_tier', unit: 'conversation', tier: { used: 3, amount: 250 } },
      'It opens a service conversation, free as one of the first 250 of the month (PMP-1).',
    ],
    [{ type: 'free_customer_service' }, 'It is free as a service message (PMP-1).'],
    [
      { type: 'free_customer_service', tier: { used: 3, amount: 250 } },
      "It is free as a service message: 3 of the month's 250 free ones are used (PMP-1).",
    ],
    [{ type: 'free_entry_point' }, 'It is free inside the free entry point (PMP-1).'],
    [{ type: 'not_charged', unit: 'none' }, 'It is never charged (PMP-1).'],
    [
      { type: 'rides_open_conversation', unit: 'conversation', category: 'utility' },
      'It is paid with a utility conversation that is open (PMP-1).',
    ],
  ])('%o', (more, words) => {
    expect(explain(allowed(more))).toBe(`Allowed: a service message may be sent (G6). ${words}`)
  })

  test('each clause is cited once, in JSON too', () => {
    expect(answerToJson(allowed({}))).toMatchObject({ because: ['G6', 'PMP-1'] })
  })
})

describe('a refusal, in words', () => {
  const words = (answer: Answer): string =>
    explain(answer).replace('Refused: the template promo may not be sent, because ', '')

  test.each<[Reason, string]>([
    [unknown, 'no template promo is registered (G7)'],
    [{ ...unknown, language: 'fr' }, 'no template promo in fr is registered (G7)'],
    [
      { code: 'template-paused', because: ['G7'], name: 'a', language: 'fr', status: 'PAUSED', since: null },
      'the template a (fr) is PAUSED (G7)',
    ],
    [
      { code: 'service-window-closed', because: ['G6'], openedAt: origin, closedAt: origin + DAY },
      'the customer service window closed at Tue 29 Sep 2026 09:00 UTC (G6)',
    ],
  ])('%o', (reason, expected) => {
    expect(words(refusal(reason))).toBe(`${expected}. Nothing that is known would be allowed instead.`)
    expect(answerToJson(refusal(reason))).toMatchObject({ reasons: [{ code: reason.code }] })
  })

  test.each<[string, Remedy]>([
    ['wait until Mon 28 Sep 2026 09:00 UTC', { do: 'wait-until', at: origin }],
    ['wait for the customer to write', { do: 'wait-for-customer' }],
    ['send an approved template', { do: 'send-template', templates: null, more: 0, except: [] }],
    [
      'choose another approved template that is not of the category marketing or utility',
      { do: 'choose-another-template', templates: null, more: 0, except: ['marketing', 'utility'] },
    ],
    ['send the template a (fr)', { do: 'send-template', templates: [offer('a')], more: 0, except: [] }],
    [
      'choose the template a (fr) or b (fr) or c (fr) or one of 3 more',
      {
        do: 'choose-another-template',
        templates: ['a', 'b', 'c', 'd'].map(offer),
        more: 2,
        except: ['marketing'],
      },
    ],
  ])('%s', (expected, remedy) => {
    expect(words(refusal(unknown, remedy))).toBe(
      `no template promo is registered (G7). Instead: ${expected}.`,
    )
  })

  const jsonOf = (answer: Answer): unknown => answerToJson(answer)
  const ofTemplate = { because: ['G7'], name: 'a', language: 'fr', status: 'X' } as const
  test.each<[Reason, unknown]>([
    [{ code: 'template-not-approved', ...ofTemplate, since: null }, null],
    [{ code: 'template-paused', ...ofTemplate, since: null }, null],
    [{ code: 'template-disabled', ...ofTemplate, since: null }, null],
    [{ code: 'template-disabled', ...ofTemplate, since: origin }, '2026-09-28T09:00:00.000Z'],
    [{ code: 'marketing-stopped', because: ['LIM-14'], since: origin }, '2026-09-28T09:00:00.000Z'],
  ])('%o as JSON', (reason, since) => {
    expect(jsonOf(refusal(reason))).toMatchObject({ reasons: [{ code: reason.code, since }] })
  })

  test('a template without a category is offered without one, in JSON', () => {
    const templates = [offer('a'), { ...offer('b'), category: 'utility' }]
    const remedy: Remedy = { do: 'send-template', templates, more: 0, except: [] }
    const { remedies }: { readonly remedies?: unknown } = Object(jsonOf(refusal(unknown, remedy)))
    expect(remedies).toStrictEqual([
      {
        do: 'send-template',
        templates: [
          { name: 'a', language: 'fr' },
          { name: 'b', language: 'fr', category: 'utility' },
        ],
        more: 0,
        except: [],
      },
    ])
  })

  test('with two remedies', () => {
    expect(words(refusal(unknown, { do: 'wait-until', at: origin }, { do: 'wait-for-customer' }))).toBe(
      'no template promo is registered (G7). Instead: wait until Mon 28 Sep 2026 09:00 UTC; or wait for the customer to write.',
    )
  })

  test('as JSON its remedies carry instants as text', () => {
    const remedies: readonly Remedy[] = [
      { do: 'wait-until', at: origin },
      { do: 'send-template', templates: [offer('a')], more: 1, except: [] },
    ]
    expect(answerToJson(refusal(unknown, ...remedies))).toMatchObject({
      remedies: [
        { do: 'wait-until', at: '2026-09-28T09:00:00.000Z' },
        { do: 'send-template', templates: [{ name: 'a', language: 'fr' }], more: 1, except: [] },
      ],
    })
  })
})

describe('without a zone', () => {
  test('instants are told in UTC', () => {
    const subject = engine()
    const state = subject.evolve(emptyState, { type: 'customer-called', id: 'c', at: origin, ...key })
    const view = subject.view(state, key, origin)
    expect(isRight(view) && explainView(view.right)).toBe(
      'Open: anything may be sent until Tue 29 Sep 2026 09:00 UTC, for another 1 day. A user-initiated conversation, pending the first response, is open until Tue 29 Sep 2026 09:00 UTC.',
    )
    expect(isRight(view) && viewToJson(view.right)).toMatchObject({ phase: 'open' })
    expect(explain(left({ answer: 'too-old', earliest: origin }))).toBe(
      'No answer: the facts before Mon 28 Sep 2026 09:00 UTC are settled, so only later instants can be asked about.',
    )
    expect(answerToJson(left({ answer: 'too-old', earliest: origin }))).toBeNull()
  })

  test('a message is named by its kind, a template by name and language', () => {
    expect(
      [
        { kind: 'service' as const },
        { kind: 'reaction' as const },
        { kind: 'template' as const, name: 'a' },
        { kind: 'template' as const, name: 'a', language: 'fr' },
      ].map(messageInWords),
    ).toEqual(['a service message', 'a reaction', 'the template a', 'the template a (fr)'])
  })
})
