import type { Agreement, Citation, Engine, ThreadCharge } from '@guichet/core'
import { instantInWords } from '@guichet/core/time'
import type { Doubt, Finding } from '../audit/finding.ts'

/** A finding for a charge on which Meta's report and the rules differ, with both sides and the clauses. */
export const disagreement = (charge: ThreadCharge, agreement: Agreement, engine: Engine): Finding | null => {
  if (agreement.is !== 'disagrees' || charge.reported === null) return null
  const { phoneNumberId, customer, message, sentAt, because, at, rulebook } = charge
  const compared = whyCompared(charge, agreement.on)
  const delivered = instantInWords(at, engine.settings.timeZone)
  return {
    code: 'meta-disagrees-on-charge',
    phoneNumberId,
    customer,
    message,
    at: sentAt,
    because: [...because.filter((id) => !compared.includes(id)), ...compared],
    doubt: doubtOf(charge),
    explanation: `Meta reports ${theirs(charge.reported)}${named(charge.otherConversation?.theirs)}; by the rules of ${rulebook} it is ${ours(charge)}${named(charge.otherConversation?.ours)}, delivered${memberInWords(charge)} at ${delivered} ${windowInWords(charge)}.`,
  }
}

/** The category at the time of use counts; of contradicting statuses the latest. */
const whyCompared = (
  { isContradicted }: ThreadCharge,
  on: 'unit' | 'category' | 'conversation' | 'type',
): readonly Citation[] => [
  ...(on === 'category' ? (['PMP-2', 'TPL-8'] as const) : []),
  ...(on === 'conversation' ? (['CONV-A13', 'POS-45'] as const) : []),
  ...(isContradicted ? (['POS-16'] as const) : []),
]

const theirs = (reported: NonNullable<ThreadCharge['reported']>): string => {
  const { category, type, subtype, billable, model } = reported
  const details = [
    ...(type === undefined ? [] : [type]),
    ...(subtype === undefined ? [] : [subtype]),
    ...(billable === undefined ? [] : [billable ? 'billable' : 'not billable']),
    ...(model === 'CBP' ? ['as a conversation'] : []),
  ]
  return `${category}${details.length === 0 ? '' : `, ${details.join(', ')}`}`
}

const named = (conversation: string | undefined): string =>
  conversation === undefined ? '' : ` (${conversation})`

const ours = ({ unit, category, type }: ThreadCharge): string =>
  `${category}, ${type}${unit === 'conversation' ? ', as a conversation' : ''}`

/** Each member of a group has a charge and a report of its own (GRP-5). */
const memberInWords = ({ participant }: ThreadCharge): string =>
  participant === undefined ? '' : ` to ${participant}, a member of the group,`

const windowInWords = ({ windowOpen }: ThreadCharge): string =>
  windowOpen.whenDelivered ? 'inside the customer service window' : 'outside the customer service window'

/**
 * In its first day a log does not show which windows and conversations were already open, and in its first
 * month not how much of the free tier was already used.
 */
const doubtOf = ({ claim, reported }: ThreadCharge): Doubt =>
  claim !== null && reported !== null && saysPaid(reported) ? 'first-month' : 'first-day'

const saysPaid = ({ type, billable }: NonNullable<ThreadCharge['reported']>): boolean =>
  type === undefined ? billable === true : type === 'regular'
