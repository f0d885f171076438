import type { MessageStatus, ReportedPricing } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'
import { fateGrace, type Fate, type Share } from './message.ts'

/** A fate while it is being gathered. */
export interface GatheredFate extends Fate {
  /** The instant of its first final status. */
  readonly finalAt: Instant | null
}

/** A member's share while it is being gathered. */
export interface GatheredShare extends GatheredFate, Share {}

export type Changing<A> = { -readonly [K in keyof A]: A[K] }

/** No status is known. */
export const noFate: GatheredFate = {
  deliveredAt: null,
  readAt: null,
  failedAt: null,
  errorCode: null,
  pricing: null,
  isPricingContradicted: false,
  finalAt: null,
}

/** Takes in what a status says of the fate, in the order of time. */
export const learnFate = (fate: Changing<GatheredFate>, event: MessageStatus): void => {
  if (event.pricing !== undefined) learnPricing(fate, event.pricing)
  learnStatus(fate, event)
}

/** What Meta says of the price, in addition to what it said before (POS-16). */
export const learnPricing = (fate: Changing<Fate>, pricing: ReportedPricing): void => {
  const before = fate.pricing
  fate.isPricingContradicted ||= before !== null && contradicts(before, pricing)
  if (before === null) fate.pricing = pricing
  else if (!includes(before, pricing)) fate.pricing = { ...before, ...pricing }
}

/** Most statuses repeat what the one before said. */
const includes = (before: ReportedPricing, now: ReportedPricing): boolean =>
  before === now || partsOf(now).every((part) => before[part] === now[part])

const partsOf = (pricing: ReportedPricing): readonly (keyof ReportedPricing)[] =>
  Object.keys(pricing) as (keyof ReportedPricing)[]

const learnStatus = (fate: Changing<GatheredFate>, event: MessageStatus): void => {
  switch (event.status) {
    case 'sent':
      return
    case 'delivered':
    case 'read':
    case 'played':
      learnDelivery(fate, event)
      break
    case 'failed':
      fate.failedAt ??= event.at
      fate.errorCode ??= event.errorCode ?? null
      break
  }
  fate.finalAt ??= event.at
}

/** A message that was read was delivered (POS-13). */
export const learnDelivery = (fate: Changing<Fate>, { status, at }: MessageStatus): void => {
  if (status === 'delivered') {
    fate.deliveredAt ??= at
    if (fate.deliveredAt === at) fate.isDeliveryInferred = false
  } else if (status === 'read' || status === 'played') {
    fate.readAt ??= at
    if (fate.deliveredAt === null) fate.isDeliveryInferred = true
    fate.deliveredAt ??= at
  }
}

/** The shares with what a status says of one member's; `null` for one more than a day after that member's final status. */
export const sharesAfter = (
  shares: readonly GatheredShare[],
  participant: string,
  event: MessageStatus,
): readonly GatheredShare[] | null => {
  const known = shares.find((share) => share.participant === participant)
  if (known?.finalAt != null && event.at > known.finalAt + fateGrace) return null
  const share: Changing<GatheredShare> = { ...noFate, ...known, participant }
  learnFate(share, event)
  const others = shares.filter((one) => one !== known)
  return [...others, share].sort((a, b) => (a.participant < b.participant ? -1 : 1))
}

const contradicts = (before: ReportedPricing, now: ReportedPricing): boolean =>
  before.model !== now.model ||
  before.category !== now.category ||
  differ(before.type, now.type) ||
  differ(before.subtype, now.subtype) ||
  differ(before.billable, now.billable)

/** What one status says and the other leaves out is no contradiction. */
const differ = <A>(a: A | undefined, b: A | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b
