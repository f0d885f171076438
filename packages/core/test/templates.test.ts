import { describe, expect, test } from 'vitest'
import { HOUR, engine, isRight, type KnownTemplates, type TemplateChanged } from '../src/index.ts'
import {
  emptyRegistry,
  emptyThread,
  registerChange,
  registryOf,
  sendabilityOf,
  templatesAt,
  templatesFor,
} from '../src/store.ts'
import { MonthCodec } from '../src/time/moment.ts'
import { origin } from './support/names.ts'

const change = (id: string, more: Partial<TemplateChanged> = {}): TemplateChanged => ({
  type: 'template-changed',
  id,
  at: origin,
  name: 'hello',
  language: 'en',
  ...more,
})

test.each([
  [null, 'sendable'],
  ['APPROVED', 'sendable'],
  ['REINSTATED', 'sendable'],
  ['UNARCHIVED', 'sendable'],
  ['FLAGGED', 'sendable'],
  ['LOCKED', 'sendable'],
  ['PAUSED', 'paused'],
  ['DISABLED', 'disabled'],
  ['PENDING', 'not-approved'],
  ['REJECTED', 'not-approved'],
  ['ARCHIVED', 'not-approved'],
  ['approved', 'not-approved'],
  ['', 'not-approved'],
])('a template of the status %s is %s (TPL-2)', (status, expected) => {
  expect(sendabilityOf({ name: 'a', language: 'en', status, since: null, category: null })).toBe(expected)
})

describe('a change of a template is known already', () => {
  const first = change('t', { status: 'APPROVED', category: 'utility' })
  test.each<[string, TemplateChanged, boolean]>([
    ['where all of it is the same', first, true],
    ['but not with another status', { ...first, status: 'PAUSED' }, false],
    ['nor another category', { ...first, category: 'marketing' }, false],
    ['nor without a status', change('t', { category: 'utility' }), false],
    ['nor without a category', change('t', { status: 'APPROVED' }), false],
    ['nor by another id', { ...first, id: 'u' }, false],
    ['nor at another time', { ...first, at: origin + 1 }, false],
  ])('%s', (_what, second, isKnown) => {
    expect(registerChange(registryOf([first]), second) === null).toBe(isKnown)
    expect(registerChange(registryOf([second]), first) === null).toBe(isKnown)
    expect(registerChange(emptyRegistry, second)).not.toBeNull()
  })
})

describe('the templates of a phone number', () => {
  const listed = (changes: readonly TemplateChanged[], accounts: readonly string[]): readonly string[] =>
    templatesFor(registryOf(changes), accounts)
      .all(origin + HOUR)
      .map(({ name, language, status }) => `${name} ${language} ${status ?? '-'}`)

  test('are in the order of name and language, whatever came first', () => {
    const changes = [
      change('1', { name: 'b', language: 'fr' }),
      change('2', { name: 'b', language: 'en' }),
      change('3', { name: 'a', language: 'en' }),
      change('4', { name: 'c', language: 'de' }),
      change('5', { name: 'b', language: 'de' }),
    ]
    const inOrder = ['a en -', 'b de -', 'b en -', 'b fr -', 'c de -']
    expect(listed(changes, [])).toEqual(inOrder)
    expect(listed(changes.toReversed(), [])).toEqual(inOrder)
  })

  test('hold what came without an account beside what came with theirs, once', () => {
    const changes = [
      change('1', { status: 'APPROVED' }),
      change('2', { at: origin + 1, account: 'A', status: 'PAUSED' }),
      change('3', { account: 'A', name: 'mine' }),
      change('4', { name: 'general' }),
    ]
    const expected = ['general en -', 'hello en PAUSED', 'mine en -']
    expect(listed(changes, ['A'])).toEqual(expected)
    // While no account is known, those of all accounts; there is but one.
    expect(listed(changes, [])).toEqual(expected)
    expect(listed(changes, ['A', 'A'])).toEqual(expected)
    // Of that account nothing was heard but what holds for all.
    expect(listed(changes, ['B'])).toEqual(['general en -', 'hello en APPROVED'])
  })
})

