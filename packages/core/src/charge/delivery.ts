import type { CategoryOf, TemplateName } from '../template/category-of.ts'
import type { ReportedPricing } from '../event/event.ts'
import {
  isReportedFree,
  type Fate,
  type Message,
  type MessageContent,
  type Share,
} from '../message/message.ts'
import { citing, type Citation } from '../rulebook/citation.ts'
import { lastingRules } from '../rulebook/lasting-rules.ts'
import type { Instant } from '../time/instant.ts'
import { aiProvider, isTemplateCategory, normalCategory } from '../message/category.ts'
import { compareDeliveries } from './placed.ts'
import { reportIn, type ConversationReport } from './conversation-report.ts'

/** A message of the business on its way to being charged. */
export interface Delivery {
  readonly wamid: string
  /** The member of a group to whom it was delivered; absent where the customer is no group. */
  readonly participant?: string
  readonly sentAt: Instant
  /** When it was delivered. */
  readonly at: Instant
  readonly kind: MessageContent['kind']
  /** `service` for whatever is no template; `unknown` for a template without a known category. */
  readonly category: string
  /** Was the customer service window open when it was sent? */
  readonly insideWindow: boolean
  readonly reported: ReportedPricing | null
  /** Do Meta's statuses contradict each other? (POS-16) */
  readonly isContradicted: boolean
  /** Does Meta say that it went inside a free entry point? */
  readonly reportedFree: boolean
  /** The template, where its name is known and its category is not. */
  readonly uncategorised?: TemplateName
  /** What Meta says of its conversation; absent where it says nothing. */
  readonly report?: ConversationReport
  /** By which rules these facts were read, where those decided; absent where none did. */
  readonly because?: readonly Citation[]
}

/** The order in which they are charged: by instant, then by wamid, then by the member of a group. */
export const byDelivery = (a: Delivery, b: Delivery): number =>
  a.at - b.at || compareDeliveries({ ...a, message: a.wamid }, { ...b, message: b.wamid })

/** How a message will be charged once delivered; nothing while it is not, or when it failed (PMP-1, G2). */
export const deliveriesOf = (
  message: Message,
  insideWindow: boolean,
  categoryOf: CategoryOf,
): readonly Delivery[] => {
  if (message.failedAt !== null) return none
  if (message.shares === undefined) return ofFate(message, message, insideWindow, categoryOf)
  return message.shares.flatMap((share) => ofFate(message, share, insideWindow, categoryOf))
}

/** Nothing for a member of a group who is not known to have got it, or for whom alone it failed (GRP-5, POS-48). */
const ofFate = (
  message: Message,
  fate: Fate | Share,
  insideWindow: boolean,
  categoryOf: CategoryOf,
): readonly Delivery[] =>
  isDelivered(fate) && fate.failedAt === null ? [deliveredOf(message, fate, insideWindow, categoryOf)] : none

const isDelivered = (fate: Fate | Share): fate is (Fate | Share) & { readonly deliveredAt: Instant } =>
  fate.deliveredAt !== null

const none: readonly Delivery[] = []

/**
 * The same for a message that was delivered. What it was, the message tells; when it was delivered, and what Meta says of
 * the price, its fate does, which in a group is that of one member.
 */
export const deliveredOf = (
  message: Message,
  fate: (Fate | Share) & { readonly deliveredAt: Instant },
  insideWindow: boolean,
  categoryOf: CategoryOf,
): Delivery => {
  const { pricing, deliveredAt } = fate
  const { reportedConversation } = message
  const kind = kindOf(message, insideWindow)
  const registered = kind === 'template' ? registeredCategory(message, categoryOf) : null
  const category = kind === 'template' ? (registered ?? templateCategory(message)) : 'service'
  const reportedFree = isReportedFree({ pricing, reportedConversation })
  const delivery: Delivery = {
    wamid: message.id,
    sentAt: message.sentAt,
    at: deliveredAt,
    kind,
    category: refine(category, pricing),
    insideWindow,
    reported: pricing,
    isContradicted: fate.isPricingContradicted,
    reportedFree,
  }
  const participant = 'participant' in fate ? fate.participant : undefined
  const report = reportIn(message, pricing, reportedFree)
  const because = citing(
    registered === null ? null : lastingRules.registeredCategory,
    fate.isDeliveryInferred === true ? lastingRules.readIsDelivered : null,
    participant === undefined ? null : lastingRules.groupShares,
  )
  const uncategorised = category === 'unknown' ? templateNameOf(message) : null
  if (report === null && because.length === 0 && uncategorised === null) return delivery
  return {
    ...delivery,
    ...(participant === undefined ? {} : { participant }),
    ...(uncategorised === null ? {} : { uncategorised }),
    ...(report === null ? {} : { report }),
    ...(because.length === 0 ? {} : { because }),
  }
}

/**
 * Where no body tells what a message was: outside the window only a template can have been sent (CSW-3);
 * inside it, the category of a conversation that only a template opens tells one too, for whether a
 * template opened it or a free-form message rode it, the charge is the same (CONV-B2, CONV-B3).
 */
const kindOf = ({ content, pricing }: Message, insideWindow: boolean): Delivery['kind'] => {
  if (content !== null) return content.kind
  if (!insideWindow) return 'template'
  return pricing !== null && isTemplateCategory(pricing.category) ? 'template' : 'service'
}

const templateNameOf = ({ content }: Message): TemplateName | null =>
  content?.kind !== 'template' || content.name === undefined
    ? null
    : { name: content.name, language: content.language ?? null }

/** What counts is the category that the template had when it was sent (TPL-8). */
const registeredCategory = (message: Message, categoryOf: CategoryOf): string | null => {
  const template = templateNameOf(message)
  const registered = template === null ? null : categoryOf(template.name, template.language, message.sentAt)
  return registered === null ? null : normalCategory(registered)
}

/** Where that is not known: the one that the send or Meta named. */
const templateCategory = ({ content, pricing }: Message): string => {
  const named = content?.kind === 'template' ? content.category : undefined
  const reported = pricing !== null && isTemplateCategory(pricing.category) ? pricing.category : null
  return normalCategory(named ?? reported ?? 'unknown')
}

/** Which of Meta's finer categories may stand for which: only Meta knows by which way a message went. */
const finer: ReadonlyMap<string, readonly string[]> = new Map([
  ['marketing', ['marketing_lite', 'group_marketing']],
  ['utility', ['group_utility']],
  ['authentication', ['authentication_international']],
  ['service', ['group_service', aiProvider]],
])

const refine = (category: string, reported: ReportedPricing | null): string => {
  const theirs = reported === null ? null : normalCategory(reported.category)
  return theirs !== null && finer.get(category)?.includes(theirs) === true ? theirs : category
}
