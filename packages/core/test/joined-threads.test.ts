import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  engine,
  type Event,
  type Instant,
  type ThreadCharge,
  type ThreadEvent,
} from '../src/index.ts'
import { emptyState } from '../src/store.ts'

const guichet = engine()
const origin = Date.UTC(2026, 9, 1, 10)
const phone = { phoneNumberId: '100', customer: '15550100001' }
const user = { phoneNumberId: '100', customer: 'FR.1' }
type Where = typeof phone

const sent = (id: string, at: Instant, where: Where): ThreadEvent => ({
  type: 'business-messaged',
  id,
  at,
  content: { kind: 'service' },
  ...where,
})
const delivered = (message: string, at: Instant, where: Where): ThreadEvent => ({
  type: 'message-status',
  id: `${message}/delivered`,
  message,
  status: 'delivered',
  at,
  ...where,
})
const says = (at: Instant, where: Where, aliases?: readonly string[]): ThreadEvent => ({
  type: 'customer-messaged',
  id: `says ${at}`,
  at,
  kind: 'text',
  ...where,
  ...(aliases === undefined ? {} : { aliases }),
})
/** Both ids are the same customer's. */
const linked = (at: Instant): ThreadEvent => says(at, user, [phone.customer])

const charged = (events: readonly Event[]): readonly ThreadCharge[] => {
  let state = emptyState
  const settled: ThreadCharge[] = []
  for (const event of events) {
    const absorbed = guichet.absorb(state, event)
    state = absorbed.state
    const { thread } = absorbed
    if (thread !== null) for (const charge of absorbed.settled.charges) settled.push({ ...thread, ...charge })
  }
  return guichet.charges(state, settled)
}

const messagesOf = (events: readonly Event[]): readonly string[] =>
  charged(events).map(({ message }) => message)

describe('where two ids turn out to be one customer after something was settled', () => {
  test('a message that both threads had settled is charged once', () => {
    const events = [
      sent('w', origin, phone),
      delivered('w', origin + 1000, phone),
      delivered('w', origin + 1000, user),
      ...[phone, user].flatMap((where) => [says(origin + 20 * DAY, where), says(origin + 40 * DAY, where)]),
      linked(origin + 41 * DAY),
    ]
    expect(charged(events)).toMatchObject([{ customer: 'FR.1', message: 'w', category: 'service' }])
  })

  test('a message that both threads wait for is charged once', () => {
    const each = [phone, user].flatMap((where) => [
      sent('w', origin, where),
      sent(`b ${where.customer}`, origin + HOUR / 12, where),
      delivered('w', origin + 2 * DAY, where),
      says(origin + 11 * DAY, where),
      says(origin + 21 * DAY, where),
    ])
    expect(messagesOf([...each, linked(origin + 22 * DAY)])).toEqual(['w'])
  })

  test('a delivery that only one of them has is not lost', () => {
    const events = [
      sent('w', origin, user),
      says(origin + 39 * DAY, user),
      says(origin + 48 * DAY, user),
      delivered('w', origin + 7 * DAY, phone),
      linked(origin + 49 * DAY),
    ]
    expect(messagesOf(events)).toEqual(['w'])
  })
})

describe('a user id', () => {
  test('is never handed on: a customer with two of them keeps what is known', () => {
    const events = [
      says(origin, user),
      sent('w', origin + 1000, user),
      delivered('w', origin + 2000, user),
      says(origin + HOUR, { phoneNumberId: '100', customer: 'FR.2' }, ['FR.1']),
    ]
    expect(messagesOf(events)).toEqual(['w'])
  })
})
