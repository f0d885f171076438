import type {
  Instant,
  LocalDate,
  MessageStatus,
  ReportedConversation,
  ReportedPricing,
  ThreadEvent,
} from '../../src/index.ts'
import { startOfLocalDay } from '../../src/time.ts'

/** Where and when a trace plays: at the midnight of that date in the zone. */
export interface Stage {
  readonly timeZone: string
  readonly turn: LocalDate
}

/** An instant told from the one before, or from the stage's midnight where that is still to come. */
export type Wait = number | { readonly fromTurn: number }

/** When a message is delivered, read or fails, each after its sending; `null`: never. */
export interface Fate {
  readonly delivered: Wait | null
  readonly read: Wait | null
  readonly failed: number | null
}

/** What Meta reports of a message, and on which status. */
export interface Report {
  readonly on: 'sent' | 'end' | 'both'
  readonly says: 'plain' | 'finer' | 'free' | 'referral' | 'ai'
  /** With the end of an entry point, so long after the sending. */
  readonly expires: number | null
  /** With the name of a conversation that is charged, and its end, so long after the sending. */
  readonly names: { readonly id: string; readonly lasts: number | null; readonly says: boolean } | null
}

export interface ThreadName {
  readonly phoneNumberId: string
  readonly customer: string
}

/** What is sent: a free-form message, a registered template, one of unknown category, one of a category. */
export type What =
  'service' | 'reaction' | 'registered' | 'nameless' | 'marketing' | 'utility' | 'authentication'

export interface Sending {
  readonly what: What
  /** Is the body known, or do only statuses tell of it? */
  readonly isLogged: boolean
  readonly fate: Fate
  readonly report: Report | null
}

/** The facts that a message leaves behind. */
export const sending = (
  { what: sent, isLogged, fate: { delivered, read, failed }, report: told }: Sending,
  at: Instant,
  id: string,
  name: ThreadName,
  stage: Stage,
): readonly ThreadEvent[] => {
  const reportedAt = (which: 'sent' | 'end'): Partial<MessageStatus> =>
    told !== null && (told.on === which || told.on === 'both') ? reportOf(sent, told, at, stage) : {}
  const status = (
    word: MessageStatus['status'],
    when: Instant,
    more: Partial<MessageStatus>,
  ): MessageStatus => ({
    type: 'message-status',
    id: `${id}/${word}`,
    message: id,
    status: word,
    at: when,
    ...more,
    ...name,
  })
  const later = (after: Wait): Instant => instantAfter(at, after, stage)
  return [
    ...(isLogged ? [{ type: 'business-messaged' as const, id, at, content: bodyOf(sent), ...name }] : []),
    ...(!isLogged || told !== null ? [status('sent', at, reportedAt('sent'))] : []),
    ...(delivered === null ? [] : [status('delivered', later(delivered), reportedAt('end'))]),
    ...(read === null ? [] : [status('read', later(read), delivered === null ? reportedAt('end') : {})]),
    ...(failed === null ? [] : [status('failed', at + failed, {})]),
  ]
}

export const instantAfter = (at: Instant, wanted: Wait, { turn, timeZone }: Stage): Instant =>
  typeof wanted === 'number' ? at + wanted : Math.max(at, midnight(turn, timeZone) + wanted.fromTurn)

const midnights = new Map<string, Instant>()
/** The stage's midnight. */
export const midnight = (date: LocalDate, timeZone: string): Instant => {
  const known = midnights.get(date + timeZone) ?? startOfLocalDay(date, timeZone)
  midnights.set(date + timeZone, known)
  return known
}

/** The registered template changes its category at the stage's midnight. */
export const registered = { name: 'registered', language: 'en_US' }
const bodyOf = (sent: What): Extract<ThreadEvent, { type: 'business-messaged' }>['content'] => {
  switch (sent) {
    case 'service':
    case 'reaction':
      return { kind: sent }
    case 'registered':
      return { kind: 'template', ...registered, category: 'MARKETING' }
    case 'nameless':
      return { kind: 'template', name: 'nameless', language: 'en_US' }
    default:
      return { kind: 'template', name: `a ${sent}`, language: 'en_US', category: sent }
  }
}

/** Categories as Meta spells them, and the finer ones of group messages and of other countries. */
const wordsFor: Readonly<Record<What, readonly [plain: string, finer: string]>> = {
  service: ['service', 'group_service'],
  reaction: ['service', 'service'],
  registered: ['marketing', 'marketing_lite'],
  nameless: ['utility', 'utility'],
  marketing: ['marketing', 'group_marketing'],
  utility: ['utility', 'group_utility'],
  authentication: ['authentication', 'authentication-international'],
}

const reportOf = (
  sent: What,
  { says, expires, names }: Report,
  at: Instant,
  { timeZone }: Stage,
): { pricing: ReportedPricing; conversation?: ReportedConversation } => {
  const pricing = pricingOf(sent, says, at, timeZone)
  if (expires === null && names !== null) {
    const { id, lasts } = names
    const told = names.says ? { id, origin: pricing.category } : { id }
    return { pricing, conversation: lasts === null ? told : { ...told, expiresAt: at + lasts } }
  }
  return expires === null
    ? { pricing }
    : { pricing, conversation: { id: 'c', origin: 'referral_conversion', expiresAt: at + expires } }
}

/** Until June 2025 the conversation's category, then the message's own and why it is free. */
const pricingOf = (sent: What, says: Report['says'], at: Instant, timeZone: string): ReportedPricing => {
  const [plain, finer] = wordsFor[sent]
  const free = says === 'free' || says === 'referral'
  if (at < midnight('2023-06-01', timeZone))
    return { model: 'CBP', billable: !free, category: free ? 'referral_conversion' : 'user_initiated' }
  if (at < midnight('2025-07-01', timeZone))
    return { model: 'CBP', billable: !free, category: free ? 'referral_conversion' : plain }
  if (says === 'ai' && plain === 'service')
    return { model: 'PMP', billable: true, type: 'regular', category: 'general_purpose_ai' }
  return {
    model: 'PMP',
    billable: !free,
    type: free ? 'free_entry_point' : plain === 'service' ? 'free_customer_service' : 'regular',
    category: says === 'referral' ? 'referral_conversion' : says === 'finer' ? finer : plain,
  }
}
