import type { Instant } from '@guichet/core'
import type { Sort } from './category.ts'
import type { Named } from './named.ts'
import type { Allowance, Values } from './values.ts'

/** What a delivery is charged as. */
export interface Price {
  readonly unit: 'conversation' | 'message' | 'none'
  readonly category: string
  readonly type: string
  /** The monthly allowance that it is one of, while that lasts. */
  readonly tier?: Allowance
  /** Does it open a billed conversation of its category? */
  readonly opens?: true
  /** The conversation that it is paid with. */
  readonly rides?: Billed
}

/**
 * A conversation as it is charged: from the delivery that opens it until 24 hours after that message was sent, at the
 * next full minute (CONV-A13), or until Meta says; nothing extends it (CONV-A1).
 */
export interface Billed extends Named {
  readonly category: string
  readonly opensAt: Instant
  readonly closesAt: Instant
}

/** A delivery and how things stand at it. */
export interface Case extends Sort {
  /** What the rulebook in force says. */
  readonly values: Values
  /** Is it known to go to a member of a group? */
  readonly isForGroup: boolean
  readonly windowOpen: boolean
  readonly windowOpenWhenSent: boolean
  readonly insideEntryPoint: boolean
  /** The billed conversations that are open, in the order in which they opened. */
  readonly open: readonly Billed[]
  /** The conversation, over or not, that Meta says the message is in (POS-45). */
  readonly own: Billed | undefined
}

/** Who pays. */
export const priceOf = (one: Case): Price => {
  switch (one.values.charging.by) {
    case 'conversation-by-initiator':
      return (
        conversationIn(one) ??
        opened(one.values[one.windowOpen ? 'begunInWindow' : 'begunOutsideWindow'].as, one)
      )
    case 'conversation-by-category':
      return conversationIn(one) ?? opened(one.kind === 'template' ? one.category : 'service', one)
    case 'message':
      return messageIn(one)
  }
}

/** What pays for a message without opening anything: an entry point, or a conversation that is open. */
const conversationIn = (one: Case): Price | null => {
  const carrier = one.own ?? carrierOf(one)
  const isReferred = one.insideEntryPoint && isFreeAround(one)
  // An entry point that ends all conversations leaves none to ride (FEP-8).
  if (isReferred && (one.values.entryPoint.endsConversations || carrier === undefined))
    return { unit: 'conversation', category: 'referral_conversion', type: 'free_entry_point' }
  return carrier === undefined ? null : rides(carrier)
}

const isFreeAround = ({ windowOpen, values }: Case): boolean =>
  windowOpen || values.entryPointOutsideWindow.isFree

/** The open conversation that a message is paid with (CONV-A4, CONV-B2, CONV-B3). */
const carrierOf = ({ open, kind, category, values }: Case): Billed | undefined => {
  const isTemplate = kind === 'template'
  const rule = isTemplate ? values.templateRides : values.serviceRides
  const fitting = open.filter((conversation) => {
    // One of those that an earlier rulebook told apart by who began them.
    if (values.charging.by !== 'conversation-by-initiator' && conversation.category.endsWith('_initiated'))
      return values.carriedOver.by.includes(category)
    return (
      rule.conversation === 'any' ||
      conversation.category === category ||
      (isTemplate && conversation.category === 'service' && !values.templateBesideService.opens)
    )
  })
  return values.severalOpen.joins === 'latest' ? fitting.at(-1) : fitting[0]
}

const rides = (conversation: Billed): Price => ({
  unit: 'conversation',
  category: conversation.category,
  type: 'rides_open_conversation',
  rides: conversation,
})

/** A conversation begins: free where its kind is, or as one of the month's. */
const opened = (category: string, { values: { service, freeTier } }: Case): Price => {
  const begun = { unit: 'conversation', category, opens: true } as const
  if (category === 'service' && service.isFree) return { ...begun, type: 'free_customer_service' }
  const isCounted =
    freeTier?.counts === 'conversations' ||
    (freeTier?.counts === 'service-conversations' && category === 'service')
  return isCounted ? { ...begun, type: 'free_tier', tier: freeTier } : { ...begun, type: 'regular' }
}

/** Each message by itself; only what an earlier rulebook's conversation carries is paid with that one. */
const messageIn = (one: Case): Price => {
  const { kind, category, values, own, open } = one
  const carried = (own === undefined ? open : [own, ...open]).find(
    (conversation) => conversation.category === category,
  )
  if (kind === 'template' && carried !== undefined && values.carriedOver.by.includes(category))
    return rides(carried)
  if (kind === 'reaction' && !values.reactions.areCharged)
    return { unit: 'none', category, type: 'not_charged' }
  if (one.isChargedAsAi && values.aiProviders.payAsReported)
    return { unit: 'message', category, type: 'regular' }
  if (one.insideEntryPoint && isFreeAround(one) && (!isGroups(one) || values.groups.haveEntryPoints))
    return { unit: 'message', category, type: 'free_entry_point', ...countedInside(one) }
  return kind === 'template' ? templateAlone(one) : serviceAlone(one)
}

const isGroups = ({ isForGroup, category }: Case): boolean => isForGroup || category.startsWith('group_')

/** What is free in an entry point may still be one of the month's free ones (POS-11). */
const countedInside = ({ kind, values }: Case): { readonly tier?: Allowance } => {
  const tier = allowanceOf(values)
  return kind !== 'template' && values.entryPointServiceUsesTier.is && tier !== null ? { tier } : {}
}

const templateAlone = (one: Case): Price => {
  const { category, values, windowOpen, windowOpenWhenSent } = one
  const inWindow = values.utilityWindowTestedAt.is === 'sent' ? windowOpenWhenSent : windowOpen
  const isFree = category !== 'unknown' && (values.templates.areFree || (inWindow && isFreeInWindow(one)))
  return { unit: 'message', category, type: isFree ? 'free_customer_service' : 'regular' }
}

const isFreeInWindow = (one: Case): boolean => {
  const { category, values } = one
  switch (category) {
    case 'marketing':
    case 'marketing_lite':
      return isGroups(one) ? values.groupMarketingIsFreeInWindow.is : values.marketingInWindow.isFree
    case 'group_marketing':
      return values.groupMarketingIsFreeInWindow.is
    case 'utility':
    case 'group_utility':
      return values.utilityInWindow.isFree
    case 'authentication':
    case 'authentication_international':
      return values.authenticationInWindow.isFree
    default:
      return false
  }
}

const serviceAlone = ({ category, values }: Case): Price => {
  const tier = allowanceOf(values)
  if (!values.service.isFree && tier !== null)
    return { unit: 'message', category, type: 'free_customer_service', tier }
  return { unit: 'message', category, type: values.service.isFree ? 'free_customer_service' : 'regular' }
}

/** The month's allowance, where it is one of messages. */
const allowanceOf = ({ freeTier }: Values): Allowance | null =>
  freeTier?.counts === 'service-messages' ? freeTier : null
