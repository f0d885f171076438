import type { ClauseId } from '../rulebook/clauses.ts'
import { HOUR, MINUTE, type Instant } from '../time/instant.ts'
import type { BilledConversation, Ruling } from './charge.ts'
import { ruling, type Case, type Ruled } from './case.ts'
import { isOver, withTold } from './told.ts'

/** Until June 2025 conversations were charged, when their first message was delivered (CONV-A1, CONV-B2). */
export const ruleByConversation = (one: Case): Ruled => {
  const byCategory = one.inForce.rules.chargedBy === 'conversation-by-category'
  if (!byCategory) return ridesSame(one) ?? ridesAny(one) ?? insideEntryPoint(one) ?? openByInitiator(one)
  return (
    insideEntryPoint(one) ?? ridesSame(one) ?? (isTemplate(one) ? openByTemplate(one) : openByService(one))
  )
}

/** A message of a conversation that was charged already, by Meta's id of it: that is paid, however late it comes. */
const ridesSame = ({ same }: Case): Ruled | null =>
  same === null ? null : rides(same, ['CONV-A13', 'POS-45'])

/** The conversations that are open, as far as Meta's id of the message's own does not show that they are over. */
const stillOpen = ({ surroundings: { conversations }, told }: Case): readonly BilledConversation[] =>
  told === null ? conversations : conversations.filter((conversation) => !isOver(conversation, told))

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
    rides: null,
    opens: null,
  }
}

/** Cited where only Meta's other id shows that a conversation, one of a category where that matters, is over. */
const whyOver = ({ surroundings, told }: Case, category?: string): readonly ClauseId[] =>
  surroundings.conversations.some(
    (conversation) =>
      (category ?? conversation.category) === conversation.category && isOver(conversation, told),
  )
    ? ['POS-45']
    : []

const rides = (conversation: BilledConversation, because: Ruling['because']): Ruled => ({
  ruling: ruling('conversation', conversation.category, 'rides_open_conversation', because),
  rides: conversation,
  opens: null,
})

/** Whatever is sent while a conversation is open is paid with it. */
const ridesAny = (one: Case): Ruled | null => {
  const latest = stillOpen(one).at(-1)
  return latest === undefined ? null : rides(latest, ['CONV-A1', 'CONV-A4', 'CONV-A5'])
}

/** Inside the window the conversation counts as begun by the user, outside it as begun by the business. */
const openByInitiator = (one: Case): Ruled =>
  one.surroundings.windowOpen
    ? open(one, 'user_initiated', ['CONV-A1', 'CONV-A2', 'CONV-A6', ...whyOver(one)])
    : open(one, 'business_initiated', ['CONV-A1', 'CONV-A3', 'CONV-A6', ...whyOver(one)])

/** A template rides a conversation of its own category only, and opens one otherwise. */
const openByTemplate = (one: Case): Ruled => {
  const { category } = one.delivery
  const conversations = stillOpen(one)
  const own = conversations.find((conversation) => conversation.category === category)
  if (own !== undefined) return rides(own, ['CONV-B2'])
  const besideService = conversations.some((conversation) => conversation.category === 'service')
  return open(one, category, [
    'CONV-B2',
    ...(besideService ? (['CONV-B4'] as const) : []),
    ...(category === 'unknown' ? (['category-unknown'] as const) : []),
    ...whyOver(one, category),
  ])
}

/** A free-form message rides whatever is open, the latest if there are several (POS-25). */
const openByService = (one: Case): Ruled => {
  const conversations = stillOpen(one)
  const latest = conversations.at(-1)
  if (latest === undefined)
    return open(one, 'service', [
      'CONV-B3',
      one.inForce.rules.serviceIsFree ? 'CONV-B13' : 'CONV-B10',
      ...whyOver(one),
    ])
  return rides(latest, [
    'CONV-B3',
    ...(conversations.length > 1 ? (['POS-25'] as const) : []),
    ...(latest.category.endsWith('_initiated') ? (['conversation-carries-over'] as const) : []),
  ])
}

const open = (one: Case, category: string, because: Ruling['because']): Ruled => {
  const { delivery, inForce, told } = one
  const { rules } = inForce
  const estimate = toFullMinute(delivery.sentAt + rules.billedConversationHours * HOUR)
  const opened = { category, opensAt: delivery.at, closesAt: estimate }
  return {
    ruling: opening(category, rules, because),
    rides: null,
    opens: told === null ? opened : withTold({ ...opened, id: told.id }, told),
  }
}

/** Meta's clock of conversations goes by whole minutes (CONV-A13). */
const toFullMinute = (at: Instant): Instant => Math.ceil(at / MINUTE) * MINUTE

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
