import type { AskInput } from '../ask/ask-input.ts'
import { windowClosesAt } from '../ask/checks/window.ts'
import { chargeNow, sentAndDelivered } from '../ask/forecast.ts'
import type { MessageQuestion } from '../ask/question.ts'
import type { LimitInUse } from '../account/account-at.ts'
import type { Charge } from '../charge/charge.ts'
import { courseFrom, nobody, send, standingAt } from '../thread/course.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { withLatest } from '../time/sorted-instants.ts'
import type { TierUse } from '../tier/count.ts'

/** How things stand once a message was sent and delivered at this instant. */
export const afterSending = (message: MessageQuestion, input: AskInput): AskInput => {
  const { at, calendar, standing, templates, account } = input
  const sent = sentAndDelivered(message, at)
  const { charge, conversations } = chargeNow(sent, input).charged
  const course = courseFrom(standing)
  send(course, sent, { calendar, categoryOf: templates.categoryOf }, nobody)
  course.billed = conversations
  const isOutside = windowClosesAt(input) === null
  return {
    ...input,
    standing: standingAt(course, standing.billing.awaiting),
    tierUse: withClaim(input.tierUse, charge),
    account: { ...account, ...passing(account, at), ...(isOutside ? counting(account, at) : {}) },
  }
}

const withClaim = (tierUse: TierUse, charge: Charge): TierUse =>
  charge.claim === null
    ? tierUse
    : (tier, month, at) => Math.min(tier.amount, tierUse(tier, month, at) + (month === charge.month ? 1 : 0))

type Known = AskInput['account']

/** One more message in this second (LIM-35). */
const passing = ({ throughput }: Known, at: Instant): Partial<Known> =>
  throughput === null ? {} : { throughput: { ...throughput, passed: [...throughput.passed, at] } }

/** The customer counts for a day from now on (LIM-20). */
const counting = ({ messagingLimit, group }: Known, at: Instant): Partial<Known> =>
  messagingLimit === null || group !== 'none' ? {} : { messagingLimit: counted(messagingLimit, at + DAY) }

/** That the customer stands in it twice changes nothing: the place is kept until the later instant. */
const counted = ({ limit, leaving }: LimitInUse, until: Instant): LimitInUse => ({
  limit,
  leaving: withLatest(leaving, until),
  ownLeaving: until,
})