describe('a template by its name', () => {
  const known = (): KnownTemplates =>
    templatesFor(
      registryOf([
        change('1', { account: 'A', language: 'en' }),
        change('2', { account: 'B', language: 'en', category: 'utility' }),
      ]),
      ['A', 'B'],
    )

  test('is one of each account that has it, once an event named it', () => {
    const found = (name: string, language: string, at: number): readonly (string | null)[] =>
      known()
        .named(name, language, at)
        .map(({ category }) => category)
    expect(found('hello', 'en', origin)).toEqual([null, 'utility'])
    expect(found('hello', 'en', origin - 1)).toEqual([])
    expect(found('hello', 'fr', origin)).toEqual([])
    expect(found('other', 'en', origin)).toEqual([])
  })

  test('has the category that any of them tells', () => {
    const { categoryOf } = known()
    expect(categoryOf('hello', 'en', origin)).toBe('utility')
    expect(categoryOf('hello', null, origin)).toBe('utility')
    expect(categoryOf('other', 'en', origin)).toBeNull()
  })
})

test('templates of several accounts have one order, whether a language is named or not', () => {
  const templates = templatesFor(
    registryOf([
      change('1', { account: 'A', language: 'en_US', category: 'group_utility' }),
      change('2', { account: 'B', language: 'en-US', category: 'marketing' }),
    ]),
    [],
  )
  const inOrder = ['marketing', 'group_utility']
  const found = [
    templates.named('hello', 'en_US', origin),
    templates.named('hello', null, origin),
    templates.all(origin),
  ]
  expect(found.map((listed) => listed.map(({ category }) => category))).toEqual([inOrder, inOrder, inOrder])
  const { categoryOf } = templates
  expect([categoryOf('hello', 'en_US', origin), categoryOf('hello', null, origin)]).toEqual([
    'marketing',
    'marketing',
  ])
})

test('a refusal names a template of several accounts once, in each language, as the first has it', () => {
  const templates = templatesFor(
    registryOf([
      change('1', { account: 'A', category: 'utility' }),
      change('2', { account: 'B', category: 'marketing' }),
      change('3', { account: 'B', language: 'fr' }),
      change('4', { account: 'A', name: 'bye' }),
      change('5', { account: 'B', name: 'bye' }),
    ]),
    ['A', 'B'],
  )
  const answer = engine().thread.ask(emptyThread, { kind: 'service' }, origin, { templates })
  if (isRight(answer) || answer.left.answer !== 'refused') return expect.unreachable()
  const [remedy] = answer.left.remedies
  expect(remedy).toEqual({
    do: 'send-template',
    templates: [
      { kind: 'template', name: 'bye', language: 'en' },
      { kind: 'template', name: 'hello', language: 'en', category: 'utility' },
      { kind: 'template', name: 'hello', language: 'fr' },
    ],
    more: 0,
    except: [],
  })
})

test('all templates stand in the order of their accounts, whatever came first', () => {
  const accounts = ['E', 'B', 'H', 'A', 'G', 'D', 'F', 'C', '10', '9']
  const changes = accounts.map((account) => change(account, { account }))
  const told = templatesAt(registryOf(changes), origin).map(({ account }) => account)
  expect(told).toEqual(accounts.toSorted())
})

test.each([
  ['2026-10', true],
  ['2026-1', false],
  ['226-10', false],
  ['12026-10', false],
  ['x2026-10', false],
  ['2026-10x', false],
  ['2026-100', false],
  ['2026_10', false],
  ['abcd-ef', false],
  ['', false],
  [202610, false],
  [['2026-10'], false],
  [null, false],
])('%s is a month in a snapshot: %s', (value, isOne) => {
  expect(isRight(MonthCodec.decode(value))).toBe(isOne)
  expect(MonthCodec.is(value)).toBe(isOne)
})
