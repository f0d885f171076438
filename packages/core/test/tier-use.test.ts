import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  defaultSettings,
  engine,
  isRight,
  settings,
  type Engine,
  type Event,
  type Instant,
  type RulebookId,
  type State,
  type ThreadKey,
} from '../src/index.ts'
import { emptyState, tierHolder } from '../src/store.ts'
import { tierCounter } from '../src/state/tier-use.ts'
import { booksOf, type Books } from './support/bills.ts'

/**
 * How much of a free tier is used, asked again and again of one engine while a state grows, settles, is joined
 * and is read again; held against all charges that are known.
 */
const start = Date.UTC(2026, 9, 20)
const numbers = ['100', '200', '300'] as const
const customers = ['15550100001', '15550100002', 'US.1'] as const

/** A message that is answered, delivered after some hours, and every so often not at all. */
const day = (index: number): readonly Event[] => {
  const phoneNumberId = numbers[index % numbers.length] ?? '100'
  const customer = customers[(index % 7) % customers.length] ?? ''
  const key: ThreadKey = { phoneNumberId, customer }
  const at = start + index * 8 * HOUR
  const id = `m${String((index * 37) % 100).padStart(3, '0')}`
  const account = phoneNumberId === '300' ? 'B' : 'A'
  return [
    { type: 'customer-messaged', id: `c${index}`, at, kind: 'text', account, ...key },
    { type: 'business-messaged', id, at: at + HOUR, content: { kind: 'service' }, ...key },
    ...(index % 5 === 0
      ? []
      : [
          {
            type: 'message-status' as const,
            id: `${id}/d`,
            message: id,
            status: 'delivered' as const,
            at: at + (1 + (index % 9)) * HOUR,
            ...key,
          },
        ]),
  ]
}

const links: readonly Event[] = [
  { type: 'template-changed', id: 't', at: start + 5 * DAY, name: 'a', language: 'fr', status: 'APPROVED' },
  {
    type: 'customer-called',
    id: 'link',
    at: start + 9.3 * DAY,
    phoneNumberId: '100',
    customer: 'US.1',
    aliases: ['15550100001'],
  },
]

const events = [...Array.from({ length: 100 }, (_, index) => day(index)).flat(), ...links].toSorted(
  (a, b) => a.at - b.at,
)

const used = (subject: Engine, books: Books, phoneNumberId: string, at: Instant): number | null => {
  const opened = [
    { type: 'customer-messaged' as const, id: 'o', at, kind: 'text', phoneNumberId, customer: 'asked' },
  ].reduce<ReturnType<Books['state']>>(subject.evolve, books.state())
  const answer = subject.ask(opened, { phoneNumberId, customer: 'asked' }, { kind: 'service' }, at)
  return isRight(answer) ? (answer.right.charge.tier?.used ?? null) : null
}

/** The claims of the same holder and month that were delivered by then. */
const counted = (books: Books, phoneNumberId: string, month: string, at: Instant): number => {
  const holder = tierHolder(books.state())
  return books
    .charges()
    .filter(
      (charge) =>
        charge.claim !== null &&
        charge.month === month &&
        charge.at <= at &&
        holder(charge, charge.claim.tier.per) === holder({ ...charge, phoneNumberId }, charge.claim.tier.per),
    ).length
}

const subjectOf = (rulebook: RulebookId): Engine => {
  const made = settings({ rulebook, timeZone: 'America/Los_Angeles' })
  return engine(isRight(made) ? made.right : defaultSettings)
}

