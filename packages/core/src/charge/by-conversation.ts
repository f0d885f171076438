import type { ClauseId } from '../rulebook/clauses.ts'
import { HOUR } from '../time/instant.ts'
import type { BilledConversation, Ruling } from './charge.ts'
import { ruling, type Case, type Ruled } from './case.ts'

/** Until June 2025 conversations were charged, when their first message was delivered (CONV-A1, CONV-B2). */
export const ruleByConversation = (one: Case): Ruled => {
  const byCategory = one.inForce.rules.chargedBy === 'conversation-by-category'
  if (byCategory) return insideEntryPoint(one) ?? (isTemplate(one) ? openByTemplate(one) : openByService(one))
  return ridesAny(one) ?? insideEntryPoint(one) ?? openByInitiator(one)
}

const isTemplate = ({ delivery }: Case): boolean => delivery.kind === 'template'

const insideEntryPoint = ({ surroundings: { entryPoint }, inForce }: Case): Ruled | null => {
  if (entryPoint === null) return null
  const because: readonly ClauseId[] = inForce.rules.entryPointEndsConversations
    ? ['CONV-B5', 'CONV-B6', 'FEP-8']
    : ['CONV-A7', 'FEP-3']
  return {
    ruling: ruling('conversation', 'referral_conversion', 'free_entry_point', [
      ...because,
      ...(entryPoint.isShownByMeta ? (['entry-point-shown-by-meta'] as const) : []),
    ]),
    opens: null,
  }
}

const rides = ({ category }: BilledConversation, because: Ruling['because']): Ruled => ({
  ruling: ruling('conversation', category, 'rides_open_conversation', because),
  opens: null,
})

/** Whatever is sent while a conversation is open is paid with it. */
const ridesAny = ({ surroundings }: Case): Ruled | null => {
  const latest = surroundings.conversations.at(-1)
  return latest === undefined ? null : rides(latest, ['CONV-A1', 'CONV-A4', 'CONV-A5'])
}

/** Inside the window the conversation counts as begun by the user, outside it as begun by the business. */
const openByInitiator = (one: Case): Ruled =>
  one.surroundings.windowOpen
    ? open(one, 'user_initiated', ['CONV-A1', 'CONV-A2', 'CONV-A6'])
    : open(one, 'business_initiated', ['CONV-A1', 'CONV-A3', 'CONV-A6'])

/** A template rides a conversation of its own category only, and opens one otherwise. */
const openByTemplate = (one: Case): Ruled => {
  const { category } = one.delivery
  const { conversations } = one.surroundings
  const own = conversations.find((conversation) => conversation.category === category)
  if (own !== undefined) return rides(own, ['CONV-B2'])
  const besideService = conversations.some((conversation) => conversation.category === 'service')
  return open(one, category, [
    'CONV-B2',
    ...(besideService ? (['CONV-B4'] as const) : []),
    ...(category === 'unknown' ? (['category-unknown'] as const) : []),
  ])
}

/** A free-form message rides whatever is open, the latest if there are several (POS-25). */
const openByService = (one: Case): Ruled => {
  const { conversations } = one.surroundings
  const latest = conversations.at(-1)
  if (latest === undefined)
    return open(one, 'service', ['CONV-B3', one.inForce.rules.serviceIsFree ? 'CONV-B13' : 'CONV-B10'])
  return rides(latest, [
    'CONV-B3',
    ...(conversations.length > 1 ? (['POS-25'] as const) : []),
    ...(latest.category.endsWith('_initiated') ? (['conversation-carries-over'] as const) : []),
  ])
}

const open = (
  { delivery, inForce: { rules } }: Case,
  category: string,
  because: Ruling['because'],
): Ruled => ({
  ruling: opening(category, rules, because),
  opens: {
    category,
    opensAt: delivery.at,
    closesAt: delivery.at + rules.billedConversationHours * HOUR,
  },
})

const opening = (category: string, rules: Case['inForce']['rules'], because: Ruling['because']): Ruling => {
  const { freeTier, serviceIsFree } = rules
  if (category === 'service' && serviceIsFree)
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
