import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import { scene, thread } from '../script/episodes.ts'
import { amountUnder, costs, freeOfAMonth } from '../script/free-of-a-month.ts'
import { dig, isOk } from '../script/replies.ts'
import { charges } from '../script/requests.ts'
import { sawChargeType } from '../script/situations.ts'
import { MINUTE } from '../script/stories.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { absorb, reset } from '../story.ts'

const december = Date.UTC(2026, 11, 1)
const amount = amountUnder('2026-10-01')

/** A status alone proves a service message; customers take turns, for the month's free ones are the number's. */
const delivery = (at: number, index: number): Event => ({
  type: 'message-status',
  id: `d${index}`,
  message: `m${String(index).padStart(5, '0')}`,
  status: 'delivered',
  at,
  phoneNumberId: thread.phoneNumberId,
  customer: `155501${index % 50}`,
  pricing: { model: 'PMP', category: 'service' },
})

export const firstThousandAreFree: Law = {
  id: 'first-thousand-are-free',
  sentence:
    'Since October 2026 the first 1,000 service messages that a phone number delivers in a month are free, in whatever order they arrive; the others are not.',
  cites: ['OCT26-2', 'OCT26-3'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      november: fc.integer({ min: 0, max: 3 }),
      beyond: fc.integer({ min: 0, max: 4 }),
      turn: fc.integer({ min: 0, max: amount }),
    })
    .map(({ november, beyond, turn }) => {
      const events = Array.from({ length: november + amount + beyond }, (_, index) =>
        delivery(december + (index - november) * 3 * MINUTE, index),
      )
      return scene(events, { arrivals: [...events.slice(turn), ...events.slice(0, turn)] })
    }),
  script: (story) => [reset(story), absorb(story.arrivals), charges],
  holds: (story, replies) =>
    replies.length === 3 &&
    replies.every(isOk) &&
    costs(replies[2], freeOfAMonth(story, 'free_customer_service').types),
  situations: {
    'the free ones were used up': sawChargeType('regular'),
    'some fell into the month before': ({ events }) => (events[0]?.at ?? 0) < december,
    'they came in another order': ({ arrivals, events }) => arrivals[0] !== events[0],
  },
  mutants: [
    {
      defect: 'the free ones are counted as they come in',
      spoil: misspeaks((reply, _, told) => {
        if (!Array.isArray(reply['charges'])) return reply
        const place = new Map(told.map((event, index) => [event['message'], index]))
        const charged = reply['charges'].map((charge) => ({
          ...charge,
          type: (place.get(dig(charge, 'message')) ?? 0) < amount ? 'free_customer_service' : 'regular',
        }))
        return { ...reply, charges: charged }
      }),
    },
    {
      defect: 'the thousandth is not free',
      spoil: misspeaks((reply) => {
        if (!Array.isArray(reply['charges'])) return reply
        const free = reply['charges'].filter((charge) => dig(charge, 'type') === 'free_customer_service')
        const last = free.at(-1)
        return {
          ...reply,
          charges: reply['charges'].map((charge) =>
            charge === last ? { ...charge, type: 'regular' } : charge,
          ),
        }
      }),
    },
  ],
}