describe('how much of a free tier is used', () => {
  test.each<[RulebookId, (books: Books, index: number, event: Event) => void]>([
    ['2026-10-01', () => undefined],
    ['2023-06-01', () => undefined],
    ['2022-02-01', () => undefined],
    [
      '2026-10-01',
      (books, index, { at }) => {
        if (index % 11 === 0)
          for (const customer of customers) books.settle({ phoneNumberId: '100', customer }, at)
      },
    ],
    [
      '2023-06-01',
      (books, index) => {
        if (index % 13 === 0) books.restart()
      },
    ],
  ])('under %s is what the charges say, at every instant', (rulebook, handle) => {
    const subject = subjectOf(rulebook)
    const books = booksOf(subject)
    const asked: (readonly [number | null, number])[] = []
    for (const [index, event] of events.entries()) {
      books.absorb(event)
      handle(books, index, event)
      if (index % 4 !== 0) continue
      for (const phoneNumberId of numbers)
        for (const at of [event.at, event.at - 3 * HOUR]) {
          const month = subject.rulesAt.monthOf(at)
          asked.push([used(subject, books, phoneNumberId, at), counted(books, phoneNumberId, month, at)])
        }
    }
    expect(asked.filter(([told, expected]) => told !== null && told !== expected)).toEqual([])
    expect(asked.filter(([told]) => told !== null && told > 5).length).toBeGreaterThan(50)
  })

  test('of an unknown number: that of the one account, or nothing where there are several', () => {
    const subject = subjectOf('2023-06-01')
    const oneAccount = events
      .filter((event) => !('phoneNumberId' in event) || event.phoneNumberId !== '300')
      .slice(0, 60)
    const usedOf = (facts: readonly Event[]): unknown => {
      const books = booksOf(subject)
      for (const event of facts) books.absorb(event)
      const at = facts.at(-1)?.at ?? 0
      const key = { phoneNumberId: '900', customer: 'x' }
      const asked = { kind: 'template', name: 'a', category: 'service' } as const
      const answer = subject.ask(books.state(), key, asked, at)
      return isRight(answer) ? answer.right.charge.tier : answer.left
    }
    const known = usedOf(oneAccount)
    expect(known).toMatchObject({ amount: 1000 })
    expect(Number(Object(known).used)).toBeGreaterThan(0)
    expect(usedOf(events)).toEqual({ used: 0, amount: 1000 })
    expect(usedOf([])).toEqual({ used: 0, amount: 1000 })
  })
})

test.each(['phone-number', 'account'] as const)(
  'of an unknown number, counted by %s, nothing is used',
  (per) => {
    const tierUse = tierCounter(() => [])(emptyState, '900')
    expect(tierUse({ amount: 1000, counts: 'service-messages', per }, '2026-10', start)).toBe(0)
  },
)

test('by a service conversation depends on the categories of templates, also where those become known later', () => {
  const subject = subjectOf('2023-06-01')
  const key = { phoneNumberId: '100', customer: '15550100001' }
  const sends = (id: string, hour: number, name?: string): readonly Event[] => {
    const at = start + hour * HOUR
    const content =
      name === undefined ? { kind: 'service' as const } : { kind: 'template' as const, name, language: 'fr' }
    return [
      { type: 'business-messaged', id, at, content, ...key },
      { type: 'message-status', id: `${id}/d`, message: id, status: 'delivered', at, ...key },
    ]
  }
  const is = (name: string, category: string): Event => ({
    type: 'template-changed',
    id: name,
    at: start,
    name,
    language: 'fr',
    category,
  })
  // Of one category the second template rides the conversation of the first, and the answer opens one of its own.
  const told = [
    ...sends('m1', 0.5, 'a'),
    ...sends('m2', 1.5, 'b'),
    { type: 'customer-messaged' as const, id: 'c', at: start + 20 * HOUR, kind: 'text', ...key },
    ...sends('m3', 24.75),
  ].reduce(subject.evolve, emptyState)
  const known = [is('a', 'marketing'), is('b', 'utility')].reduce(subject.evolve, told)
  const other = { phoneNumberId: '100', customer: '15550100002' }
  const usedIn = (state: State): unknown => {
    const at = start + 26 * HOUR
    const asked = subject.evolve(state, { type: 'customer-messaged', id: 'o', at, kind: 'text', ...other })
    const answer = subject.ask(asked, other, { kind: 'service' }, at)
    return isRight(answer) ? answer.right.charge.tier?.used : answer.left
  }
  expect([usedIn(told), usedIn(known), usedIn(told)]).toEqual([1, 0, 1])
})

describe('settling by hand', () => {
  test('of a thread without events changes nothing', () => {
    const subject = subjectOf('2026-10-01')
    const [event] = day(1)
    const state = event === undefined ? emptyState : subject.evolve(emptyState, event)
    for (const key of [
      { phoneNumberId: '200', customer: 'nobody' },
      { phoneNumberId: '900', customer: '15550100002' },
    ]) {
      const done = subject.settle(state, key, start + 90 * DAY)
      expect(done.state).toBe(state)
      expect(done.settled).toEqual({ messages: [], conversations: [], charges: [], missed: [] })
    }
  })
})
