import type { Instant } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { iso } from '../story.ts'
import { chargeFor, withTiers, type Line } from './bill.ts'
import { readLines } from './charges.ts'
import type { Facts } from './facts.ts'
import type { Body, Message } from './messages.ts'
import { momentOf, type Moment } from './moment.ts'
import {
  hasStoppedMarketing,
  isNotKnown,
  reasonsAgainst,
  reasonsAgainstThis,
  validUntil,
} from './permission.ts'
import { templatesAt, type Known, type Template } from './templates.ts'

/** May this be sent, as the protocol says it; of reasons the codes alone. */
export type AskReply =
  | {
      readonly answer: 'allowed'
      readonly validUntil: string | null
      readonly charge: { readonly unit: string; readonly category: string; readonly type: string }
      readonly notKnown: readonly 'templates'[]
    }
  | {
      readonly answer: 'refused'
      readonly reasons: readonly { readonly code: string }[]
      readonly remedies: readonly RemedyReply[]
      readonly notKnown: readonly 'templates'[]
    }

/** What to do instead. */
export type RemedyReply =
  | { readonly do: 'wait-for-customer' }
  | {
      readonly do: 'send-template' | 'choose-another-template'
      /** Templates that would be allowed; `null` where none is known, but not all are. */
      readonly templates: readonly { name: string; language: string; category?: string }[] | null
      /** Categories that would be refused. */
      readonly except: readonly string[]
    }

/** May the business send this to the customer at an instant, and what would it cost? */
export const readAsk = (facts: Facts, key: Key, at: Instant, message: Body): AskReply =>
  answerIn(facts, momentOf(facts, key, at), message)

/** The answer in a thread whose standing is known. */
export const answerIn = (facts: Facts, moment: Moment, message: Body): AskReply => {
  const { key, at } = moment
  const templates = templatesAt(facts.events, key.phoneNumberId, at)
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
  const { line } = chargeFor(asked, at, conversationsLeft, account)
  if (line.tier === undefined) return line
  // Whether the month's free ones are used up only the account's whole bill can tell.
  return withTiers([...readLines(facts, at), line]).at(-1) ?? line
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

const isNamesake = (one: Template, other: Template): boolean =>
  one.name === other.name && one.language === other.language

const templateReply = ({
  name,
  language,
  category,
}: Template): { name: string; language: string; category?: string } =>
  category === null ? { name, language } : { name, language, category }
