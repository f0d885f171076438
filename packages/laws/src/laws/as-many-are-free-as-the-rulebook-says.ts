import fc from 'fast-check'
import type { Event, Instant, ReportedPricing, RulebookId } from '@guichet/core'
import type { Law, Mutant } from '../law.ts'
import { startOfLocalDay } from '../reading/calendar.ts'
import type { Allowance, AmendmentJson } from '../reading/values.ts'
import { costs } from '../script/free-of-a-month.ts'
import { invented } from '../script/invented.ts'
import { dig, isAllowed, isOk } from '../script/replies.ts'
import { account, chargesAndForecast, customersInTurn } from '../script/customers-in-turn.ts'
import { scene } from '../script/episodes.ts'
import { sawChargeType } from '../script/situations.ts'
import { MINUTE } from '../script/stories.ts'
import { mishearsEach } from '../spoil/spoil.ts'
import type { Story } from '../story.ts'

/** An amendment that gives another allowance, in each way in which rulebooks have counted one. */
const allowed: Readonly<Record<RulebookId, Omit<Allowance, 'amount'>>> = {
  '2022-06-01': { counts: 'conversations', per: 'account' },
  '2023-08-01': { counts: 'service-conversations', per: 'account' },
  [invented.effective]: { counts: 'service-messages', per: 'phone-number' },
}
const days: readonly RulebookId[] = ['2022-06-01', '2023-08-01', invented.effective]

const amendmentOf = (effective: RulebookId, amount: number): AmendmentJson => ({
  effective,
  summary: `${amount} are free.`,
  changes: {
    freeTier: {
      ...(allowed[effective] ?? { counts: 'conversations', per: 'account' }),
      amount,
      because: ['OCT26-3'],
    },
  },
})

type Tier = NonNullable<AmendmentJson['changes']['freeTier']>

const ruleOf = ({ amendments }: Story): Allowance | undefined =>
  amendments?.[0]?.changes.freeTier ?? undefined
const isByMessage = (story: Story): boolean => ruleOf(story)?.counts === 'service-messages'

const pricingAt = (at: Instant): ReportedPricing =>
  at < Date.UTC(2023, 5, 1)
    ? { model: 'CBP', category: 'user_initiated' }
    : { model: at < Date.UTC(2025, 6, 1) ? 'CBP' : 'PMP', category: 'service' }

/** What each delivery costs: in the month of the amendment as many are free as it says, before it nearly all. */
const expected = (story: Story): { types: ReadonlyMap<string, string>; nextIsFree: boolean } => {
  const { amount = 0, per } = ruleOf(story) ?? {}
  const since = startOfLocalDay(story.amendments?.[0]?.effective ?? '', story.timeZone)
  const free = isByMessage(story) ? 'free_customer_service' : 'free_tier'
  const used = new Map<string, number>()
  const take = (event: Event): boolean => {
    if (event.at < since || !('phoneNumberId' in event)) return true
    const whose = per === 'account' ? account : event.phoneNumberId
    used.set(whose, (used.get(whose) ?? 0) + 1)
    return (used.get(whose) ?? 0) <= amount
  }
  const types = new Map<string, string>()
  for (const event of story.events)
    if (event.type === 'message-status') types.set(event.message, take(event) ? free : 'regular')
  const last = story.events.at(-1)
  return { types, nextIsFree: last !== undefined && take(last) }
}

const givesAnother = (change: (amount: number) => number): Mutant['spoil'] =>
  withTier(({ amount, ...rest }) => ({ ...rest, amount: change(amount) }))

const withTier = (change: (tier: Tier) => Tier): Mutant['spoil'] =>
  mishearsEach((request) =>
    request.op === 'reset' && request.amendments !== undefined
      ? { ...request, amendments: request.amendments.map((one) => amended(one, change)) }
      : request,
  )

const amended = (one: AmendmentJson, change: (tier: Tier) => Tier): AmendmentJson => {
  const { freeTier } = one.changes
  return freeTier == null ? one : { ...one, changes: { ...one.changes, freeTier: change(freeTier) } }
}

export const asManyAreFreeAsTheRulebookSays: Law = {
  id: 'as-many-are-free-as-the-rulebook-says',
  sentence:
    'In each month as many are free as the rulebook in force says, counted for whom it says, whatever the number is and in whatever order they arrive; the others are not.',
  cites: ['CONV-A6', 'CONV-B10', 'OCT26-3', 'POS-30'],
  judgesFrom: 'codes',
  needs: 'amendments',
  stories: fc
    .record({
      effective: fc.constantFrom(...days),
      timeZone: fc.constantFrom('UTC', 'America/Los_Angeles', 'Asia/Kolkata'),
      amount: fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }) },
        { weight: 1, arbitrary: fc.constant(500) },
      ),
      monthBefore: fc.integer({ min: 0, max: 3 }),
      beyond: fc.integer({ min: -1, max: 4 }),
      turn: fc.nat(20),
    })
    .map(({ effective, timeZone, amount, monthBefore, beyond, turn }) => {
      const shares = effective === invented.effective ? 2 : 1
      const count = monthBefore + Math.max(0, shares * amount + beyond)
      const at = (index: number): Instant =>
        startOfLocalDay(effective, timeZone) + (index - monthBefore) * 3 * MINUTE
      const events = customersInTurn(count, at, pricingAt)
      return scene(events, {
        timeZone,
        amendments: [amendmentOf(effective, amount)],
        arrivals: [...events.slice(turn), ...events.slice(0, turn)],
      })
    }),
  script: chargesAndForecast,
  holds: (story, replies) => {
    const { types, nextIsFree } = expected(story)
    const free = isByMessage(story) ? 'free_customer_service' : 'free_tier'
    return (
      replies.length === 4 &&
      replies.every(isOk) &&
      costs(replies[2], types) &&
      isAllowed(replies[3]) &&
      dig(replies[3], 'charge', 'type') === (nextIsFree ? free : 'regular')
    )
  },
  situations: {
    'conversations of an account were counted': (story) => !isByMessage(story),
    'messages of a phone number were counted': isByMessage,
    'the free ones were used up': sawChargeType('regular'),
    'one more was still free': (story) => expected(story).nextIsFree,
    'an amount as large as a rulebook might give': (story) => (ruleOf(story)?.amount ?? 0) >= 500,
    'they came in another order': ({ arrivals, events }) => arrivals[0] !== events[0],
  },
  mutants: [
    { defect: 'a thousand are free, whatever the rulebook says', spoil: givesAnother(() => 1000) },
    { defect: 'one more is free than the rulebook says', spoil: givesAnother((amount) => amount + 1) },
    {
      defect: 'every phone number has free ones of its own',
      spoil: withTier((tier) => ({ ...tier, per: 'phone-number' })),
    },
  ],
}
