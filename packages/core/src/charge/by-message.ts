import { citing } from '../rulebook/citation.ts'
import { lastingRules } from '../rulebook/lasting-rules.ts'
import type { FreeTier, Rule, Rules } from '../rulebook/rulebook.ts'
import type { BilledConversation, Ruling } from './charge.ts'
import type { Delivery } from './delivery.ts'
import { aiProvider } from '../message/category.ts'
import { ruling, type Case, type DeliveryContext, type Ruled } from './case.ts'
import { isOver } from './conversation-report.ts'

/** Since July 2025 each delivered message is charged by itself (PMP-1, PMP-3, OCT26-17). */
export const ruleByMessage = (one: Case): Ruled =>
  ridesFromBefore(one) ?? { ruling: inGroup(one, byItself(one)), rides: null, opens: null }

const byItself = (one: Case): Ruling =>
  reaction(one) ??
  byAiProvider(one) ??
  insideEntryPoint(one) ??
  (one.delivery.kind === 'template' ? template(one) : service(one))

/**
 * A conversation that was open when the charging of messages began is still ridden to its end, which is Meta's to
 * tell (POS-45), by the templates that the rulebook names.
 */
const ridesFromBefore = ({ delivery, context, report, same, inForce }: Case): Ruled | null => {
  const { carriedOver } = inForce.rules
  const { kind, category } = delivery
  if (kind !== 'template' || !carriedOver.by.includes(category)) return null
  const isOwn = (conversation: BilledConversation): boolean => conversation.category === category
  const known = same !== null && isOwn(same) ? same : null
  const rides = known ?? context.conversations.find((one) => isOwn(one) && !isOver(one, report)) ?? null
  return rides === null
    ? null
    : {
        ruling: ruling(
          'conversation',
          category,
          'rides_open_conversation',
          citing(carriedOver, rides.isEndIgnored === true ? lastingRules.endAtOnce : null),
        ),
        rides,
        opens: null,
      }
}

const reaction = ({ delivery, inForce: { rules } }: Case): Ruling | null =>
  delivery.kind === 'reaction' && !rules.reactions.areCharged
    ? ruling('none', delivery.category, 'not_charged', rules.reactions.because)
    : null

/** Only Meta knows who is an AI provider and where that is charged: its report is the charge (POS-49). */
const byAiProvider = ({ delivery: { category, reported }, inForce: { rules } }: Case): Ruling | null =>
  category === aiProvider && reported?.type === 'regular' && rules.aiProviders.payAsReported
    ? ruling('message', category, 'regular', rules.aiProviders.because)
    : null

const insideEntryPoint = ({ delivery, context, inForce: { rules } }: Case): Ruling | null => {
  const { entryPoint, windowOpen } = context
  if (entryPoint === null || (isGroup(delivery, context) && !rules.groups.haveEntryPoints)) return null
  const outside = windowOpen ? null : rules.entryPointOutsideWindow
  if (outside?.isFree === false) return null
  const tier = delivery.kind === 'template' ? null : tierOf(rules)
  const counted = rules.entryPointServiceUsesTier
  const because = citing(rules.entryPoint, entryPoint, outside, tier === null ? null : counted)
  const free = ruling('message', delivery.category, 'free_entry_point', because)
  return tier === null || !counted.is ? free : { ...free, claim: { tier, beyond: 'free_entry_point' } }
}

const template = ({ delivery, context, inForce: { rules } }: Case): Ruling => {
  const { category, insideWindow } = delivery
  const { windowOpen, lateReply } = context
  if (category === 'unknown')
    return ruling(
      'message',
      category,
      'regular',
      citing(rules.charging, lastingRules.unknownCategory, lateReply),
    )
  if (rules.templates.areFree)
    return ruling('message', category, 'free_customer_service', rules.templates.because)
  const tested = rules.utilityWindowTestedAt
  const inWindow = inWindowRule(delivery, context, rules)
  const asTested = tested.is === 'sent' ? insideWindow : windowOpen
  if (asTested && inWindow?.isFree === true)
    return ruling(
      'message',
      category,
      'free_customer_service',
      citing(rules.templates, inWindow, tested, lateReply),
    )
  const decides = inWindow?.isFree === true && insideWindow !== windowOpen
  return ruling(
    'message',
    category,
    'regular',
    citing(rules.charging, rules.templates, asTested ? inWindow : null, decides ? tested : null, lateReply),
  )
}

/** What the window means for templates of a category; `null` where no rule speaks of it. */
const inWindowRule = (
  delivery: Delivery,
  context: DeliveryContext,
  rules: Rules,
): Rule<{ isFree: boolean }> | null => {
  switch (delivery.category) {
    case 'marketing':
    case 'marketing_lite':
      return isGroup(delivery, context) ? groupMarketing(rules) : rules.marketingInWindow
    case 'utility':
    case 'group_utility':
      return rules.utilityInWindow
    case 'authentication':
    case 'authentication_international':
      return rules.authenticationInWindow
    case 'group_marketing':
      return groupMarketing(rules)
    default:
      return null
  }
}

const groupMarketing = ({
  groupMarketingIsFreeInWindow: { is, because },
}: Rules): Rule<{ isFree: boolean }> => ({
  isFree: is,
  because,
})

const service = ({ delivery, context: { lateReply }, inForce }: Case): Ruling => {
  const { rules, exemptUntil } = inForce
  const { category } = delivery
  if (rules.service.isFree)
    return ruling('message', category, 'free_customer_service', citing(rules.service, lateReply))
  const exemption = delivery.at < exemptUntil ? rules.exemption : null
  const tier = tierOf(rules)
  const because = citing(rules.service, tier, exemption, lateReply)
  if (tier === null)
    return exemption === null
      ? ruling('message', category, 'regular', because)
      : ruling('none', category, 'not_charged', because)
  return {
    unit: 'message',
    category,
    type: 'free_customer_service',
    claim: { tier, beyond: exemption === null ? 'regular' : 'not_charged' },
    because,
  }
}

/** The month's allowance, where it is one of messages. */
const tierOf = ({ freeTier }: Rules): FreeTier | null =>
  freeTier?.counts === 'service-messages' ? freeTier : null

const isGroup = ({ category, participant }: Delivery, { isGroup: isKnown }: DeliveryContext): boolean =>
  participant !== undefined || isKnown === true || category.startsWith('group_')

const inGroup = ({ delivery, context, inForce: { rules } }: Case, ruled: Ruling): Ruling =>
  isGroup(delivery, context) ? { ...ruled, because: citing(ruled, rules.groups) } : ruled
