import { describe, expect, test } from 'vitest'
import { HOUR, engine, isRight, type Event } from '../src/index.ts'
import { emptyState } from '../src/store.ts'
import { scene } from '@guichet/laws'
import { key, origin } from './support/names.ts'

/**
 * The rules as scenes, one a row, in the words of `scene`. Then an hour to ask at, and what holds: phase, end of the
 * window, conversation as initiator:opened-started-closes, and which of service message and template may be sent.
 */
const subject = engine()
const stage = { ...key, start: origin }

const hours = (at: number | null | undefined): string => (at == null ? '-' : String((at - origin) / HOUR))

const holdsAt = (words: string, hour: number): readonly string[] => {
  const state = scene(words, stage).reduce(subject.evolve, emptyState)
  const at = origin + hour * HOUR
  const view = subject.view(state, key, at)
  if (!isRight(view)) return ['too old']
  const { phase, serviceWindow, conversation } = view.right
  const may = (['service', 'reaction'] as const).filter((kind) =>
    isRight(subject.ask(state, key, { kind }, at)),
  )
  return [
    phase,
    hours(serviceWindow?.closesAt),
    conversation === null
      ? '-'
      : `${conversation.initiatedBy}:${hours(conversation.openedAt)}..${hours(conversation.startedAt)}..${hours(conversation.closesAt)}`,
    may.length === 2 ? 'anything' : may.length === 0 ? 'template' : may.join(),
  ]
}

describe('scenes', () => {
  // prettier-ignore
  test.each([
    // scene                     hour  phase                window  conversation            may be sent
    // A quiet thread (G1, G6).
    ['c0',            0,     'open',              '24', 'user:0..-..24',       'anything'],
    ['c0',            23.99, 'open',              '24', 'user:0..-..24',       'anything'],
    ['c0',            24,    'closed',            '-',  '-',                   'template'],
    ['t0',            0,     'awaiting-customer', '-',  'business:0..0..24',   'template'],
    ['t0',            23.99, 'awaiting-customer', '-',  'business:0..0..24',   'template'],
    ['t0',            24,    'closed',            '-',  '-',                   'template'],
    // The conversation that the customer begins starts with the first response (G4), which restarts the clock (G3).
    ['c0 s2',         3,     'open',              '24', 'user:0..2..26',       'anything'],
    ['c0 s2 s5',      6,     'open',              '24', 'user:0..2..26',       'anything'],
    ['c0 r2',         3,     'open',              '24', 'user:0..2..26',       'anything'],
    ['c0 t2',         3,     'open',              '24', 'user:0..2..26',       'anything'],
    ['c0 s2',         25,    'closed',            '-',  'user:0..2..26',       'template'],
    ['c0 s2',         26,    'closed',            '-',  '-',                   'template'],
    // Each opening message restarts the clock (G3); the window follows the customer alone (G6).
    ['c0 c10',        30,    'open',              '34', 'user:0..-..34',       'anything'],
    ['c0 t10',        24,    'awaiting-customer', '-',  'user:0..10..34',      'template'],
    ['t0 c5',         6,     'open',              '29', 'business:0..0..29',   'anything'],
    ['t0 c5 s6',      28,    'open',              '29', 'business:0..0..29',   'anything'],
    ['t0 t20',        30,    'awaiting-customer', '-',  'business:0..0..44',   'template'],
    // After 24 silent hours a template begins anew (G5).
    ['t0 t24',        25,    'awaiting-customer', '-',  'business:24..24..48', 'template'],
    ['t0 c25',        26,    'open',              '49', 'user:25..-..49',      'anything'],
    ['c0 s2 c26',     27,    'open',              '50', 'user:26..-..50',      'anything'],
    ['c0 s2 c25',     26,    'open',              '49', 'user:0..2..49',       'anything'],
    // A service message outside the window opens nothing.
    ['s0',            1,     'closed',            '-',  '-',                   'template'],
    ['c0 s30',        31,    'closed',            '-',  '-',                   'template'],
    // A message that failed counts for nothing, from the failure on (G2).
    ['t0 x0@3',       2,     'awaiting-customer', '-',  'business:0..0..24',   'template'],
    ['t0 x0@3',       3,     'closed',            '-',  '-',                   'template'],
    ['c0 s2 x2@4',    3,     'open',              '24', 'user:0..2..26',       'anything'],
    ['c0 s2 x2@4',    4,     'open',              '24', 'user:0..-..24',       'anything'],
    ['c0 s2 x2@4 s6', 7,     'open',              '24', 'user:0..6..30',       'anything'],
    ['t0 c23 x0@24',  23,    'open',              '47', 'business:0..0..47',   'anything'],
    ['t0 c23 x0@24',  24,    'open',              '47', 'user:23..-..47',      'anything'],
    ['t0 t10 x0@11',  12,    'awaiting-customer', '-',  'business:10..10..34', 'template'],
    // At the same instant the customer comes first.
    ['s5 c5',         5,     'open',              '29', 'user:5..5..29',       'anything'],
    ['t5 c5',         5,     'open',              '29', 'user:5..5..29',       'anything'],
  ])('%s at hour %d: %s, window to %s, conversation %s, may send %s', (words, hour, ...expected) => {
    expect(holdsAt(words, hour)).toEqual(expected)
  })
})

