import { citing, type Reasoned } from '../rulebook/citation.ts'
import { lastingRules } from '../rulebook/lasting-rules.ts'
import { HOUR, MINUTE, type Instant } from '../time/instant.ts'
import type { BilledConversation, Ruling } from './charge.ts'
import { ruling, type Case, type Ruled } from './case.ts'
import { isOver, withReport } from './conversation-report.ts'

/** Until June 2025 conversations were charged, when their first message was delivered (CONV-A1, CONV-B2). */
export const ruleByConversation = (one: Case): Ruled => {
  const { rules } = one.inForce
  const paid = rules.entryPoint.endsConversations
    ? (insideEntryPoint(one) ?? ridesSame(one) ?? ridesOpen(one))
    : (ridesSame(one) ?? ridesOpen(one) ?? insideEntryPoint(one))
  if (paid !== null) return paid
  if (rules.charging.by === 'conversation-by-initiator') return openByInitiator(one)
  return isTemplate(one) ? openByTemplate(one) : openByService(one)
}

/** A message of a conversation that was charged already, by Meta's id of it: that is paid, however late it comes. */
const ridesSame = ({ same, inForce: { rules } }: Case): Ruled | null =>
  same === null ? null : rides(same, rules.billedConversation, lastingRules.reportedConversation)

/** The conversations that are open, as far as Meta's id of the message's own does not show that they are over. */
const stillOpen = ({ context: { conversations }, report }: Case): readonly BilledConversation[] =>
  report === null ? conversations : conversations.filter((conversation) => !isOver(conversation, report))

const isTemplate = ({ delivery }: Case): boolean => delivery.kind === 'template'

const isOfInitiator = ({ category }: BilledConversation): boolean => category.endsWith('_initiated')

const insideEntryPoint = ({ context, inForce: { rules } }: Case): Ruled | null => {
  const { entryPoint, windowOpen } = context
  const outside = windowOpen ? null : rules.entryPointOutsideWindow
  if (entryPoint === null || outside?.isFree === false) return null
  return {
    ruling: ruling(
      'conversation',
      'referral_conversion',
      'free_entry_point',
      citing(rules.entryPoint, entryPoint, outside),
    ),
    rides: null,
    opens: null,
  }
}

/** Cited where only Meta's other id shows that a conversation, one of a category where that matters, is over. */
const whyOver = ({ context, report }: Case, category?: string): Reasoned | null =>
  context.conversations.some(
    (conversation) =>
      (category ?? conversation.category) === conversation.category && isOver(conversation, report),
  )
    ? lastingRules.reportedConversation
    : null

const rides = (conversation: BilledConversation, ...reasons: readonly (Reasoned | null)[]): Ruled => {
  const because = citing(...reasons, conversation.isEndIgnored === true ? lastingRules.endAtOnce : null)
  return {
    ruling: ruling('conversation', conversation.category, 'rides_open_conversation', because),
    rides: conversation,
    opens: null,
  }
}

/** A message is paid with a conversation that is open: with any, or only with one of its own category. */
const ridesOpen = (one: Case): Ruled | null => {
  const { rules } = one.inForce
  const rule = isTemplate(one) ? rules.templateRides : rules.serviceRides
  const fitting = stillOpen(one).filter((conversation) => mayRide(one, conversation))
  const joined = fitting.at(rules.severalOpen.joins === 'latest' ? -1 : 0)
  if (joined === undefined) return null
  const isEarlier = rules.charging.by !== 'conversation-by-initiator' && isOfInitiator(joined)
  return rides(
    joined,
    rules.charging,
    rule,
    fitting.length > 1 ? rules.severalOpen : null,
    isEarlier ? rules.carriedOver : null,
    rules.billedConversation,
  )
}

const mayRide = ({ delivery, inForce: { rules } }: Case, conversation: BilledConversation): boolean => {
  const { kind, category } = delivery
  const rule = kind === 'template' ? rules.templateRides : rules.serviceRides
  if (rules.charging.by === 'conversation-by-category' && isOfInitiator(conversation))
    return rules.carriedOver.by.includes(category)
  if (rule.conversation === 'any' || conversation.category === category) return true
  return kind === 'template' && conversation.category === 'service' && !rules.templateBesideService.opens
}

/** Inside the window the conversation counts as begun by the user, outside it as begun by the business. */
const openByInitiator = (one: Case): Ruled => {
  const { rules } = one.inForce
  const begun = one.context.windowOpen ? rules.begunInWindow : rules.begunOutsideWindow
  return open(one, begun.as, [rules.charging, begun, rules.freeTier, whyOver(one)])
}

/** A template opens a conversation of its own category where it rides none. */
const openByTemplate = (one: Case): Ruled => {
  const { category } = one.delivery
  const { charging, templateRides, templateBesideService } = one.inForce.rules
  const besideService = stillOpen(one).some((conversation) => conversation.category === 'service')
  return open(one, category, [
    charging,
    templateRides,
    besideService ? templateBesideService : null,
    category === 'unknown' ? lastingRules.unknownCategory : null,
    whyOver(one, category),
  ])
}

const openByService = (one: Case): Ruled => {
  const { charging, serviceRides, service, freeTier } = one.inForce.rules
  const free = service.isFree ? service : (freeTier ?? service)
  return open(one, 'service', [charging, serviceRides, free, whyOver(one)])
}

const open = (one: Case, category: string, reasons: readonly (Reasoned | null)[]): Ruled => {
  const { delivery, inForce, report, context } = one
  const { rules } = inForce
  const estimate = toFullMinute(delivery.sentAt + rules.billedConversation.hours * HOUR)
  const opened = { category, opensAt: delivery.at, closesAt: estimate }
  return {
    ruling: opening(category, rules, citing(...reasons, context.lateReply)),
    rides: null,
    opens: report === null ? opened : withReport({ ...opened, id: report.id }, report),
  }
}

/** Meta's clock of conversations goes by whole minutes (CONV-A13). */
const toFullMinute = (at: Instant): Instant => Math.ceil(at / MINUTE) * MINUTE

const opening = (category: string, rules: Case['inForce']['rules'], because: Ruling['because']): Ruling => {
  const { freeTier, service } = rules
  if (category === 'service' && service.isFree)
    return ruling('conversation', category, 'free_customer_service', because)
  const isCounted =
    freeTier?.counts === 'conversations' ||
    (freeTier?.counts === 'service-conversations' && category === 'service')
  return freeTier === null || !isCounted
    ? ruling('conversation', category, 'regular', because)
    : {
        unit: 'conversation',
        category,
        type: 'free_tier',
        claim: { tier: freeTier, beyond: 'regular' },
        because,
      }
}
