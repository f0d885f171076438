import type { ClauseId } from '../rulebook/clauses.ts'
import type { Rules } from '../rulebook/rulebook.ts'
import type { BilledConversation, Ruling } from './charge.ts'
import type { Delivery } from './delivery.ts'
import { aiProvider } from './category.ts'
import { ruling, type Case, type Ruled } from './case.ts'
import { isOver } from './told.ts'

/** Since July 2025 each delivered message is charged by itself (PMP-1, PMP-3, OCT26-17). */
export const ruleByMessage = (one: Case): Ruled =>
  ridesFromBefore(one) ?? {
    ruling:
      reaction(one) ??
      byAiProvider(one) ??
      insideEntryPoint(one) ??
      (one.delivery.kind === 'template' ? template(one) : service(one)),
    rides: null,
    opens: null,
  }

/**
 * A utility conversation that was open when the charging of messages began is still ridden to its end, which is
 * Meta's to tell (POS-45).
 */
const ridesFromBefore = ({ delivery, surroundings, told, same }: Case): Ruled | null => {
  if (delivery.kind !== 'template' || delivery.category !== 'utility') return null
  const isUtility = ({ category }: BilledConversation): boolean => category === 'utility'
  const known = same !== null && isUtility(same) ? same : null
  const rides =
    known ?? surroundings.conversations.find((one) => isUtility(one) && !isOver(one, told)) ?? null
  return rides === null
    ? null
    : { ruling: ruling('conversation', 'utility', 'rides_open_conversation', ['PMP-21']), rides, opens: null }
}

const reaction = ({ delivery, inForce }: Case): Ruling | null =>
  delivery.kind === 'reaction' && !inForce.rules.reactionsAreCharged
    ? ruling('none', delivery.category, 'not_charged', ['OCT26-7'])
    : null

/** Only Meta knows who is an AI provider and where that is charged: its report is the charge (POS-49). */
const byAiProvider = ({ delivery: { category, reported } }: Case): Ruling | null =>
  category === aiProvider && reported?.type === 'regular'
    ? ruling('message', category, 'regular', ['PMP-20', 'POS-49'])
    : null

const insideEntryPoint = ({
  delivery,
  surroundings: { entryPoint },
  inForce: { rules },
}: Case): Ruling | null => {
  if (entryPoint === null || isGroup(delivery)) return null
  const because: readonly ClauseId[] = entryPoint.isShownByMeta
    ? ['FEP-6', rules.decisionTable, 'entry-point-shown-by-meta']
    : ['FEP-6', rules.decisionTable]
  const free = ruling('message', delivery.category, 'free_entry_point', because)
  const { freeTier, entryPointServiceUsesTier } = rules
  return freeTier === null || !entryPointServiceUsesTier || delivery.kind === 'template'
    ? free
    : { ...free, claim: { tier: freeTier, beyond: 'free_entry_point' }, because: [...because, 'POS-11'] }
}

const template = ({ delivery, surroundings, inForce: { rules } }: Case): Ruling => {
  const { category } = delivery
  const inWindow = rules.utilityWindowTestedAt === 'sent' ? delivery.insideWindow : surroundings.windowOpen
  if (inWindow && isFreeInWindow(category, rules))
    return ruling('message', category, 'free_customer_service', [rules.decisionTable, ...whyFree(category)])
  return ruling('message', category, 'regular', whyPaid(delivery, inWindow, rules))
}

const isFreeInWindow = (category: string, rules: Rules): boolean =>
  category === 'utility' || category === 'group_utility'
    ? rules.utilityIsFreeInWindow
    : category === 'group_marketing' && rules.groupMarketingIsFreeInWindow

const whyFree = (category: string): readonly ClauseId[] =>
  category === 'group_marketing' ? ['POS-7'] : ['PMP-19', 'POS-15']

const whyPaid = ({ category }: Delivery, inWindow: boolean, rules: Rules): readonly ClauseId[] => {
  if (category === 'unknown') return ['PMP-1', 'category-unknown']
  if (category === 'group_marketing' && inWindow) return [rules.decisionTable, 'POS-7']
  const utilityInWindow = inWindow && (category === 'utility' || category === 'group_utility')
  return utilityInWindow && !rules.utilityIsFreeInWindow
    ? ['OCT26-4', 'POS-18']
    : ['PMP-1', rules.decisionTable]
}

const service = ({ delivery, inForce }: Case): Ruling => {
  const { rules, exemptUntil } = inForce
  const { category } = delivery
  if (rules.serviceIsFree) return ruling('message', category, 'free_customer_service', [rules.decisionTable])
  if (rules.freeTier === null) return ruling('message', category, 'regular', ['OCT26-2'])
  const isExempt = delivery.at < exemptUntil
  return {
    unit: 'message',
    category,
    type: 'free_customer_service',
    claim: { tier: rules.freeTier, beyond: isExempt ? 'not_charged' : 'regular' },
    because: isExempt ? ['OCT26-2', 'OCT26-3', 'OCT26-8'] : ['OCT26-2', 'OCT26-3'],
  }
}

const isGroup = ({ category }: Delivery): boolean => category.startsWith('group_')
