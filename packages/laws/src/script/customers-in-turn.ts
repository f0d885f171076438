import type { Event, Instant, ReportedPricing } from '@guichet/core'
import type { Request } from '../protocol.ts'
import { absorb, reset, type Story } from '../story.ts'
import { writes } from './episodes.ts'
import { askAt, charges, service } from './requests.ts'

/** The account of both phone numbers. */
export const account = '900'

/** Each customer has a thread, with one of two phone numbers in turn. */
const threadOf = (index: number) => ({
  phoneNumberId: index % 2 === 0 ? '100' : '200',
  customer: `1555${10_000 + index}`,
  account,
})

/**
 * So many customers were answered, and the last one waits. A status alone proves that a customer was answered; its
 * wamid tells its place.
 */
export const customersInTurn = (
  count: number,
  at: (index: number) => Instant,
  pricingAt: (at: Instant) => ReportedPricing,
): readonly Event[] => [
  ...Array.from({ length: count }, (_, index): Event => ({
    type: 'message-status',
    id: `d${index}`,
    message: `m${String(index).padStart(5, '0')}`,
    status: 'delivered',
    at: at(index),
    pricing: pricingAt(at(index)),
    ...threadOf(index),
  })),
  writes('waiting', at(count), undefined, threadOf(count)),
]

/** Asks for all charges, and what an answer to the customer who waits would cost. */
export const chargesAndForecast = (story: Story): readonly Request[] => [
  reset(story),
  absorb(story.arrivals),
  charges,
  askAt(threadOf(story.events.length - 1), service, story.events.at(-1)?.at ?? 0),
]
