import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  HOUR,
  defaultSettings,
  engine,
  isRight,
  phoneNumbersOf,
  rulebooks,
  type Content,
  type Engine,
  type Event,
  type Forecast,
  type Instant,
  type State,
  type ThreadCharge,
  type ThreadKey,
  type View,
} from '../src/index.ts'
import { emptyState } from '../src/store.ts'
import { keysOf, threadEvents } from './support/bills.ts'
import { billingTraces, turns } from './support/billing-traces.ts'
import { holds, isRefuted } from './support/check.ts'
import { same } from './support/folds.ts'

const contents: readonly Content[] = [
  { kind: 'service' },
  { kind: 'reaction' },
  { kind: 'template', name: 'registered', language: 'en_US' },
  { kind: 'template', name: 'nameless', language: 'en_US' },
  ...['marketing', 'utility', 'authentication'].map((category): Content => ({
    kind: 'template',
    name: `a ${category}`,
    language: 'en_US',
    category,
  })),
]

/** What is sent and delivered at an instant, with a wamid that comes after all others. */
const sentAndDelivered = (
  state: State,
  key: ThreadKey,
  content: Content,
  at: Instant,
  subject: Engine,
): State => {
  const message = '~'
  const events: readonly Event[] = [
    { type: 'business-messaged', id: message, at, content, ...key },
    { type: 'message-status', id: '~/d', message, status: 'delivered', at, ...key },
  ]
  return events.reduce(subject.evolve, state)
}

const viewed = (subject: Engine, state: State, key: ThreadKey, at: Instant): View | null => {
  const view = subject.view(state, key, at)
  return isRight(view) ? view.right : null
}

/** What is open at an instant in one view and not in the other. */
const openedBetween = (before: View, after: View): unknown => ({
  conversations: after.billedConversations
    .filter(({ category }) => category !== 'referral_conversion')
    .filter((one) => !before.billedConversations.some((other) => same(one, other)))
    .map(({ category, closesAt }) => ({ category, closesAt })),
  entryPoint:
    after.entryPoint?.state === 'open' && before.entryPoint?.state !== 'open'
      ? after.entryPoint.closesAt
      : null,
})

const openedBy = ({ opens }: Forecast): unknown => ({
  conversations: opens.flatMap((one) =>
    one.what === 'billed-conversation' ? [{ category: one.category, closesAt: one.closesAt }] : [],
  ),
  entryPoint: opens.find(({ what }) => what === 'free-entry-point')?.closesAt ?? null,
})

type Ask = (subject: Engine, state: State, key: ThreadKey, content: Content, at: Instant) => Forecast | null
const ask: Ask = (subject, state, key, content, at) => {
  const answer = subject.ask(state, key, content, at)
  return isRight(answer) ? answer.right.charge : null
}

/** The state after these events, and the charges that were settled on the way. */
const heard = (
  subject: Engine,
  events: readonly Event[],
): { readonly state: State; readonly settled: readonly ThreadCharge[] } => {
  const settled: ThreadCharge[] = []
  const state = events.reduce((before, event) => {
    const absorbed = subject.absorb(before, event)
    const { thread } = absorbed
    if (thread !== null) settled.push(...absorbed.settled.charges.map((charge) => ({ ...thread, ...charge })))
    return absorbed.state
  }, emptyState)
  return { state, settled }
}

/** How many charges claim the same month's tier as this one. */
const claimed = (charges: readonly ThreadCharge[], { claim, month, phoneNumberId }: ThreadCharge): number =>
  charges.filter(
    (other) =>
      other.claim !== null &&
      other.month === month &&
      (claim?.tier.per === 'account' || other.phoneNumberId === phoneNumberId),
  ).length

