import type { InternationalRate } from '../account/international-rate.ts'
import { chargeDelivery, type Charged } from '../charge/billing.ts'
import { beyondTier, type Charge, type Ruling } from '../charge/charge.ts'
import { deliveredOf } from '../charge/delivery.ts'
import { joinConversation } from '../conversation/conversation.ts'
import { answerEntryPoint, entryPointsAround, type EntryPoint } from '../conversation/entry-point.ts'
import type { Message } from '../message/message.ts'
import { windowIsOpen } from '../conversation/window.ts'
import { HOUR, type Instant, type Month } from '../time/instant.ts'
import type { AskInput } from './ask-input.ts'
import type { TierUse } from '../tier/count.ts'
import { lastingRules } from '../rulebook/lasting-rules.ts'
import type { MessageQuestion, Question } from './question.ts'

/** What a message would cost if it were sent now and delivered at once, and what it would open. */
export interface Forecast extends Omit<Ruling, 'claim'> {
  readonly month: Month
  /** How much of the month's free tier is used before it; `null` where no tier has a say. */
  readonly tier: { readonly used: number; readonly amount: number } | null
  readonly opens: readonly Opened[]
  /**
   * Of authentication that is charged, where the account pays another rate for customers abroad (PMP-4): whether this one
   * is abroad, a rate card has to say, which knows the countries. Not in JSON.
   */
  readonly internationalRate?: InternationalRate
}

/** Something that a message opens, until when. */
export type Opened = { readonly closesAt: Instant } & (
  | { readonly what: 'conversation'; readonly initiatedBy: 'business' }
  | { readonly what: 'billed-conversation'; readonly category: string }
  | { readonly what: 'free-entry-point' }
)

/** What the message would cost. */
export const forecast = (asked: Question, input: AskInput): Forecast => {
  if (asked.kind === 'call') return priceOfCall(input)
  const question = messageOf(asked)
  const { standing, tierUse } = input
  const { charged, entryPoint } = chargeNow(sentAndDelivered(question, input.at), input)
  const { charge, tier } = withinTier(charged.charge, tierUse)
  const { internationalRate } = input.account
  const paysIt = charge.type === 'regular' && charge.category === 'authentication'
  return {
    unit: charge.unit,
    category: charge.category,
    type: charge.type,
    because: charge.because,
    month: charge.month,
    tier,
    ...(paysIt && internationalRate !== null ? { internationalRate } : {}),
    opens: [
      ...conversationOpened(question, input),
      ...(charged.opened === null
        ? []
        : [
            {
              what: 'billed-conversation' as const,
              category: charged.opened.category,
              closesAt: charged.opened.closesAt,
            },
          ]),
      ...(entryPoint !== standing.entryPoint && entryPoint?.closesAt != null
        ? [{ what: 'free-entry-point' as const, closesAt: entryPoint.closesAt }]
        : []),
    ],
  }
}

/** A message that is sent and delivered at this instant. */
export type MessageNow = Message & { readonly deliveredAt: Instant }

/** What a message is charged before a free tier has a say, and the entry point after it. */
export const chargeNow = (
  message: MessageNow,
  { at, standing, calendar, templates, account }: AskInput,
): { readonly charged: Charged; readonly entryPoint: EntryPoint | null } => {
  const windowOpen = windowIsOpen(standing.latestOpener, at, calendar)
  const entryPoint = answerEntryPoint(standing.entryPoint, message, calendar)
  const delivery = deliveredOf(message, message, windowOpen, templates.categoryOf)
  const open = entryPointsAround(entryPoint, { at, sentAt: at, reportedFree: false }, calendar)
  const around = {
    windowOpen,
    isGroup: account.group !== 'none',
    entryPoint: open.entryPoint,
    lateReply: open.lateReply,
    conversations: standing.billing.conversations,
  }
  return { charged: chargeDelivery(delivery, around, calendar), entryPoint }
}

/** A request for permission is a message like any other of its form. */
const messageOf = (question: Exclude<Question, { kind: 'call' }>): MessageQuestion => {
  if (question.kind !== 'call-permission-request') return question
  return question.by === 'service' ? { kind: 'service' } : { kind: 'template', name: '' }
}

/** Calls are priced by their length, which is not modelled. */
const priceOfCall = ({ at, calendar }: AskInput): Forecast => ({
  unit: 'none',
  category: 'calling',
  type: 'not_charged',
  because: lastingRules.callPrice.because,
  month: calendar.monthOf(at),
  tier: null,
  opens: [],
})

/** The message of a question, sent and delivered at an instant. */
export const sentAndDelivered = (question: MessageQuestion, at: Instant): MessageNow => ({
  id: '',
  sentAt: at,
  content: question,
  deliveredAt: at,
  readAt: null,
  failedAt: null,
  errorCode: null,
  pricing: null,
  isPricingContradicted: false,
  reportedConversation: null,
})

const withinTier = (charge: Charge, tierUse: TierUse): { charge: Charge; tier: Forecast['tier'] } => {
  if (charge.claim === null) return { charge, tier: null }
  const { tier } = charge.claim
  const used = tierUse(tier, charge.month, charge.at)
  return {
    charge: used < tier.amount ? charge : beyondTier(charge),
    tier: { used, amount: tier.amount },
  }
}

/** A template opens a conversation where none is open (G1). */
const conversationOpened = (
  question: MessageQuestion,
  { at, standing, calendar }: AskInput,
): readonly Opened[] => {
  if (question.kind !== 'template') return []
  const { conversation } = standing
  const next = joinConversation(conversation, at, 'template', calendar(at).rules.conversation.hours * HOUR)
  return next !== null && next.openedAt !== conversation?.openedAt
    ? [{ what: 'conversation', initiatedBy: 'business', closesAt: next.closesAt }]
    : []
}
