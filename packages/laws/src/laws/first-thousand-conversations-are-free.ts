import fc from 'fast-check'
import type { Instant, ReportedPricing } from '@guichet/core'
import type { Law } from '../law.ts'
import { startOfLocalDay } from '../reading/calendar.ts'
import { amountUnder, costs, freeOfAMonth, type FreeOfAMonth } from '../script/free-of-a-month.ts'
import { dig, isAllowed, isOk } from '../script/replies.ts'
import { chargesAndForecast, customersInTurn } from '../script/customers-in-turn.ts'
import { scene } from '../script/episodes.ts'
import { sawChargeType } from '../script/situations.ts'
import { MINUTE } from '../script/stories.ts'
import { mishearsEach, misspeaks } from '../spoil/spoil.ts'
import type { Story } from '../story.ts'

const amount = amountUnder('2022-02-01')

/** Months under each rule that gave conversations for free (CONV-A6, CONV-B10). */
const months = ['2022-06-01', '2023-04-01', '2023-08-01', '2024-05-01'] as const
const zones = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata'] as const

/** Since then service conversations have a category of their own (CONV-B10). */
const since = Date.UTC(2023, 5, 1)

const pricingAt = (at: Instant): ReportedPricing => ({
  model: 'CBP',
  category: at < since ? 'user_initiated' : 'service',
})

const expected = (story: Story): FreeOfAMonth => freeOfAMonth(story, 'free_tier')

export const firstThousandConversationsAreFree: Law = {
  id: 'first-thousand-conversations-are-free',
  sentence:
    'Until October 2024 the first 1,000 conversations that customers began with an account in a month were free, whatever the phone number and the order of arrival; the others were not.',
  cites: ['CONV-A6', 'CONV-B10', 'POS-30'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      month: fc.constantFrom(...months),
      timeZone: fc.constantFrom(...zones),
      monthBefore: fc.integer({ min: 0, max: 3 }),
      beyond: fc.integer({ min: -1, max: 3 }),
      turn: fc.nat(amount),
    })
    .map(({ month, timeZone, monthBefore, beyond, turn }) => {
      const count = monthBefore + amount + beyond
      const at = (index: number): Instant =>
        startOfLocalDay(month, timeZone) + (index - monthBefore) * 3 * MINUTE
      const events = customersInTurn(count, at, pricingAt)
      return scene(events, { timeZone, arrivals: [...events.slice(turn), ...events.slice(0, turn)] })
    }),
  script: chargesAndForecast,
  holds: (story, replies) => {
    const { types, used } = expected(story)
    return (
      replies.length === 4 &&
      replies.every(isOk) &&
      costs(replies[2], types) &&
      isAllowed(replies[3]) &&
      dig(replies[3], 'charge', 'type') === (used < amount ? 'free_tier' : 'regular')
    )
  },
  situations: {
    'the free ones were used up': sawChargeType('regular'),
    'one more was still free': (story) => expected(story).used < amount,
    'some fell into the month before': (story) => expected(story).used < expected(story).types.size,
    'they came in another order': ({ arrivals, events }) => arrivals[0] !== events[0],
  },
  mutants: [
    {
      defect: 'the free ones are never used up',
      spoil: misspeaks((reply) => {
        if (!Array.isArray(reply['charges'])) return reply
        return { ...reply, charges: reply['charges'].map((charge) => ({ ...charge, type: 'free_tier' })) }
      }),
    },
    {
      defect: 'every phone number has free ones of its own',
      spoil: mishearsEach((request) =>
        request.op === 'absorb'
          ? {
              ...request,
              events: request.events.map((event) => ({ ...event, account: String(event['phoneNumberId']) })),
            }
          : request,
      ),
    },
    {
      defect: 'months are those of UTC',
      spoil: mishearsEach((request) => (request.op === 'reset' ? { ...request, timeZone: 'UTC' } : request)),
    },
    {
      defect: 'one more is forecast as free',
      spoil: misspeaks((reply) =>
        isAllowed(reply) ? { ...reply, charge: { ...Object(reply['charge']), type: 'free_tier' } } : reply,
      ),
    },
  ],
}