/** Is the forecast at this instant what the message then costs and opens? */
const comesTrue =
  (subject: Engine, asked: Ask) =>
  (events: readonly Event[], key: ThreadKey, content: Content, at: Instant): boolean => {
    const { state, settled } = heard(
      subject,
      events.filter((event) => event.at <= at),
    )
    const before = viewed(subject, state, key, at)
    const told = asked(subject, state, key, content, at)
    if (told === null || before === null) return true
    // An entry point that opens now also takes in what is delivered, and what Meta reports, at this very instant.
    const opensEntryPoint = told.opens.some(({ what }) => what === 'free-entry-point')
    const isReportedNow = events.some(
      (event) => event.at === at && event.type === 'message-status' && event.conversation !== undefined,
    )
    const isChargedNow = subject.charges(state).some((charge) => charge.at === at)
    if (opensEntryPoint && (isReportedNow || isChargedNow)) return true
    const then = sentAndDelivered(state, key, content, at, subject)
    const after = viewed(subject, then, key, at)
    const charge = subject
      .charges(then)
      .find(
        ({ message, phoneNumberId, customer }) => message === '~' && same({ phoneNumberId, customer }, key),
      )
    if (charge === undefined || after === null) return false
    const { unit, category, type, month } = charge
    // Of an unknown phone number it is not known whose tier it uses.
    const isKnown = phoneNumbersOf(state).includes(key.phoneNumberId)
    return (
      same([told.unit, told.category, told.type, told.month], [unit, category, type, month]) &&
      told.tier?.amount === charge.claim?.tier.amount &&
      (told.tier === null ||
        !isKnown ||
        told.tier.used === claimed(subject.charges(state, settled), charge)) &&
      same(openedBy(told), openedBetween(before, after))
    )
  }

/** An instant at which something happens in the trace, or a deadline of it. */
const later = fc.constantFrom(
  ...[0, 1, HOUR, 24 * HOUR, 72 * HOUR].flatMap((after) => [after, Math.max(0, after - 1)]),
)
const questions = fc.record({ index: fc.nat(), after: later, content: fc.constantFrom(...contents) })

const predicate =
  (subjectIn: (timeZone: string) => Engine, asked: Ask = ask) =>
  (
    [{ timeZone }, events]: readonly [{ readonly timeZone: string }, readonly Event[]],
    asking: readonly { index: number; after: number; content: Content }[],
  ): boolean => {
    const subject = subjectIn(timeZone)
    const facts = threadEvents(events)
    const keys = keysOf(events.reduce(subject.evolve, emptyState))
    return asking.every(({ index, after, content }) => {
      const fact = facts[index % facts.length]
      const key = keys[index % keys.length]
      if (fact === undefined || key === undefined) return true
      return comesTrue(subject, asked)(events, key, content, fact.at + after)
    })
  }
const asking = fc.array(questions, { minLength: 4, maxLength: 8, size: 'max' })
const auto = (timeZone: string): Engine => engine({ ...defaultSettings, timeZone })

describe('the forecast of a message', () => {
  test('is what it costs and opens when it is sent and delivered at that instant', () => {
    holds([billingTraces(), asking], predicate(auto), 150)
  })

  test.each(rulebooks)('comes true where $id always holds', ({ id }) => {
    const forced = engine({ ...defaultSettings, rulebook: id })
    holds(
      [billingTraces(turns, ['UTC']), asking],
      predicate(() => forced),
      100,
    )
  })

  test('mutant: one that forgets what is open is refuted', () => {
    const forgetful: Ask = (subject, _, key, content, at) => {
      const opener: Event = { type: 'customer-messaged', id: 'o', at, kind: 'text', ...key }
      return ask(subject, subject.evolve(emptyState, opener), key, content, at)
    }
    expect(isRefuted([billingTraces(), asking], predicate(auto, forgetful))).toBe(true)
  })

  test('knows when a tier is used up', () => {
    const subject = engine({ ...defaultSettings, rulebook: '2026-10-01' })
    const key = { phoneNumberId: '100', customer: '15550100001' }
    const start = Date.UTC(2026, 9, 5)
    const opener: Event = { type: 'customer-messaged', id: 'o', at: start, kind: 'text', ...key }
    let state = subject.evolve(emptyState, opener)
    for (let sent = 0; sent < 1001; sent++) {
      // No faster than WhatsApp takes messages to one customer.
      const at = start + sent * 6000
      const told = ask(subject, state, key, { kind: 'service' }, at)
      if (sent >= 998)
        expect(told).toMatchObject({
          type: sent < 1000 ? 'free_customer_service' : 'regular',
          tier: { used: Math.min(sent, 1000), amount: 1000 },
        })
      const id = `m${String(sent).padStart(4, '0')}`
      state = [
        { type: 'business-messaged' as const, id, at, content: { kind: 'service' as const }, ...key },
        {
          type: 'message-status' as const,
          id: `${id}/d`,
          message: id,
          status: 'delivered' as const,
          at,
          ...key,
        },
      ].reduce(subject.evolve, state)
    }
    expect(
      subject
        .charges(state)
        .filter(({ type }) => type === 'regular')
        .map(({ message }) => message),
    ).toEqual(['m1000'])
  })
})
