import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLines } from '@guichet/laws'
import {
  HOUR,
  MINUTE,
  defaultSettings,
  engine,
  rulebooks,
  type Event,
  type MessageStatus,
  type OpenQuestions,
} from '../src/index.ts'
import { billWith, lineOf, readBill, threadEvents, type Bill } from './support/bills.ts'
import { midnight, type Stage } from './support/billing-messages.ts'
import { billingTraces, recentOf, shuffled, turns, zones } from './support/billing-traces.ts'
import { holds, isRefuted } from './support/check.ts'
import { same } from './support/folds.ts'
import { key } from './support/names.ts'

const sentAt = Date.UTC(2024, 10, 1, 12)
const status = (message: string, more: Partial<MessageStatus>): MessageStatus => ({
  type: 'message-status',
  id: `${message}/${more.status}`,
  message,
  status: 'delivered',
  at: sentAt,
  ...key,
  ...more,
})
const endsAfter = (hours: number): Partial<MessageStatus> => ({
  status: 'sent',
  pricing: { model: 'CBP', category: 'referral_conversion' },
  conversation: { id: 'x', expiresAt: sentAt + hours * HOUR },
})
const ends = [
  status('a', endsAfter(24)),
  status('a', { status: 'delivered' }),
  status('z', endsAfter(1)),
  status('z', { status: 'delivered' }),
  status('late', { status: 'delivered', at: sentAt + 2 * HOUR }),
]

const inZone = (timeZone: string, overrides: Partial<OpenQuestions> = {}): Bill =>
  billWith(engine({ ...defaultSettings, timeZone, overrides }))

type Given = readonly [Stage, readonly Event[]]

describe('the bill and the bill of the reading copy', () => {
  const agree =
    (bill: (stage: Stage) => Bill) =>
    ([stage, events]: Given): boolean =>
      same(bill(stage)(events).map(lineOf), readBill(events, stage.timeZone))

  test.each(zones)('are the same across every switch-over in %s', (timeZone) => {
    const bill = inZone(timeZone)
    holds(
      [billingTraces(turns, [timeZone])],
      agree(() => bill),
      150,
    )
  })

  test.each(rulebooks)('are the same where $id always holds', ({ id }) => {
    const bill = billWith(engine({ ...defaultSettings, rulebook: id }))
    holds(
      [billingTraces(turns, ['UTC'])],
      ([, events]) => same(bill(events).map(lineOf), readBill(events, 'UTC', id)),
      60,
    )
  })

  /** Two messages of one instant name contrary ends of an entry point; what one more costs shows which one counts. */
  test.each<[string, Event, string]>([
    [
      'that of a free-form message, for one that only statuses show may be a template and comes before it',
      { type: 'business-messaged', id: 'a', at: sentAt, content: { kind: 'service' }, ...key },
      'free_entry_point',
    ],
    [
      'that of the later id, also if its message was read before it was sent',
      status('z', { status: 'read', at: sentAt - MINUTE }),
      'regular',
    ],
  ])('are the same where the last of two ends is %s', (_last, event, type) => {
    const charges = inZone('UTC')([event, ...ends]).map(lineOf)
    expect(charges.at(-1)?.type).toBe(type)
    expect(charges).toEqual(readBill([event, ...ends], 'UTC'))
  })

  test('mutant: rules that change at midnight UTC are refuted', () => {
    expect(
      isRefuted(
        [billingTraces()],
        agree(() => inZone('UTC')),
      ),
    ).toBe(true)
  })

  test.each<Partial<OpenQuestions>>([
    { chargedAsOf: 'sent' },
    { utilityWindowTestedAt: 'sent' },
    { entryPointStartsAt: 'sent' },
    { entryPointStartsAt: 'delivered' },
    { groupMarketingIsFreeInWindow: true },
    { reactionOpensWindow: true },
    { unsupportedOpensWindow: false },
  ])('mutant: another position, %o, is refuted', (overrides) => {
    expect(
      isRefuted(
        [billingTraces()],
        agree(({ timeZone }) => inZone(timeZone, overrides)),
      ),
    ).toBe(true)
  })
})

