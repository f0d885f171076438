import { describe, expect, test } from 'vitest'
import {
  DAY,
  defaultSettings,
  engine,
  isRight,
  type Charge,
  type Thread,
  type ThreadEvent,
} from '../src/index.ts'
import { emptyThread, readThread, registryOf, templatesFor, writeThread } from '../src/store.ts'
import { key, origin } from './support/names.ts'

/** Which charges name their template: those whose category is unknown. Times are days. */
const day = (days: number): number => origin + days * DAY
const sent = (id: string, days: number, more: object = {}): ThreadEvent => ({
  type: 'business-messaged',
  id,
  at: day(days),
  content: { kind: 'template', name: 'promo', language: 'fr', ...more },
  ...key,
})
const delivered = (message: string, days: number, more: object = {}): ThreadEvent => ({
  type: 'message-status',
  id: `${message}/delivered`,
  message,
  status: 'delivered',
  at: day(days),
  ...more,
  ...key,
})
/** A sign of life that settles what is older. */
const called = (days: number): ThreadEvent => ({
  type: 'customer-called',
  id: `called ${days}`,
  at: day(days),
  ...key,
})
const promo = { name: 'promo', language: 'fr' }
const marketing = templatesFor(
  registryOf([{ type: 'template-changed', id: 't', at: day(-1), ...promo, category: 'MARKETING' }]),
  [],
)

const stored = (thread: Thread): Thread => {
  const read = readThread(JSON.parse(JSON.stringify(writeThread(thread))))
  if (!isRight(read)) throw new Error('the thread cannot be read')
  return read.right
}

/** What each event settles; the thread is written and read before each of them. */
const settledBy = (
  events: readonly ThreadEvent[],
  { rulebook = 'auto' as const, templates = marketing, isKnown = false } = {},
): readonly { readonly messages: readonly string[]; readonly charges: readonly Charge[] }[] => {
  const { thread: threads } = engine({ ...defaultSettings, rulebook })
  let thread = emptyThread
  return events.map((event) => {
    const done = threads.absorb(stored(thread), event, isKnown ? { templates } : {})
    thread = done.thread
    return { messages: done.settled.messages.map(({ id }) => id), charges: done.settled.charges }
  })
}

const chargesOf = (...given: Parameters<typeof settledBy>): readonly Charge[] =>
  settledBy(...given).flatMap(({ charges }) => charges)

describe('a charge of unknown category', () => {
  test.each([
    ['names its template', {}, promo],
    ['names none where the send named the category', { category: 'utility' }, undefined],
    ['names its template where the send called the category unknown', { category: 'UNKNOWN' }, promo],
  ])('%s', (_what, more, expected) => {
    const [charge] = chargesOf([sent('a', 0, more), delivered('a', 0), called(20)])
    expect(charge?.uncategorised).toEqual(expected)
  })

  test('names none where the category is registered, or Meta says it, or the name is not known', () => {
    const pricing = { pricing: { model: 'PMP', category: 'utility', type: 'regular' } }
    const charges = [
      ...chargesOf([sent('a', 0), delivered('a', 0), called(20)], { isKnown: true }),
      ...chargesOf([sent('a', 0), delivered('a', 0, pricing), called(20)]),
      ...chargesOf([delivered('a', 0), called(20)]),
    ]
    expect(charges.map(({ category, uncategorised }) => [category, uncategorised])).toEqual([
      ['marketing', undefined],
      ['utility', undefined],
      ['unknown', undefined],
    ])
  })

  test('names its template also if it settles after its message', () => {
    // A silent message may still be delivered for 30 days, and holds back what came after it.
    const events = [sent('a', 0), sent('silent', 1), delivered('a', 2), called(20), called(40), called(60)]
    const settled = settledBy(events)
    const withMessage = settled.findIndex(({ messages }) => messages.includes('a'))
    const withCharge = settled.findIndex(({ charges }) => charges.length > 0)
    expect([withMessage, withCharge]).toEqual([3, 4])
    expect(settled[withCharge]?.charges[0]?.uncategorised).toEqual(promo)
  })
})

describe('a message that rides a conversation of another category', () => {
  const told = { conversation: { id: 'conversation-1' } }

  test('is charged with it, so its template is not named', () => {
    const events = [
      sent('a', 0, { category: 'marketing' }),
      delivered('a', 0, told),
      sent('b', 0.1),
      delivered('b', 0.1, told),
      called(20),
    ]
    const charges = chargesOf(events, { rulebook: '2023-06-01' })
    expect(charges.map(({ category, uncategorised }) => [category, uncategorised])).toEqual([
      ['marketing', undefined],
      ['marketing', undefined],
    ])
  })

  test('names no template where its own category is known', () => {
    const events = [
      sent('a', 0),
      delivered('a', 0, told),
      sent('b', 0.1, { category: 'marketing' }),
      delivered('b', 0.1, told),
      called(20),
    ]
    const charges = chargesOf(events, { rulebook: '2023-06-01' })
    expect(charges.map(({ category, uncategorised }) => [category, uncategorised])).toEqual([
      ['unknown', promo],
      ['unknown', undefined],
    ])
  })
})
