import { describe, expect, test } from 'vitest'
import {
  defaultSettings,
  engine,
  isRight,
  weigh,
  type Answer,
  type Cost,
  type Question,
} from '../src/index.ts'
import { emptyThread, threadOf } from '../src/store.ts'
import { key, origin } from './support/names.ts'

const template = (category?: string): Question => ({
  kind: 'template',
  name: category ?? 'any',
  ...(category === undefined ? {} : { category }),
})

/** Answers to questions by name, for a customer whose window is open or closed. */
const answersByName = (): Readonly<Record<string, Answer>> => {
  const subject = engine({ ...defaultSettings, rulebook: '2026-10-01' })
  const called = subject.evolve(subject.initial, { type: 'customer-called', id: 'c', at: origin, ...key })
  const ask = (question: Question, isOpen = true, tierUsed = 0): Answer =>
    subject.thread.ask(isOpen ? threadOf(called, key) : emptyThread, question, origin, {
      tierUsed,
    })
  return {
    refused: ask({ kind: 'service' }, false),
    'refused too': ask({ kind: 'reaction' }, false),
    marketing: ask(template('marketing')),
    'group marketing': ask(template('group_marketing')),
    utility: ask(template('utility')),
    authentication: ask(template('authentication')),
    unknown: ask(template()),
    'service, paid': ask({ kind: 'service' }, true, 1000),
    'service, free': ask({ kind: 'service' }),
    reaction: ask({ kind: 'reaction' }),
  }
}

const order = (names: readonly string[], cost?: Cost): readonly string[] => {
  const answers = answersByName()
  const nameOf = (answer: Answer): string =>
    Object.entries(answers).find(([, one]) => one === answer)?.[0] ?? 'another'
  return weigh(
    names.flatMap((name) => answers[name] ?? []),
    cost,
  ).map(({ answer, cost: told }) => `${nameOf(answer)}: ${String(told)}`)
}

describe('several answers in the order of preference', () => {
  test('without rates: free, paid, marketing, unknown, refused; as they came where nothing tells', () => {
    const ordered = [
      'service, free: 0',
      'reaction: 0',
      'utility: null',
      'authentication: null',
      'service, paid: null',
      'marketing: null',
      'group marketing: null',
      'unknown: null',
      'refused: null',
      'refused too: null',
    ]
    const names = ordered.map((one) => one.split(':')[0] ?? '')
    expect(order(names)).toEqual(ordered)
    const mixed = [...names.slice(5), ...names.slice(0, 5)]
    expect(order(mixed)).toEqual(ordered)
    const reversed = order(names.toReversed())
    expect(reversed).toEqual([
      'reaction: 0',
      'service, free: 0',
      'service, paid: null',
      'authentication: null',
      'utility: null',
      'group marketing: null',
      'marketing: null',
      'unknown: null',
      'refused too: null',
      'refused: null',
    ])
  })

  test('with rates: cheap before dear, what has no rate after what has one', () => {
    const prices: Readonly<Record<string, bigint>> = { marketing: 5n, utility: 9n, service: 5n }
    const cost: Cost = ({ category, type }) => (type === 'regular' ? (prices[category] ?? null) : 0n)
    const names = [
      'unknown',
      'utility',
      'refused',
      'marketing',
      'service, paid',
      'authentication',
      'reaction',
    ]
    expect(order(names, cost)).toEqual([
      'reaction: 0',
      'service, paid: 5',
      'marketing: 5',
      'utility: 9',
      'authentication: null',
      'unknown: null',
      'refused: null',
    ])
    expect(order(names.toReversed(), cost)).toEqual(order(names, cost))
  })

  test('what has a rate comes before what has none, what is free before what costs as little', () => {
    const onlyMarketing: Cost = ({ category }) => (category === 'marketing' ? 5n : null)
    const pairs = [
      ['marketing', 'authentication'],
      ['authentication', 'marketing'],
    ]
    for (const pair of pairs)
      expect(order(pair, onlyMarketing)).toEqual(['marketing: 5', 'authentication: null'])
    for (const same of [() => null, () => 0n])
      expect(order(['utility', 'reaction'], same).map((one) => one.split(':')[0])).toEqual([
        'reaction',
        'utility',
      ])
  })

  test('the answers are those that came in, and are left as they were', () => {
    const some = Object.values(answersByName())
    const before = [...some]
    const weighed = weigh(some)
    expect(new Set(weighed.map(({ answer }) => answer))).toEqual(new Set(some))
    expect(some).toEqual(before)
    expect(weighed.filter(({ answer, cost }) => !isRight(answer) && cost !== null)).toEqual([])
  })
})