describe('charges', () => {
  test('are the same in any order of arrival, any number of times', () => {
    holds(
      [
        billingTraces().chain(([stage, events]) =>
          shuffled(recentOf(events)).map((arrived) => [stage, recentOf(events), arrived] as const),
        ),
      ],
      ([{ timeZone }, facts, arrived]) => {
        const bill = inZone(timeZone)
        return same(bill(arrived), bill(facts))
      },
    )
  })

  /** One charge for each message that was delivered and did not fail, and none for any other. */
  const oneEach =
    (billIn: (timeZone: string) => Bill) =>
    ([{ timeZone }, events]: Given): boolean => {
      const charges = billIn(timeZone)(events)
      const delivered = readLines({ timeZone, rulebook: 'auto', events }, Infinity)
      return same(
        charges.map(({ message }) => message).sort(),
        delivered.map(({ message }) => message).sort(),
      )
    }
  const threadName = ({ phoneNumberId, customer }: { phoneNumberId: string; customer: string }): string =>
    `${phoneNumberId} ${customer}`

  test('are one for each message that was delivered and did not fail', () => {
    holds([billingTraces()], oneEach(inZone))
  })

  test('mutant: charging at sending is refuted', () => {
    const atSending =
      (timeZone: string): Bill =>
      (events) =>
        inZone(timeZone)(
          events.flatMap((event): readonly Event[] =>
            event.type === 'business-messaged'
              ? [
                  event,
                  {
                    ...event,
                    type: 'message-status',
                    id: `${event.id}/x`,
                    message: event.id,
                    status: 'delivered',
                  },
                ]
              : [event],
          ),
        )
    expect(isRefuted([fc.noShrink(billingTraces())], oneEach(atSending))).toBe(true)
  })

  test('have no unit exactly where nothing is ever charged', () => {
    holds([billingTraces()], ([{ timeZone }, events]) =>
      inZone(timeZone)(events).every(({ unit, type }) => (unit === 'none') === (type === 'not_charged')),
    )
  })

  test('of all threads are those of each thread by itself', () => {
    holds([billingTraces()], ([{ timeZone }, events]) => {
      const all = inZone(timeZone)(events)
      const threads = [...new Set(threadEvents(events).map(threadName))]
      const alone = threads.flatMap((thread) =>
        inZone(timeZone)(events.filter((e) => e.type === 'template-changed' || threadName(e) === thread)),
      )
      return alone.length === all.length && all.every((one) => alone.some((other) => same(one, other)))
    })
  })

  test('name the rulebook in force at the delivery, and the month that it is there', () => {
    holds([billingTraces()], ([{ timeZone }, events]) => {
      const { rulesAt } = engine({ ...defaultSettings, timeZone })
      return inZone(timeZone)(events).every(
        ({ at, rulebook, month }) => rulebook === rulesAt(at).id && month === rulesAt.monthOf(at),
      )
    })
  })

  test('of what happens under one rulebook are those where it always holds', () => {
    holds([billingTraces()], ([{ turn, timeZone }, events]) => {
      const next =
        turns.map((date) => midnight(date, timeZone)).find((at) => at > midnight(turn, timeZone)) ?? Infinity
      const within = events.filter(
        ({ type, at }) => type === 'template-changed' || (midnight(turn, timeZone) <= at && at < next),
      )
      const auto = engine({ ...defaultSettings, timeZone })
      const forced = engine({ ...auto.settings, rulebook: auto.rulesAt(midnight(turn, timeZone)).id })
      return same(billWith(auto)(within), billWith(forced)(within))
    })
  })

  test.each(rulebooks)('move with the facts where $id always holds', ({ id }) => {
    const bill = billWith(engine({ ...defaultSettings, rulebook: id }))
    holds(
      [billingTraces(turns, ['UTC']), fc.integer({ min: -300 * 1440, max: 300 * 1440 })],
      ([, events], minutes) => {
        // Conversations end at full minutes (CONV-A13).
        const shift = minutes * MINUTE
        // Calls open the window from a date on.
        const facts = events.filter(({ type }) => !type.includes('call'))
        const moved = facts.map((event) => shifted(event, shift))
        return same(
          bill(moved).map(lineOf),
          bill(facts).map((charge) => ({ ...lineOf(charge), at: charge.at + shift })),
        )
      },
      60,
    )
  })
})

const shifted = (event: Event, by: number): Event =>
  event.type === 'message-status' && event.conversation?.expiresAt !== undefined
    ? {
        ...event,
        at: event.at + by,
        conversation: { ...event.conversation, expiresAt: event.conversation.expiresAt + by },
      }
    : { ...event, at: event.at + by }
