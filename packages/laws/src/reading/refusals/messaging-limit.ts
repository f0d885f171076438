import type { Event, Instant } from '@guichet/core'
import { iso } from '../../story.ts'
import { isInPortfolio, portfolioOf } from '../accounts.ts'
import { day } from '../calendar.ts'
import { threadsOf } from '../charges.ts'
import { threadFacts } from '../facts.ts'
import { messagesIn } from '../messages.ts'
import { peopleEverywhere, type Person } from '../people.ts'
import { goesAs, type Question } from '../question.ts'
import { firstOf, isOpenAt, type Reason, type Standing } from '../standing.ts'
import { windowAt } from '../window.ts'
import { isGroup } from './groups.ts'

/**
 * A portfolio writes to so many customers first in 24 hours (LIM-20): a template outside the window is refused to one
 * who is not counted, while as many are counted as the limit says.
 */
export const messagingLimitAgainst = (
  question: Question,
  standing: Standing,
  at: Instant,
): readonly Reason[] => {
  const limit = limitOf(standing)
  if (!hasMessagingLimitASay(question, standing, at) || typeof limit !== 'number') return []
  const outside = outsideOf(standing)
  if (!isLimitReached(outside, limit, askedCustomer(standing), at)) return []
  const frees = (then: Instant): boolean => then > at && countedAt(outside, then).size < limit
  const freesAt = firstOf(outside.flatMap(leavesAt), frees)
  return [
    {
      code: 'messaging-limit-reached',
      says: { limit, freesAt: freesAt === null ? null : iso(freesAt) },
      endsAt: freesAt,
    },
  ]
}

/** Do as many customers count as the limit says, and the asked one is none of them? */
export const isLimitReached = <Customer>(
  outside: readonly Outside<Customer>[],
  limit: number,
  asked: Customer | undefined,
  at: Instant,
): boolean => {
  const counted = countedAt(outside, at)
  return counted.size >= limit && !(asked !== undefined && counted.has(asked))
}

/** Only templates outside an open window reach new customers; a group is none. */
export const hasMessagingLimitASay = (question: Question, standing: Standing, at: Instant): boolean =>
  goesAs(question) === 'template' && !isOpenAt(standing, at) && !isGroup(standing, standing.moment.key)

/** The newest limit of the portfolio; `null` for none, `undefined` while it is not known. */
export const limitOf = ({ all, past, moment }: Standing): number | null | undefined => {
  const accounts = portfolioOf(moment.key.phoneNumberId, all)
  const changes = past
    .filter((event): event is LimitChanged => event.type === 'messaging-limit-changed')
    .filter(({ account }) => accounts === null || accounts.includes(account))
  const newest = Math.max(...changes.map((change) => change.at))
  // Of several of one instant the lowest is believed.
  const limits = changes.filter((change) => change.at === newest).map(({ limit }) => limit ?? Infinity)
  if (limits.length === 0) return undefined
  const lowest = Math.min(...limits)
  return lowest === Infinity ? null : lowest
}

type LimitChanged = Extract<Event, { type: 'messaging-limit-changed' }>

/** A message that was sent outside the window of its thread and did not fail. */
export interface Outside<Customer = Person> {
  readonly customer: Customer | undefined
  readonly sentAt: Instant
  readonly deliveredAt: Instant | null
  /** Does it count before it is delivered? */
  readonly isReserved: boolean
}

/** All of the portfolio's, by all of its numbers (POS-50). */
const outsideOf = (standing: Standing): readonly Outside[] => {
  const { all, moment } = standing
  const known = readBefore.get(standing)
  if (known !== undefined) return known
  const accounts = portfolioOf(moment.key.phoneNumberId, all)
  const { whose } = peopleEverywhere(all.events)
  const isReserved = all.settings?.limitReservesInFlight ?? true
  const outside = threadsOf(all)
    .filter(({ phoneNumberId }) => isInPortfolio(accounts, phoneNumberId, all))
    .filter((key) => !isGroup(standing, key))
    .flatMap((key) => {
      const facts = threadFacts(all, key, moment.at)
      return messagesIn(facts)
        .filter(({ failed, sentAt }) => !failed && windowAt(facts, sentAt, moment.calendar) === null)
        .map(({ sentAt, deliveredAt }) => ({
          customer: whose(key.customer, sentAt),
          sentAt,
          deliveredAt,
          isReserved,
        }))
    })
  readBefore.set(standing, outside)
  return outside
}

const readBefore = new WeakMap<Standing, readonly Outside[]>()

/** Each customer once: delivered to in the last 24 hours, or written to and neither delivered nor failed (POS-31, 32). */
export const countedAt = <Customer>(
  outside: readonly Outside<Customer>[],
  at: Instant,
): ReadonlySet<Customer | undefined> =>
  new Set(outside.filter((message) => isCounted(message, at)).map(({ customer }) => customer))

const isCounted = ({ sentAt, deliveredAt, isReserved }: Omit<Outside, 'customer'>, at: Instant): boolean =>
  deliveredAt === null ? isReserved && at < sentAt + day : at < deliveredAt + day

const leavesAt = ({ sentAt, deliveredAt }: Omit<Outside, 'customer'>): readonly Instant[] => [
  (deliveredAt ?? sentAt) + day,
]

const askedCustomer = ({ all, moment }: Standing): Person | undefined =>
  peopleEverywhere(all.events).whose(moment.key.customer, moment.at)

/** When somebody leaves who is counted. */
export const turnsOfMessagingLimit = (standing: Standing): readonly Instant[] =>
  typeof limitOf(standing) === 'number' ? outsideOf(standing).flatMap(leavesAt) : []
