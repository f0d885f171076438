import type { Content, ThreadEvent } from '@guichet/core'
import type { Heard } from './accounts.ts'
import { messagesIn, type Message, type Report } from './messages.ts'
import { categoriesAt, named } from './templates.ts'

/** What a message was, and its category as prices name it. */
export interface Sort {
  readonly kind: Content['kind']
  readonly category: string
  /** Does Meta report the charged message of an AI provider (POS-49)? */
  readonly isChargedAsAi: boolean
}

/**
 * Was it surely a template, and with that an opening message? Inside the window a conversation's category does
 * not say so, for a free-form message may have joined it; and of what nothing is known, nothing is concluded.
 */
export const isTemplate = (message: Message, windowWasOpen: boolean): boolean => {
  const { body, report } = message
  if (body === null && report.category === undefined) return false
  const isSure = body !== null || report.model !== 'CBP' || !windowWasOpen
  return isSure && kindOf(message, windowWasOpen) === 'template'
}

/** A template for sure comes before what may be one, and that before all else. */
const placeOf = ({ body, report }: Message): number => {
  if (body !== null) return body.kind === 'template' ? 0 : 2
  if (serviceCategories.has(spelled(report.category ?? ''))) return 2
  return report.model !== 'CBP' && namesTemplate(report) ? 0 : 1
}

/** What was sent, as it is charged: the body tells, else Meta's report. */
export const kindOf = ({ body, report }: Message, windowWasOpen: boolean): Content['kind'] => {
  if (body !== null) return body.kind
  const category = spelled(report.category ?? '')
  if (serviceCategories.has(category)) return 'service'
  // Outside the window only a template can be sent.
  return windowWasOpen && !namesTemplate(report) ? 'service' : 'template'
}

/** Is the reported category one of templates? Where messages are priced, also one that is not known today. */
const namesTemplate = ({ model, category = '' }: Report): boolean =>
  templateCategories.has(spelled(category)) ||
  (model !== undefined && model !== 'CBP' && !otherCategories.has(spelled(category)))

/**
 * The messages that a thread's facts, given in order, speak of and that did not fail, in the order in which they were
 * sent. Of those sent at one instant a template comes first, for it opens the conversation of the others.
 */
export const sentIn = (facts: readonly ThreadEvent[]): readonly Message[] =>
  messagesIn(facts)
    .filter(({ failed }) => !failed)
    .toSorted((a, b) => a.sentAt - b.sentAt || placeOf(a) - placeOf(b))

/** What was sent, and its category; Meta's word on the delivery stands where it is the finer one. */
export const sortOf = (
  message: Message,
  report: Report,
  windowWasOpen: boolean,
  heard: Heard,
  phoneNumberId: string,
): Sort => {
  const kind = kindOf(message, windowWasOpen)
  const own = kind === 'template' ? templateCategory(message, heard, phoneNumberId) : 'service'
  const reported = spelled(report.category ?? '')
  const category = finer.has(`${own} ${reported}`) ? reported : own
  return {
    kind,
    category,
    isChargedAsAi: category === 'general_purpose_ai' && report.type === 'regular',
  }
}

/** The category that the template was registered with when it was sent (TPL-8), else what the body or Meta says. */
const templateCategory = ({ body, sentAt, report }: Message, heard: Heard, phoneNumberId: string): string => {
  const template = body?.kind === 'template' ? body : null
  const registered =
    template === null
      ? undefined
      : named(categoriesAt(heard, phoneNumberId, sentAt), template.name, template.language).find(
          ({ category }) => category !== null,
        )?.category
  const reported = spelled(report.category ?? '')
  // Where nothing else is known of the message, also a word that is not known today.
  const isTold = templateCategories.has(reported) || (body === null && namesTemplate(report))
  const told = isTold ? reported : 'unknown'
  return spelled(registered ?? template?.category ?? told)
}

/** Meta writes categories in capitals and in small letters, with hyphens and with underscores (POS-23). */
const spelled = (category: string): string => category.toLowerCase().replaceAll('-', '_')

/** Is it marketing, in any of its forms? */
export const isMarketing = (category: string): boolean =>
  ['marketing', 'marketing_lite', 'group_marketing'].includes(spelled(category))

/** The categories that no template has. */
const serviceCategories = new Set(['service', 'group_service', 'general_purpose_ai'])

/** What only a conversation is called; and what a message inside an entry point may be reported as (POS-10). */
const conversationCategories = ['referral_conversion', 'user_initiated', 'business_initiated']
const otherCategories = new Set([...serviceCategories, ...conversationCategories])

/** The categories that only a template has. */
const templateCategories = new Set([
  'marketing',
  'marketing_lite',
  'utility',
  'authentication',
  'authentication_international',
  'group_marketing',
  'group_utility',
])

/** Our word and a finer one of Meta's. */
const finer = new Set([
  'marketing marketing_lite',
  'marketing group_marketing',
  'utility group_utility',
  'authentication authentication_international',
  'service group_service',
  'service general_purpose_ai',
])
