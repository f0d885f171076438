import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  engine,
  isRight,
  type Event,
  type Instant,
  type MessageStatus,
  type State,
  type ThreadEvent,
} from '../src/index.ts'
import { emptyState, threadOf } from '../src/store.ts'
import { instantsAround, key, origin, trace } from './support/arbitraries.ts'
import { holds } from './support/check.ts'
import { same } from './support/folds.ts'

const subject = engine()
const other = 'US.1'
const service = { kind: 'service' } as const
const promo = { kind: 'template', name: 'promo', language: 'fr', category: 'marketing' } as const

const answers = (state: State, customer: string, at: readonly Instant[]): unknown =>
  at.map((instant) => [
    subject.view(state, { ...key, customer }, instant),
    isRight(subject.ask(state, { ...key, customer }, service, instant)),
    isRight(subject.ask(state, { ...key, customer }, promo, instant)),
  ])

/** Facts within a fortnight, each under one of the customer's two ids. */
const twoIds = fc.tuple(trace(16), fc.array(fc.boolean(), { minLength: 1 })).map(([facts, sides]) => {
  const near = facts.filter(({ at }) => at < (facts[0]?.at ?? 0) + 14 * DAY)
  return near.map((event, index): ThreadEvent =>
    sides[index % sides.length] ? { ...event, customer: other } : event,
  )
})

describe('a customer with two ids', () => {
  test('has the same thread, however late it is learned that they are one', () => {
    holds([twoIds], (facts) => {
      const newest = Math.max(...facts.map(({ at }) => at))
      const link: ThreadEvent = {
        type: 'customer-messaged',
        id: 'link',
        at: newest,
        kind: 'edit',
        phoneNumberId: key.phoneNumberId,
        customer: other,
        aliases: [key.customer],
      }
      const late = [...facts, link].reduce<State>(subject.evolve, emptyState)
      const early = [...facts.map((event) => ({ ...event, customer: other })), link].reduce<State>(
        subject.evolve,
        emptyState,
      )
      const asked = instantsAround(facts).filter((at) => at >= newest - 8 * DAY)
      return [key.customer, other].every((customer) =>
        same(answers(late, customer, asked), answers(early, customer, asked)),
      )
    })
  })

  test('tells each message once, whenever it is learned, also when both ids had settled facts', () => {
    holds(
      [trace(40), trace(40), fc.nat()],
      (mine, theirs, when) => {
        const under = theirs.map((event): ThreadEvent => ({
          ...event,
          customer: other,
          id: `x${event.id}`,
          ...renumbered(event),
        }))
        const mixed = [...mine, ...under].toSorted((a, b) => a.at - b.at)
        const middle = when % mixed.length
        const at = mixed[middle]?.at ?? origin
        const link: ThreadEvent = { type: 'customer-called', id: 'link', at, ...key, aliases: [other] }
        const told: string[] = []
        let state = emptyState
        for (const event of mixed.toSpliced(middle, 0, link)) {
          const absorbed = subject.absorb(state, event)
          const swept = subject.settle(absorbed.state, key, event.at)
          state = swept.state
          for (const { messages } of [absorbed.settled, swept.settled])
            told.push(...messages.map(({ id }) => id))
        }
        told.push(...subject.thread.conclude(threadOf(state, key)).messages.map(({ id }) => id))
        return told.length === new Set(told).size
      },
      300,
    )
  })

  const renumbered = (event: ThreadEvent): Partial<MessageStatus> =>
    event.type === 'message-status' ? { message: `x${event.message}` } : {}
})

