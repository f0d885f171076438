import type { Instant } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { iso } from '../story.ts'
import { holderOf } from './accounts.ts'
import { chargeFor, withTiers, type Line } from './bill.ts'
import { readLines } from './charges.ts'
import type { Facts } from './facts.ts'
import type { Body, Message } from './messages.ts'
import { bodyOf, type Question } from './question.ts'
import { isNamesake, templateReply, type AskReply, type RemedyReply } from './replies.ts'
import { isGroup } from './refusals/groups.ts'
import { reasonsFor, untilWhen } from './refusals/all.ts'
import { notKnownIn } from './refusals/not-known.ts'
import { remediesAgainst } from './refusals/remedies.ts'
import { standingOf, type Reason } from './standing.ts'
import { momentOf, type Moment } from './moment.ts'
import {
  hasStoppedMarketing,
  isNotKnown,
  reasonsAgainst,
  reasonsAgainstThis,
  validUntil,
} from './permission.ts'
import { templatesAt, type Known } from './templates.ts'

/** May the business send this to the customer at an instant, and what would it cost? */
export const readAsk = (facts: Facts, key: Key, at: Instant, question: Question): AskReply =>
  answerIn(facts, momentOf(facts, key, at), question)

/** What stands against a question, and the window that decided. */
export interface Refusals {
  /** Those of version 2 of the protocol, in its order; none where it is allowed. */
  readonly reasons: readonly Reason[]
  readonly windowIsOpen: boolean
}

/** What stands against this at an instant, without what it would cost and what to do instead. */
export const readRefusals = (facts: Facts, key: Key, at: Instant, question: Question): Refusals => {
  const moment = momentOf(facts, key, at)
  return {
    reasons: reasonsFor(question, standingOf(facts, moment), at),
    windowIsOpen: moment.window !== null,
  }
}

/** The answer in a thread whose standing is known. Version 1 of the protocol knows neither calls nor requests. */
export const answerIn = (facts: Facts, moment: Moment, question: Question): AskReply =>
  facts.protocol === 2
    ? answerOfVersion2(facts, moment, question)
    : answerOfVersion1(facts, moment, question.kind === 'call' ? { kind: 'service' } : bodyOf(question))

const answerOfVersion2 = (facts: Facts, moment: Moment, question: Question): AskReply => {
  const standing = standingOf(facts, moment)
  const reasons = reasonsFor(question, standing, moment.at)
  const notKnown = notKnownIn(question, standing)
  if (reasons.length > 0)
    return {
      answer: 'refused',
      reasons: reasons.map(({ code, says }) => ({ code, ...says })),
      remedies: remediesAgainst(question, standing),
      notKnown,
    }
  const until = untilWhen(question, standing)
  const { unit, category, type } =
    question.kind === 'call' ? callIsFree : priceNow(facts, moment, bodyOf(question))
  return {
    answer: 'allowed',
    validUntil: until === null ? null : iso(until),
    charge: { unit, category, type },
    notKnown,
  }
}

/** Calls are no messages; what they cost, other price lists say. */
const callIsFree = { unit: 'none', category: 'calling', type: 'not_charged' } as const

const answerOfVersion1 = (facts: Facts, moment: Moment, message: Body): AskReply => {
  const { key, at } = moment
  const templates = templatesAt(facts, key.phoneNumberId, at)
  const reasons = reasonsAgainst(message, moment, templates)
  const notKnown = isNotKnown(message, templates) ? (['templates'] as const) : []
  if (reasons.length > 0)
    return {
      answer: 'refused',
      reasons: reasons.map((code) => ({ code })),
      remedies: remediesFor(message, reasons, moment, templates),
      notKnown,
    }
  const until = validUntil(message, moment)
  const { unit, category, type } = priceNow(facts, moment, message)
  return {
    answer: 'allowed',
    validUntil: until === null ? null : iso(until),
    charge: { unit, category, type },
    notKnown,
  }
}

/** What the message would cost if it were sent now and delivered at once, after all that has happened. */
const priceNow = (facts: Facts, moment: Moment, body: Body): Line => {
  const { at, conversationsLeft } = moment
  const asked: Message = { id: last, sentAt: at, deliveredAt: at, failed: false, body, report: {} }
  const account = { ...moment, sent: [...moment.sent, asked] }
  const { line } = chargeFor(
    { message: asked, at, report: {}, isToGroup: isGroup(standingOf(facts, moment), moment.key) },
    conversationsLeft,
    account,
  )
  if (line.tier === undefined) return line
  // Whether the month's free ones are used up only the account's whole bill can tell.
  return withTiers([...readLines(facts, at), line], (id) => holderOf(id, facts)).at(-1) ?? line
}

/** An id that comes after all others at the same instant. */
const last = '\u{10ffff}'

const remediesFor = (
  message: Body,
  reasons: readonly string[],
  { facts }: Moment,
  { templates, isComplete }: Known,
): readonly RemedyReply[] => {
  // Nothing reaches an id that was replaced; only the customer can bring it back, by writing under it.
  if (reasons.includes('customer-unknown'))
    return reasons.some((code) => code !== 'customer-unknown' && code !== 'service-window-closed')
      ? []
      : [{ do: 'wait-for-customer' }]
  const stopped = hasStoppedMarketing(facts)
  const sendable = templates
    .filter((one) => reasonsAgainstThis(one, undefined, stopped).length === 0)
    // Several accounts may have one of the same name.
    .filter((one, index, all) => all.findIndex((other) => isNamesake(one, other)) === index)
  const another: RemedyReply = {
    do: message.kind === 'template' ? 'choose-another-template' : 'send-template',
    templates: sendable.length === 0 ? null : sendable.map(templateReply),
    except: stopped ? ['marketing'] : [],
  }
  return [
    // Where not all are known, an unknown one may be tried.
    ...(!isComplete || sendable.length > 0 ? [another] : []),
    ...(message.kind === 'template' ? [] : [{ do: 'wait-for-customer' as const }]),
  ]
}