describe('identity', () => {
  const phone = '15550100001'
  const userId = 'US.1'
  const says = (id: string, hour: number, customer: string, aliases?: readonly string[]): Event => ({
    type: 'customer-messaged',
    id,
    at: origin + hour * HOUR,
    kind: 'text',
    phoneNumberId: '100',
    customer,
    ...(aliases === undefined ? {} : { aliases }),
  })
  const phaseOf = (events: readonly Event[], customer: string, hour: number): string => {
    const state = events.reduce(subject.evolve, emptyState)
    const view = subject.view(state, { phoneNumberId: '100', customer }, origin + hour * HOUR)
    return isRight(view) ? view.right.phase : 'too old'
  }

  test('a phone number and a user id of one customer name one thread, in any order of arrival', () => {
    const events = [says('a', 0, phone), says('b', 5, userId), says('c', 3, userId, [phone])]
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]
    for (const order of orders) {
      const arrived = order.flatMap((index) => events[index] ?? [])
      for (const customer of [phone, userId])
        expect([phaseOf(arrived, customer, 28.9), phaseOf(arrived, customer, 29)]).toEqual(['open', 'closed'])
    }
  })

  test('a window does not move to a new number, and the old one is not written to (POS-26, ID-5)', () => {
    const renamed: Event = {
      type: 'customer-renamed',
      id: 'r',
      at: origin + HOUR,
      phoneNumberId: '100',
      customer: phone,
      previous: phone,
      current: '15550100009',
    }
    const state = [says('a', 0, phone), renamed].reduce(subject.evolve, emptyState)
    const ask = (customer: string): unknown =>
      subject.ask(state, { phoneNumberId: '100', customer }, { kind: 'service' }, origin + 2 * HOUR)
    expect(ask(phone)).toMatchObject({
      left: {
        reasons: [{ code: 'customer-unknown', current: '15550100009' }],
        remedies: [{ do: 'wait-for-customer' }],
      },
    })
    expect(ask('15550100009')).toMatchObject({ left: { reasons: [{ code: 'service-window-closed' }] } })
    const carrying = engine({ ...subject.settings, overrides: { carryWindowOnIdentityChange: true } })
    const carried = [says('a', 0, phone), renamed].reduce(carrying.evolve, emptyState)
    expect(
      carrying.view(carried, { phoneNumberId: '100', customer: '15550100009' }, origin + 2 * HOUR),
    ).toMatchObject({
      right: { phase: 'open' },
    })
  })
})