describe('an id that was replaced', () => {
  const says = (id: string, hour: number, customer: string, aliases: readonly string[] = []): Event => ({
    type: 'customer-messaged',
    id,
    at: origin + hour * HOUR,
    kind: 'text',
    phoneNumberId: '100',
    customer,
    ...(aliases.length === 0 ? {} : { aliases }),
  })
  const renamed = (hour: number, previous: string, current: string): Event => ({
    type: 'customer-renamed',
    id: `r${hour}`,
    at: origin + hour * HOUR,
    phoneNumberId: '100',
    customer: previous,
    previous,
    current,
  })
  const refused = (events: readonly Event[], customer: string, hour: number): boolean => {
    const state = events.reduce(subject.evolve, emptyState)
    const asked = { kind: 'template', name: 'a', language: 'en' } as const
    return !isRight(subject.ask(state, { phoneNumberId: '100', customer }, asked, origin + hour * HOUR))
  }

  test('is refused, the current one is not', () => {
    const events = [says('a', 0, 'US.1', ['1555']), renamed(1, 'US.1', 'US.2')]
    expect([refused(events, 'US.1', 2), refused(events, 'US.2', 2)]).toEqual([true, false])
  })

  test('is refused as phone number and as user id, when both were replaced', () => {
    const events = [
      says('a', 0, 'US.1', ['1555']),
      renamed(1, '1555', '1777'),
      { ...renamed(1, 'US.1', 'US.2'), id: 'r' },
    ]
    expect([refused(events, 'US.1', 2), refused(events, '1555', 2), refused(events, '1777', 2)]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('that came back is not refused any more', () => {
    const there = [renamed(1, 'US.1', 'US.2'), says('b', 3, 'US.1')]
    expect(refused(there, 'US.1', 4)).toBe(false)
  })

  test('by itself means nothing', () => {
    expect(refused([says('a', 0, 'US.1'), renamed(1, 'US.1', 'US.1')], 'US.1', 2)).toBe(false)
  })

  test('a phone number that went to somebody else joins no two customers', () => {
    const events = [
      says('a', 0, 'US.1', ['1555']),
      renamed(1, 'US.1', 'US.2'),
      says('c', 50 * 24, 'US.3', ['1555']),
    ]
    const state = events.reduce(subject.evolve, emptyState)
    const phase = (customer: string): unknown =>
      subject.view(state, { phoneNumberId: '100', customer }, origin + 50 * DAY + HOUR)
    expect(phase('US.1')).toMatchObject({ right: { phase: 'closed' } })
    expect(phase('US.3')).toMatchObject({ right: { phase: 'open' } })
    expect(phase('1555')).toMatchObject({ right: { phase: 'open' } })
  })
})

describe('a message', () => {
  const status = (name: MessageStatus['status'], at: Instant): Event => ({
    type: 'message-status',
    id: `w/${name}/${at}`,
    message: 'w',
    status: name,
    at,
    pricing: { model: 'PMP', category: 'utility' },
    ...key,
  })

  test('that is delivered again days later, to another phone of a group, is still one message', () => {
    const events = [
      status('sent', origin),
      status('delivered', origin + 5000),
      status('delivered', origin + 20 * DAY),
    ]
    const talk: Event[] = [1, 5, 9, 13, 17, 21].map((day) => ({
      type: 'customer-messaged',
      id: `c${day}`,
      at: origin + day * DAY,
      kind: 'reaction',
      ...key,
    }))
    const told: string[] = []
    let state = emptyState
    for (const event of [...events, ...talk].toSorted((a, b) => a.at - b.at)) {
      const absorbed = subject.absorb(state, event)
      state = absorbed.state
      told.push(...absorbed.settled.messages.map(({ id }) => id))
    }
    told.push(...subject.settle(state, key, origin + 100 * DAY).settled.messages.map(({ id }) => id))
    expect(told).toEqual(['w'])
    expect(subject.view(state, key, origin + 20 * DAY + HOUR)).toMatchObject({ right: { phase: 'closed' } })
  })

  test('keeps an entry point that it opened, although a second click came before its delivery', () => {
    const era = engine({ ...subject.settings, rulebook: '2023-06-01' })
    const click = (id: string, hour: number): Event => ({
      type: 'customer-messaged',
      id,
      at: origin + hour * HOUR,
      kind: 'text',
      entryPoint: { source: 'ad' },
      ...key,
    })
    const events = [
      click('a', 0),
      status('sent', origin + HOUR),
      click('b', 3),
      status('delivered', origin + 5 * HOUR),
    ]
    const state = events.reduce(era.evolve, emptyState)
    expect(era.view(state, key, origin + 6 * HOUR)).toMatchObject({
      right: { entryPoint: { state: 'open', opensAt: origin + 5 * HOUR } },
    })
  })
})
