import type { Instant } from '@guichet/core'
import type { Sort } from './category.ts'
import type { Era } from './calendar.ts'
import type { Named } from './named.ts'

/** What a delivery is charged as. */
export interface Price {
  readonly unit: 'conversation' | 'message' | 'none'
  readonly category: string
  readonly type: string
  /** Whose 1,000 free ones a month it is one of, while they last. */
  readonly tier?: 'account' | 'phone number'
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
  readonly era: Era
  /** Is service free without limit? Since 1 November 2024 (CONV-B13), until October 2026. */
  readonly serviceIsUnlimited: boolean
  readonly windowOpen: boolean
  readonly insideEntryPoint: boolean
  /** The billed conversations that are open, in the order in which they opened. */
  readonly open: readonly Billed[]
  /** The conversation, over or not, that Meta says the message is in (POS-45). */
  readonly own: Billed | undefined
}

/** Who pays. */
export const priceOf = (one: Case): Price => {
  switch (one.era) {
    case 'A':
      return eraA(one)
    case 'B':
      return eraB(one)
    case 'C':
      return eraC(one)
    case 'D':
      return eraD(one)
  }
}

const rides = (conversation: Billed): Price => ({
  unit: 'conversation',
  category: conversation.category,
  type: 'rides_open_conversation',
  rides: conversation,
})

const referral: Price = { unit: 'conversation', category: 'referral_conversion', type: 'free_entry_point' }

/** Since 2022: by who began it. Everything rides the open conversation, whatever it is (CONV-A1 to A7). */
const eraA = ({ open, own, insideEntryPoint, windowOpen }: Case): Price => {
  const latest = own ?? open.at(-1)
  if (latest !== undefined) return rides(latest)
  if (insideEntryPoint) return referral
  const category = windowOpen ? 'user_initiated' : 'business_initiated'
  return { unit: 'conversation', category, type: 'free_tier', tier: 'account', opens: true }
}

/** Since June 2023: by category. A template rides its own only, any other message whatever is open (CONV-B2, B3). */
const eraB = ({ kind, category, serviceIsUnlimited, open, own, insideEntryPoint }: Case): Price => {
  if (insideEntryPoint) return referral
  if (own !== undefined) return rides(own)
  if (kind === 'template') {
    const alike = open.find((conversation) => conversation.category === category)
    return alike === undefined
      ? { unit: 'conversation', category, type: 'regular', opens: true }
      : rides(alike)
  }
  const latest = open.at(-1)
  if (latest !== undefined) return rides(latest)
  const service = { unit: 'conversation', category: 'service', opens: true } as const
  return serviceIsUnlimited
    ? { ...service, type: 'free_customer_service' }
    : { ...service, type: 'free_tier', tier: 'account' }
}

const isForGroup = (category: string): boolean => category.startsWith('group_')
const isUtility = (category: string): boolean => category === 'utility' || category === 'group_utility'

/** Since July 2025: each message. Service is free, and so is utility while the window is open (PMP-3). */
const eraC = (one: Case): Price => {
  const { kind, category, open, own, insideEntryPoint, windowOpen } = one
  const carried = own === undefined ? open : [own, ...open]
  const utility = carried.find((conversation) => conversation.category === 'utility')
  if (kind === 'template' && category === 'utility' && utility !== undefined) return rides(utility)
  if (one.isChargedAsAi) return { unit: 'message', category, type: 'regular' }
  if (insideEntryPoint && !isForGroup(category))
    return { unit: 'message', category, type: 'free_entry_point' }
  const free = kind !== 'template' || (isUtility(category) && windowOpen)
  return { unit: 'message', category, type: free ? 'free_customer_service' : 'regular' }
}

/** Since October 2026: service beyond 1,000 a month and utility are charged, reactions never (OCT26-17). */
const eraD = ({ kind, category, isChargedAsAi, insideEntryPoint }: Case): Price => {
  if (kind === 'reaction') return { unit: 'none', category, type: 'not_charged' }
  if (isChargedAsAi) return { unit: 'message', category, type: 'regular' }
  if (insideEntryPoint && !isForGroup(category))
    return { unit: 'message', category, type: 'free_entry_point' }
  if (kind === 'template') return { unit: 'message', category, type: 'regular' }
  return { unit: 'message', category, type: 'free_customer_service', tier: 'phone number' }
}
