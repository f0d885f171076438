import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  MINUTE,
  engine as engineOf,
  isLeft,
  type CustomerMessaged,
  type Event,
  type Instant,
} from '@guichet/core'
import { emptyState } from '@guichet/core/store'
import { holdsLater } from '../../core/test/support/check.ts'
import { questions } from '../src/questions/routes.ts'
import { get, hear, questionWorld, start } from './support/questions.ts'

interface Visit {
  readonly customer: number
  readonly before: number
  readonly ad: boolean
  readonly answered: boolean
}

const visits: fc.Arbitrary<readonly Visit[]> = fc.array(
  fc.record({
    customer: fc.integer({ min: 0, max: 6 }),
    // Never a whole number of minutes, so that nothing ends at this very moment.
    before: fc.integer({ min: 0, max: 30 * 60 }).map((minutes) => minutes * MINUTE + 1),
    ad: fc.boolean(),
    answered: fc.boolean(),
  }),
  { maxLength: 14 },
)

const eventsOf = ({ customer, before, ad, answered }: Visit, index: number): readonly Event[] => {
  const key = { phoneNumberId: '100', customer: `1555010000${customer}` }
  const came: CustomerMessaged = {
    type: 'customer-messaged',
    id: `c${index}`,
    at: start - before,
    kind: 'text',
    ...key,
    ...(ad ? { entryPoint: { source: 'ad' } } : {}),
  }
  const reply: Event = {
    type: 'business-messaged',
    id: `b${index}`,
    at: Math.min(start, came.at + MINUTE),
    content: { kind: 'service' },
    ...key,
  }
  return answered ? [came, reply] : [came]
}

interface Ending {
  readonly customer: string
  readonly at: Instant
}

/** What ends when, told by nothing but the views of the pure fold. */
const endings = (events: readonly Event[], what: 'closing-within' | 'reply-within'): readonly Ending[] => {
  const engine = engineOf()
  const state = events.reduce(engine.evolve, emptyState)
  const customers = [...new Set(events.flatMap((event) => ('customer' in event ? [event.customer] : [])))]
  return customers.flatMap((customer) => {
    const view = engine.view(state, { phoneNumberId: '100', customer }, start)
    if (isLeft(view)) return []
    const { serviceWindow, entryPoint } = view.right
    if (what === 'closing-within')
      return serviceWindow === null ? [] : [{ customer, at: serviceWindow.closesAt }]
    return entryPoint?.state === 'awaiting-reply' ? [{ customer, at: entryPoint.replyBy }] : []
  })
}

test.each([
  ['closing-within', 'windowClosesAt'],
  ['reply-within', 'replyBy'],
] as const)(
  'GET /threads?%s lists exactly what ends within that time, the soonest first',
  async (what, field) => {
    const minutes = fc.integer({ min: 0, max: 26 * 60 })
    await holdsLater(
      fc.tuple(visits, minutes, fc.integer({ min: 1, max: 8 })),
      async ([made, within, limit]) => {
        const world = questionWorld()
        const events = made.flatMap(eventsOf)
        await hear(world, events)
        const { body } = await get(questions(world.parts), `/threads?${what}=PT${within}M&limit=${limit}`)
        const listed = (body['threads'] as readonly Readonly<Record<string, string>>[]).map((thread) => ({
          customer: thread['customer'],
          at: Date.parse(thread[field] ?? ''),
        }))
        const due = endings(events, what).filter(({ at }) => at < start + within * MINUTE)
        const instants = listed.map(({ at }) => at)
        expect(instants).toEqual(
          due
            .map(({ at }) => at)
            .sort((one, other) => one - other)
            .slice(0, limit),
        )
        for (const one of listed) expect(due).toContainEqual(one)
        expect(new Set(listed.map(({ customer }) => customer)).size).toBe(listed.length)
        return true
      },
      60,
    )
  },
)
